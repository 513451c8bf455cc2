#ifndef REDIAL_TYPES_H
#define REDIAL_TYPES_H

/** @file
 * The vocabulary: what a failure is called, how far it reaches, what may be
 * done about it. Every other header speaks in these words.
 *
 * Values never change once released. Zero is always "not known" or "none",
 * so a structure cleared to zero claims nothing.
 */

#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_types
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Result of a call that can meet bad input. Errors are negative. A function
 * that reports one has changed nothing.
 * @par Since
 * 0.1.0 */
typedef enum redial_status {
  REDIAL_OK = 0,              /**< Done. */
  REDIAL_ERR_NO_MATCH = -1,   /**< Nothing of that name or number. */
  REDIAL_ERR_SYNTAX = -2,     /**< The text does not read as what it should. */
  REDIAL_ERR_RANGE = -3,      /**< A number outside what is allowed. */
  REDIAL_ERR_SPACE = -4,      /**< The memory given is too small. */
  REDIAL_ERR_ALIGN = -5,      /**< The memory given is misaligned. */
  REDIAL_ERR_VERSION = -6,    /**< Written by a version that does not fit. */
  REDIAL_ERR_CORRUPT = -7,    /**< Bytes that contradict themselves. */
  REDIAL_ERR_NO_TARGET = -8,  /**< No eligible target; the reason is told. */
  REDIAL_ERR_NO_LEASE = -9,   /**< The lease has ended or never was. */
  REDIAL_ERR_FULL = -10,      /**< No room for one more. */
  REDIAL_ERR_STATE = -11,     /**< Not allowed in this state. */
  REDIAL_ERR_UNSUPPORTED = -12 /**< Not offered by this object. */
} redial_status;

/** Text that belongs to somebody else: never terminated, never changed,
 * never copied. An empty one may have any pointer, NULL included.
 * @par Since
 * 0.1.0 */
typedef struct redial_span {
  const char *ptr; /**< First byte. */
  size_t len;      /**< Number of bytes. */
} redial_span;

/** What happened.
 * @par Since
 * 0.1.0 */
typedef enum redial_outcome {
  REDIAL_OUTCOME_UNKNOWN = 0,          /**< No meaning known. */
  REDIAL_OUTCOME_PROGRESS = 1,         /**< Not final yet. */
  REDIAL_OUTCOME_SUCCESS = 2,          /**< Not a failure. */
  REDIAL_OUTCOME_REDIRECTED = 3,       /**< Use another address or service. */
  REDIAL_OUTCOME_BUSY = 4,             /**< Occupied, or refusing as busy. */
  REDIAL_OUTCOME_UNAVAILABLE = 5,      /**< Known user, not reachable now. */
  REDIAL_OUTCOME_NO_ANSWER = 6,        /**< It rang, nobody picked up. */
  REDIAL_OUTCOME_DECLINED = 7,         /**< A person refused this call. */
  REDIAL_OUTCOME_UNWANTED = 8,         /**< A person marked the caller. */
  REDIAL_OUTCOME_BLOCKED = 9,          /**< A machine blocked the caller. */
  REDIAL_OUTCOME_FORBIDDEN = 10,       /**< Policy of server or account. */
  REDIAL_OUTCOME_AUTH_REQUIRED = 11,   /**< Credentials requested. */
  REDIAL_OUTCOME_IDENTITY_REJECTED = 12, /**< Caller's proof refused. */
  REDIAL_OUTCOME_SECURITY = 13,        /**< Security must be negotiated. */
  REDIAL_OUTCOME_NOT_FOUND = 14,       /**< No such user. */
  REDIAL_OUTCOME_GONE = 15,            /**< Was there, removed for good. */
  REDIAL_OUTCOME_BAD_ADDRESS = 16,     /**< Incomplete or ambiguous. */
  REDIAL_OUTCOME_BAD_REQUEST = 17,     /**< Malformed or unusable content. */
  REDIAL_OUTCOME_TOO_LARGE = 18,       /**< URI, body or message too big. */
  REDIAL_OUTCOME_UNSUPPORTED = 19,     /**< Method, extension, format ... */
  REDIAL_OUTCOME_INTERVAL_TOO_SHORT = 20, /**< Timer below the minimum. */
  REDIAL_OUTCOME_MEDIA = 21,           /**< Offer or preconditions refused. */
  REDIAL_OUTCOME_CANCELLED = 22,       /**< The request was withdrawn. */
  REDIAL_OUTCOME_ANSWERED_ELSEWHERE = 23, /**< Another branch has it. */
  REDIAL_OUTCOME_STATE_LOST = 24,      /**< Peer lost dialog or entity-tag. */
  REDIAL_OUTCOME_CONFLICT = 25,        /**< Glare or overlap; harmless. */
  REDIAL_OUTCOME_LOOP = 26,            /**< Hop or breadth limit. */
  REDIAL_OUTCOME_TIMEOUT = 27,         /**< No answer in time. */
  REDIAL_OUTCOME_UNREACHABLE = 28,     /**< No path to hop, flow or route. */
  REDIAL_OUTCOME_SERVICE_UNAVAILABLE = 29, /**< Server cannot serve now. */
  REDIAL_OUTCOME_OVERLOADED = 30,      /**< As above, shown to be load. */
  REDIAL_OUTCOME_SERVER_ERROR = 31,    /**< Server broke. */
  REDIAL_OUTCOME_THROTTLED = 32,       /**< Sender exceeds an agreed rate. */
  REDIAL_OUTCOME_MISCONFIGURED = 33    /**< Account or client set-up. */
} redial_outcome;

