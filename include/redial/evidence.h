#ifndef REDIAL_EVIDENCE_H
#define REDIAL_EVIDENCE_H

/** @file
 * What is known about one ended attempt. Clear it to zero, fill in what you
 * know, leave the rest: zero means "not known" everywhere.
 *
 * @code
 * redial_evidence seen = {0};
 * seen.code = 480;
 * seen.q850_cause = 34;     Reason: Q.850;cause=34
 * v = redial_assess(&seen); overloaded: another carrier can complete it
 * @endcode
 *
 * redial_evidence_read() fills it from a whole message; a stack that has
 * parsed its headers already fills it by hand or with the single readers.
 */

#include <redial/codes.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_evidence
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Where the ending came from. A stack that invents a 503 for a refused port
 * must say #REDIAL_ORIGIN_LOCAL_TRANSPORT; one whose own timer ran out says
 * #REDIAL_ORIGIN_LOCAL_TIMEOUT although the wire then shows 487.
 * @par Since
 * 0.1.0 */
typedef enum redial_origin {
  REDIAL_ORIGIN_UNKNOWN = 0,         /**< Not known; read as an answer. */
  REDIAL_ORIGIN_REMOTE = 1,          /**< The other side answered, and we
                                          have withdrawn nothing. */
  REDIAL_ORIGIN_LOCAL_TIMEOUT = 2,   /**< Our own timer ran out. */
  REDIAL_ORIGIN_LOCAL_TRANSPORT = 3, /**< Refused, ICMP, TLS, DNS. */
  REDIAL_ORIGIN_WITHDRAWN = 4,       /**< We no longer wanted the call. */
  REDIAL_ORIGIN_CALLER_GONE = 5      /**< The one who waits hung up. */
} redial_origin;

/** How far the attempt had come when it ended.
 * @par Since
 * 0.1.0 */
typedef enum redial_progress {
  REDIAL_PROGRESS_UNKNOWN = 0,       /**< Not known. */
  REDIAL_PROGRESS_NOTHING = 1,       /**< No response at all. */
  REDIAL_PROGRESS_TRYING = 2,        /**< 100 and nothing more. */
  REDIAL_PROGRESS_RINGING = 3,       /**< 180. */
  REDIAL_PROGRESS_EARLY_MEDIA = 4,   /**< 183 with media, no 180. */
  REDIAL_PROGRESS_RINGING_MEDIA = 5  /**< 180 and early media. */
} redial_progress;

/** Method of the request answered (from CSeq), or of the request itself when
 * there is no code.
 * @par Since
 * 0.1.0 */
typedef enum redial_method {
  REDIAL_METHOD_UNKNOWN = 0,   /**< Not known. */
  REDIAL_METHOD_INVITE = 1,    /**< INVITE */
  REDIAL_METHOD_CANCEL = 2,    /**< CANCEL */
  REDIAL_METHOD_BYE = 3,       /**< BYE */
  REDIAL_METHOD_REGISTER = 4,  /**< REGISTER */
  REDIAL_METHOD_OPTIONS = 5,   /**< OPTIONS */
  REDIAL_METHOD_SUBSCRIBE = 6, /**< SUBSCRIBE */
  REDIAL_METHOD_NOTIFY = 7,    /**< NOTIFY */
  REDIAL_METHOD_PUBLISH = 8,   /**< PUBLISH */
  REDIAL_METHOD_REFER = 9,     /**< REFER */
  REDIAL_METHOD_MESSAGE = 10,  /**< MESSAGE */
  REDIAL_METHOD_UPDATE = 11,   /**< UPDATE */
  REDIAL_METHOD_INFO = 12,     /**< INFO */
  REDIAL_METHOD_PRACK = 13,    /**< PRACK */
  REDIAL_METHOD_ACK = 14,      /**< ACK */
  REDIAL_METHOD_OTHER = 15     /**< Any other. */
} redial_method;

/** Where a Q.850 cause was set (RFC 8606). Rules ask only whether it was the
 * user, some network, or not told.
 * @par Since
 * 0.1.0 */
typedef enum redial_location {
  REDIAL_LOCATION_UNKNOWN = 0, /**< Not told. */
  REDIAL_LOCATION_USER = 1,    /**< U */
  REDIAL_LOCATION_LPN = 2,     /**< LPN, private network of the local user */
  REDIAL_LOCATION_LN = 3,      /**< LN, public network of the local user */
  REDIAL_LOCATION_TN = 4,      /**< TN, transit network */
  REDIAL_LOCATION_RLN = 5,     /**< RLN, public network of the remote user */
  REDIAL_LOCATION_RPN = 6,     /**< RPN, private network of the remote user */
  REDIAL_LOCATION_INTL = 7,    /**< INTL, international network */
  REDIAL_LOCATION_BI = 8,      /**< BI, beyond an interworking point */
  REDIAL_LOCATION_OTHER = 9    /**< LOC-6 and its like, or an unknown word */
} redial_location;