/** Family of an outcome. The family of an outcome never changes: a dialplan
 * may switch on it and survive every new outcome.
 * @par Since
 * 0.1.0 */
typedef enum redial_family {
  REDIAL_FAMILY_NONE = 0,     /**< unknown */
  REDIAL_FAMILY_OK = 1,       /**< progress, success */
  REDIAL_FAMILY_REDIRECT = 2, /**< redirected */
  REDIAL_FAMILY_CALLEE = 3,   /**< busy, unavailable, no_answer, declined */
  REDIAL_FAMILY_REFUSED = 4,  /**< unwanted, blocked, forbidden, ... */
  REDIAL_FAMILY_ADDRESS = 5,  /**< not_found, gone, bad_address */
  REDIAL_FAMILY_REQUEST = 6,  /**< bad_request, too_large, ... media */
  REDIAL_FAMILY_ENDED = 7,    /**< cancelled, answered_elsewhere */
  REDIAL_FAMILY_DIALOG = 8,   /**< state_lost, conflict */
  REDIAL_FAMILY_NETWORK = 9,  /**< loop, timeout, ... server_error */
  REDIAL_FAMILY_PLATFORM = 10 /**< throttled, misconfigured */
} redial_family;

/** Who or what the failure speaks of. Only #REDIAL_ABOUT_SERVER and
 * #REDIAL_ABOUT_PATH may count against a trunk or gateway; only
 * #REDIAL_ABOUT_CALLEE against an agent or phone.
 * @par Since
 * 0.1.0 */
typedef enum redial_about {
  REDIAL_ABOUT_NONE = 0,    /**< Nobody, or not known. */
  REDIAL_ABOUT_CALLEE = 1,  /**< A person or their device. */
  REDIAL_ABOUT_CALLER = 2,  /**< Identity or account of the one calling. */
  REDIAL_ABOUT_REQUEST = 3, /**< This message. */
  REDIAL_ABOUT_DIALOG = 4,  /**< An existing dialog. */
  REDIAL_ABOUT_SERVER = 5,  /**< The server that answered. */
  REDIAL_ABOUT_PATH = 6,    /**< Hop, route or carrier. */
  REDIAL_ABOUT_PLATFORM = 7 /**< A hosted service's account or application. */
} redial_about;

/** How far it reaches: what else is now known to fail.
 * @par Since
 * 0.1.0 */
typedef enum redial_scope {
  REDIAL_SCOPE_NONE = 0,       /**< Nothing failed. */
  REDIAL_SCOPE_REQUEST = 1,    /**< This message as sent. */
  REDIAL_SCOPE_DIALOG = 2,     /**< State of an existing dialog. */
  REDIAL_SCOPE_ROUTE = 3,      /**< This server, hop or carrier: another way
                                    to the same phone may work. */
  REDIAL_SCOPE_HERE = 4,       /**< This device: it has answered, so another
                                    way to it is pointless; another device
                                    may work. */
  REDIAL_SCOPE_ADDRESS = 5,    /**< This number as its domain knows it. */
  REDIAL_SCOPE_EVERYWHERE = 6, /**< Every device and route of the callee. */
  REDIAL_SCOPE_UNKNOWN = 7     /**< Cannot tell. */
} redial_scope;