/** How well a header could be read.
 * @par Since
 * 0.1.0 */
typedef enum redial_damage {
  REDIAL_DAMAGE_NONE = 0,      /**< As it should be. */
  REDIAL_DAMAGE_SATURATED = 1, /**< Only too large: taken as 4294967295. */
  REDIAL_DAMAGE_MALFORMED = 2  /**< Read as far as it made sense. */
} redial_damage;

/** Retry-After (RFC 3261 20.33).
 * @par Since
 * 0.1.0 */
typedef struct redial_retry_after {
  uint32_t seconds;    /**< Wait; 0 is a value and means at once. */
  uint32_t duration_s; /**< Length of the window that follows the wait; 0
                            when not told. */
  uint8_t present;     /**< 1 when there is a number in @c seconds. */
  uint8_t damage;      /**< #redial_damage */
} redial_retry_after;

/** Number of warn-codes kept. */
#define REDIAL_WARNINGS 4

/** @name Marks
 * Facts that are there or not; all of them in redial_evidence::marks.
 * @{ */
#define REDIAL_MARK_NETWORK_BLOCKED 0x0001u /**< Phrase "Network Blocked". */
#define REDIAL_MARK_STALE_DATE 0x0002u      /**< Phrase "Stale Date". */
#define REDIAL_MARK_ANALYTICS 0x0004u   /**< A Reason text starts with
                                             "v=analytics1;" (603+). */
#define REDIAL_MARK_STALE 0x0008u       /**< A challenge says stale=true. */
#define REDIAL_MARK_IN_DIALOG 0x0010u   /**< Answer to an in-dialog request. */
#define REDIAL_MARK_AUTHENTICATED 0x0020u /**< The request carried
                                               credentials. */
#define REDIAL_MARK_SIPS 0x0040u        /**< The request URI was SIPS. */
#define REDIAL_MARK_FAN_OUT 0x0080u     /**< Best of several answers, chosen
                                             by a proxy. */
#define REDIAL_MARK_BRIDGED 0x0100u     /**< Twilio DialBridged=true. */
#define REDIAL_MARK_SIPFRAG 0x0200u     /**< The status line came in a body. */
#define REDIAL_MARK_MALFORMED 0x0400u   /**< Something beside Retry-After
                                             could not be read properly. */
#define REDIAL_MARK_CONTACT 0x0800u     /**< A Contact that can be called. */
#define REDIAL_MARK_NO_CONTACT 0x1000u  /**< It is known that there is none. */
#define REDIAL_MARK_Q850_SEEN 0x2000u   /**< A Q.850 Reason stood there, even
                                             if it said nothing. */
#define REDIAL_MARK_SIP_SEEN 0x4000u    /**< The same for a SIP Reason. */
/** @} */

/** Everything known about one ended attempt; zero means not known.
 * @par Since
 * 0.1.0 */
typedef struct redial_evidence {
  int32_t code;           /**< In @c ns; 0 when a request, an own timer or the
                               transport speaks. */
  int32_t twilio_error;   /**< X-Twilio-Error or ErrorCode. */
  uint32_t elapsed_ms;    /**< Since the INVITE; 0: not known, give 1 for
                               less than a millisecond. */
  redial_retry_after retry_after; /**< Retry-After. */
  uint16_t sip_cause;     /**< Reason: SIP;cause, 100..699. */
  uint16_t warnings[REDIAL_WARNINGS]; /**< warn-codes; 0 after the last. */
  uint16_t marks;         /**< REDIAL_MARK_... */
  uint8_t ns;             /**< #redial_namespace of @c code. */
  uint8_t q850_cause;     /**< Reason: Q.850;cause, 1..127. */
  uint8_t location;       /**< #redial_location of that cause. */
  uint8_t origin;         /**< #redial_origin */
  uint8_t progress;       /**< #redial_progress */
  uint8_t method;         /**< #redial_method */
  uint8_t kind;           /**< #redial_kind of the target. */
  uint8_t dial_status;    /**< #redial_dial_status beside the code. */
} redial_evidence;

#ifdef __cplusplus
}
#endif

/** @} */

#endif