/** May it be tried again?
 * @par Since
 * 0.1.0 */
typedef enum redial_retry {
  REDIAL_RETRY_NONE = 0,      /**< Nothing failed. */
  REDIAL_RETRY_NEVER = 1,     /**< Not automatically. */
  REDIAL_RETRY_LATER = 2,     /**< Same request, after a wait. */
  REDIAL_RETRY_AFTER_FIX = 3, /**< Right away, changed as told. */
  REDIAL_RETRY_ELSEWHERE = 4  /**< Now, by another server, flow or route. */
} redial_retry;

/** Recommended next step for the one who places the call. A verdict's action
 * knows the failure alone; what to do in a call is redial_decide()'s answer.
 * @par Since
 * 0.1.0 */
typedef enum redial_action {
  REDIAL_ACTION_NONE = 0,               /**< Nothing to do. */
  REDIAL_ACTION_WAIT = 1,               /**< Not final: wait. */
  REDIAL_ACTION_TRY_NEXT = 2,           /**< Another phone or agent, now. */
  REDIAL_ACTION_FAILOVER = 3,           /**< Another route to the same one. */
  REDIAL_ACTION_RETRY_LATER = 4,        /**< The same again, after a wait. */
  REDIAL_ACTION_RETRY_GLARE = 5,        /**< RFC 3261 14.1 glare timer. */
  REDIAL_ACTION_FOLLOW_CONTACTS = 6,    /**< Recurse on the Contacts. */
  REDIAL_ACTION_USE_PROXY = 7,          /**< Repeat through the proxy named. */
  REDIAL_ACTION_USE_ALTERNATIVE = 8,    /**< The body names a service. */
  REDIAL_ACTION_AUTHENTICATE = 9,       /**< Send credentials. */
  REDIAL_ACTION_FIX_REQUEST = 10,       /**< See redial_code_headers(). */
  REDIAL_ACTION_FIX_IDENTITY = 11,      /**< Sign, or sign properly. */
  REDIAL_ACTION_FIX_ADDRESS = 12,       /**< Correct the number. */
  REDIAL_ACTION_FIX_SETUP = 13,         /**< Correct account or client. */
  REDIAL_ACTION_RENEGOTIATE_MEDIA = 14, /**< Make another offer. */
  REDIAL_ACTION_ASK_USER = 15,          /**< A fix that needs consent. */
  REDIAL_ACTION_RESTART = 16,           /**< Fresh dialog or publication. */
  REDIAL_ACTION_SEEK_REDRESS = 17,      /**< Appeal to the one who blocked. */
  REDIAL_ACTION_REPORT_FAULT = 18,      /**< An operator has to look. */
  REDIAL_ACTION_STOP = 19               /**< Place no further call. */
} redial_action;

/** What to give the caller who waits when no attempt is left.
 * @par Since
 * 0.1.0 */
typedef enum redial_treatment {
  REDIAL_TREATMENT_NONE = 0,            /**< Nothing. */
  REDIAL_TREATMENT_QUEUE = 1,           /**< Let them wait in line. */
  REDIAL_TREATMENT_CALLBACK = 2,        /**< Offer to call back. */
  REDIAL_TREATMENT_VOICEMAIL = 3,       /**< Take a message. */
  REDIAL_TREATMENT_ANNOUNCE = 4,        /**< Say that it failed. */
  REDIAL_TREATMENT_ANNOUNCE_NUMBER = 5, /**< Say that the number is wrong. */
  REDIAL_TREATMENT_ANNOUNCE_BUSY = 6,   /**< Say that it is busy. */
  REDIAL_TREATMENT_HANG_UP = 7          /**< End the call. */
} redial_treatment;

/** What kind of target was called. A 486 from a phone is a person's answer;
 * from a trunk it may be a full one.
 * @par Since
 * 0.1.0 */
typedef enum redial_kind {
  REDIAL_KIND_UNKNOWN = 0, /**< Not known. */
  REDIAL_KIND_PHONE = 1,   /**< A device that rings. */
  REDIAL_KIND_TRUNK = 2,   /**< A gateway or carrier. */
  REDIAL_KIND_SERVER = 3   /**< A proxy, registrar or application server. */
} redial_kind;

#ifdef __cplusplus
}
#endif

/** @} */

#endif
