#ifndef REDIAL_POLICY_H
#define REDIAL_POLICY_H

/** @file
 * What next, and when. A verdict says what a failure means; a policy says
 * what this call may still do; redial_decide() puts the two together with
 * what was tried and who else there is.
 *
 * @code
 * redial_history history = {0};                   one for each call
 * redial_situation now = {0};
 *
 * redial_history_place(&history, now_ms);         an attempt is sent
 * ...                                             and ends with 486
 * now.now_ms = now_ms;
 * now.endpoints_left = 2;
 * d = redial_decide(&redial_profile_hunt_group, &history, &verdict, &now);
 * redial_history_note(&history, &verdict, &now, &d);
 * switch (d.next) ...                             REDIAL_NEXT_ENDPOINT
 * @endcode
 *
 * A call is placed to an endpoint, which belongs to a person, perhaps by a
 * via: a gateway or carrier. A decision says which of them leaves the call,
 * which is to be held (not called again for a while, by any call) and which
 * is to blame. It never names a target: who comes next is a selector's
 * choice.
 *
 * The tests are made in this order, and the first that applies decides:
 * withdrawn by us, caller gone, nothing failed, deadline, repair,
 * suppression, attempt limits, retry budget, the table of scopes. The way of
 * a decision is told in docs/policy.md.
 */

#include <redial/backoff.h>
#include <redial/classify.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_policy
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Number of outcomes: the length of every table that has a row for each. */
#define REDIAL_OUTCOMES 34

/** A time that no call reaches: 49 days. Limits know no magic value: 0 allows
 * nothing, and this one is merely long. */
#define REDIAL_NO_LIMIT_MS 0xffffffffu

/** The same for a count. */
#define REDIAL_NO_LIMIT 0xffffu

/** What to do next.
 * @par Since
 * 0.1.0 */
typedef enum redial_next {
  REDIAL_NEXT_NONE = 0,     /**< Nothing: the attempt goes on. */
  REDIAL_NEXT_DONE = 1,     /**< Answered. */
  REDIAL_NEXT_ENDPOINT = 2, /**< Another endpoint. */
  REDIAL_NEXT_ROUTE = 3,    /**< The same endpoint by another via. */
  REDIAL_NEXT_AGAIN = 4,    /**< After the wait: the same attempt again, or
                                 with #REDIAL_DECISION_ROUND another round. */
  REDIAL_NEXT_REPAIR = 5,   /**< The same attempt, changed as @c action says;
                                 not a new attempt. */
  REDIAL_NEXT_STOP = 6      /**< No further attempt. The call ends when no
                                 other leg is pending; @c cancel says which
                                 of those are not to be waited for. */
} redial_next;

/** Why.
 * @par Since
 * 0.1.0 */
typedef enum redial_why {
  REDIAL_WHY_NONE = 0,           /**< Never given. */
  REDIAL_WHY_GOING_ON = 1,       /**< Not a final answer. */
  REDIAL_WHY_ANSWERED = 2,       /**< Somebody answered. */
  REDIAL_WHY_WITHDRAWN = 3,      /**< We no longer wanted the call. */
  REDIAL_WHY_CALLER_GONE = 4,    /**< The caller hung up. */
  REDIAL_WHY_NOTHING_FAILED = 5, /**< Not the end of a call at all. */
  REDIAL_WHY_REPAIR = 6,         /**< The host can repair this. */
  REDIAL_WHY_DEADLINE = 7,       /**< The call took too long. */
  REDIAL_WHY_REFUSED = 8,        /**< This person refused the call. */
  REDIAL_WHY_STRICT_6XX = 9,     /**< A 6xx, and the policy is strict. */
  REDIAL_WHY_ATTEMPTS = 10,      /**< Attempts of the call used up. */
  REDIAL_WHY_CALLER_DELAY = 11,  /**< The caller has heard nothing for too
                                      long. */
  REDIAL_WHY_ENDPOINT_ATTEMPTS = 12, /**< Attempts at this endpoint used
                                          up. */
  REDIAL_WHY_VIA_ATTEMPTS = 13,  /**< Attempts by this via used up. */
  REDIAL_WHY_EARLY_MEDIA = 14,   /**< The caller has heard this endpoint's
                                      answer already: no other via. */
  REDIAL_WHY_BUDGET = 15,        /**< Retry budget spent: no other via. */
  REDIAL_WHY_REQUEST = 16,       /**< The request is refused as it is. */
  REDIAL_WHY_THROTTLED = 17,     /**< The request may be sent again later. */
  REDIAL_WHY_DIALOG = 18,        /**< A matter of an existing dialog. */
  REDIAL_WHY_ROUTE = 19,         /**< This way to the endpoint failed. */
  REDIAL_WHY_FATAL = 20,         /**< A loop, or a version: every way would
                                      fail like this. */
  REDIAL_WHY_HERE = 21,          /**< This endpoint cannot take the call. */
  REDIAL_WHY_ADDRESS = 22,       /**< This number is wrong. */
  REDIAL_WHY_CONFIRM = 23,       /**< Wrong number, says one via: ask one
                                      other. */
  REDIAL_WHY_EVERYWHERE = 24,    /**< This person cannot take the call. */
  REDIAL_WHY_UNKNOWN = 25,       /**< Cannot tell: something else. */
  REDIAL_WHY_ROUND = 26,         /**< Everybody was tried; some come back. */
  REDIAL_WHY_NOBODY_LEFT = 27,   /**< Everybody was tried. */
  REDIAL_WHY_ROUNDS = 28,        /**< Rounds used up. */
  REDIAL_WHY_TRIES = 29,         /**< The plan has no further try for this
                                      outcome. */
  REDIAL_WHY_TOO_LATE = 30       /**< The wait would end after the deadline,
                                      or in dead air. */
} redial_why;

/** Whom something concerns.
 * @par Since
 * 0.1.0 */
typedef enum redial_party {
  REDIAL_PARTY_NONE = 0,     /**< Nobody. */
  REDIAL_PARTY_VIA = 1,      /**< The gateway used. */
  REDIAL_PARTY_ENDPOINT = 2, /**< The endpoint called. */
  REDIAL_PARTY_PERSON = 3    /**< Every endpoint of that person. */
} redial_party;

/** Which pending legs of the call to cancel.
 * @par Since
 * 0.1.0 */
typedef enum redial_cancel {
  REDIAL_CANCEL_NONE = 0,   /**< None. */
  REDIAL_CANCEL_PERSON = 1, /**< Those of this person. */
  REDIAL_CANCEL_ALL = 2     /**< All. */
} redial_cancel;

/** What the CANCEL says, so that a phone logs a missed call when, and only
 * when, its owner missed one (RFC 3326).
 * @par Since
 * 0.1.0 */
typedef enum redial_cancel_reason {
  REDIAL_CANCEL_REASON_NONE = 0,     /**< Nothing is cancelled. */
  REDIAL_CANCEL_REASON_ANSWERED = 1, /**< Reason: SIP;cause=200. */
  REDIAL_CANCEL_REASON_REFUSED = 2,  /**< Reason: SIP;cause= with the code
                                          of the verdict. */
  REDIAL_CANCEL_REASON_ENDED = 3     /**< No Reason: a call was missed. */
} redial_cancel_reason;

/** @name What leaves the call
 * redial_decision::leaves. A round ends when nobody is left to try; what left
 * for the round then comes back.
 * @{ */
#define REDIAL_LEAVES_PAIRING_ROUND 0x01u  /**< This via for this endpoint,
                                                until the next round. */
#define REDIAL_LEAVES_PAIRING 0x02u        /**< The same, for the call. */
#define REDIAL_LEAVES_ENDPOINT_ROUND 0x04u /**< This endpoint, until the next
                                                round. */
#define REDIAL_LEAVES_ENDPOINT 0x08u       /**< The same, for the call. */
#define REDIAL_LEAVES_PERSON_ROUND 0x10u   /**< Every endpoint of the person,
                                                until the next round. */
#define REDIAL_LEAVES_PERSON 0x20u         /**< The same, for the call. */
#define REDIAL_LEAVES_VIA 0x40u            /**< This via, for the call. */
#define REDIAL_LEAVES_GROUP 0x80u          /**< The via's failure group, for
                                                the call. */
/** @} */

/** @name Marks of a decision
 * @{ */
#define REDIAL_DECISION_ROUND 0x01u  /**< Another round begins. */
#define REDIAL_DECISION_EARNS 0x02u  /**< For redial_budget_settle(). */
#define REDIAL_DECISION_PAYS 0x04u   /**< For redial_budget_settle(). */
#define REDIAL_DECISION_PROBE 0x08u  /**< Sooner than a server's Retry-After
                                          asks: RFC 3261 21.5.4 says SHOULD
                                          NOT. One trial, not a flood. */
#define REDIAL_DECISION_HINTED 0x10u /**< The wait comes from a
                                          Retry-After. */
/** @} */

/** What to do next; from redial_decide().
 * @par Since
 * 0.1.0 */
typedef struct redial_decision {
  uint32_t wait_ms;      /**< Before doing it; 0: now. */
  uint32_t hold_ms;      /**< How long no call should try @c hold. */
  uint32_t once;         /**< Kinds now used up at this endpoint: add them to
                              its redial_situation::once. */
  uint16_t reply_code;   /**< With stop: SIP code for the caller's side; of
                              this failure alone. 0: none. */
  uint8_t next;          /**< #redial_next */
  uint8_t why;           /**< #redial_why */
  uint8_t action;        /**< With repair: which, a #redial_action. */
  uint8_t treatment;     /**< With stop: a #redial_treatment. */
  uint8_t leaves;        /**< REDIAL_LEAVES_... */
  uint8_t cancel;        /**< #redial_cancel */
  uint8_t cancel_reason; /**< #redial_cancel_reason */
  uint8_t blame;         /**< #redial_party whose health it counts
                              against. */
  uint8_t hold;          /**< #redial_party not to be tried for a while. */
  uint8_t marks;         /**< REDIAL_DECISION_... */
  uint8_t plan;          /**< With again: #redial_outcome whose plan row was
                              used. */
  uint8_t reserved;      /**< 0 */
  uint16_t reserved_too; /**< 0 */
} redial_decision;

/** Plan of one outcome.
 * @par Since
 * 0.1.0 */
typedef struct redial_plan {
  uint32_t wait_ms;  /**< Window of the wait before the first further try. */
  uint32_t hold_ms;  /**< How long who is to blame is held without a
                          Retry-After. */
  uint8_t tries;     /**< Further tries of a call because of this outcome,
                          when nobody else is left. */
  uint8_t growth;    /**< Doublings of the window for each further try. */
  uint8_t treatment; /**< First #redial_treatment to offer; none: the
                          verdict's. */
  uint8_t reserved;  /**< 0 */
} redial_plan;

/** @name Options of a policy
 * @{ */
#define REDIAL_POLICY_STRICT_6XX 0x01u  /**< A 6xx stops the call (RFC 3261
                                             16.7) and not this person
                                             alone. */
#define REDIAL_POLICY_TRUST_Q850 0x02u  /**< A Q.850 cause beside a 603 says
                                             how far it reaches (R6). */
#define REDIAL_POLICY_CAPACITY 0x04u    /**< A 486 that may be a full trunk is
                                             one (P3). */
#define REDIAL_POLICY_RESILIENT 0x08u   /**< When all are held by Retry-After,
                                             probe; against RFC 3261
                                             21.5.4. */
#define REDIAL_POLICY_CONFIRM 0x10u     /**< A 404 or 484 that came through a
                                             via is confirmed once through
                                             another. */
#define REDIAL_POLICY_AFTER_MEDIA 0x20u /**< Another via even after early
                                             media was heard. */
/** @} */

/** Mask of one #redial_action for redial_policy::repairs. */
#define REDIAL_REPAIR(action) (1u << (action))

/** What one call may do. Plain data: start from a profile and change it. A
 * policy cleared to zero allows nothing.
 * @par Since
 * 0.1.0 */
typedef struct redial_policy {
  uint8_t jitter;           /**< #redial_jitter of a wait. */
  uint8_t treatments;       /**< What the host can offer: bit 1 << n for
                                 #redial_treatment n. */
  uint8_t repair_limit;     /**< Repairs of the call. */
  uint8_t redirect_depth;   /**< Redirects of one endpoint. */
  uint16_t options;         /**< REDIAL_POLICY_... */
  uint16_t attempts;        /**< Attempts of the call. */
  uint16_t endpoint_attempts; /**< Attempts at one endpoint. */
  uint16_t via_attempts;    /**< Attempts by one via. */
  uint16_t rounds;          /**< Rounds, the first one counted. */
  uint16_t group_faults;    /**< Faults after which a failure group leaves. */
  uint32_t repairs;         /**< What the host can repair, REDIAL_REPAIR() of
                                 each; those of #REDIAL_REPAIRS count. */
  uint32_t deadline_ms;     /**< No attempt later than this. */
  uint32_t caller_delay_ms; /**< No attempt when the caller has heard nothing
                                 for so long. */
  uint32_t setup_ms;        /**< For the host's timer: no response at all. */
  uint32_t trying_ms;       /**< The same: 100 and nothing more. */
  uint32_t ring_ms;         /**< The same: ringing. */
  uint32_t floor_ms;        /**< Least wait of again: also the least time of a
                                 round. */
  uint32_t cap_ms;          /**< Largest window of a wait. */
  uint32_t retry_after_min_ms; /**< Least Retry-After. */
  uint32_t retry_after_max_ms; /**< Largest Retry-After. */
  uint32_t probe_ms;        /**< Wait of a probe. */
  redial_plan plan[REDIAL_OUTCOMES]; /**< By #redial_outcome. */
} redial_policy;

/** Actions that can be a repair. */
#define REDIAL_REPAIRS                                                         \
  (REDIAL_REPAIR(REDIAL_ACTION_RETRY_GLARE) |                                  \
   REDIAL_REPAIR(REDIAL_ACTION_FOLLOW_CONTACTS) |                              \
   REDIAL_REPAIR(REDIAL_ACTION_USE_PROXY) |                                    \
   REDIAL_REPAIR(REDIAL_ACTION_USE_ALTERNATIVE) |                              \
   REDIAL_REPAIR(REDIAL_ACTION_AUTHENTICATE) |                                 \
   REDIAL_REPAIR(REDIAL_ACTION_FIX_REQUEST) |                                  \
   REDIAL_REPAIR(REDIAL_ACTION_FIX_IDENTITY) |                                 \
   REDIAL_REPAIR(REDIAL_ACTION_FIX_ADDRESS) |                                  \
   REDIAL_REPAIR(REDIAL_ACTION_FIX_SETUP) |                                    \
   REDIAL_REPAIR(REDIAL_ACTION_RENEGOTIATE_MEDIA))

/** Those of them that are redirects, bounded by depth. */
#define REDIAL_REDIRECTS                                                       \
  (REDIAL_REPAIR(REDIAL_ACTION_FOLLOW_CONTACTS) |                              \
   REDIAL_REPAIR(REDIAL_ACTION_USE_PROXY) |                                    \
   REDIAL_REPAIR(REDIAL_ACTION_USE_ALTERNATIVE))

/** What a call has been through. Clear it to zero; then only
 * redial_history_place() and redial_history_note() write it. Plain data, 64
 * bytes.
 * @par Since
 * 0.1.0 */
typedef struct redial_history {
  uint8_t heard;            /**< 1 when the caller has heard ringing or
                                 media. */
  uint8_t repairs;          /**< Repairs decided; saturates. */
  uint16_t attempts;        /**< Attempts placed; saturates. */
  uint16_t rounds;          /**< Rounds begun after the first; saturates. */
  uint16_t clock_went_back; /**< How often; saturates. */
  uint64_t started_ms;      /**< First attempt; counts when there is one. */
  uint64_t seen_ms;         /**< Latest time seen. */
  uint8_t later;            /**< #redial_outcome of the latest endpoint that
                                 comes back. */
  uint8_t step;             /**< Growth of the next wait after... */
  uint8_t step_plan;        /**< ...this #redial_outcome; another one starts
                                 anew. */
  uint8_t again[REDIAL_OUTCOMES]; /**< Further tries, by #redial_outcome;
                                       saturates. */
  uint8_t reserved[3];      /**< 0 */
} redial_history;

/** What is the case when an attempt has ended. Clear it to zero and fill in
 * what you have: zero is "nobody", "never" or "not known".
 * @par Since
 * 0.1.0 */
typedef struct redial_situation {
  uint8_t origin;            /**< #redial_origin */
  uint8_t progress;          /**< #redial_progress */
  uint8_t has_via;           /**< 1 when the attempt went by a via. */
  uint8_t budget_spent;      /**< 1 when there is a retry budget and it is
                                  spent: redial_budget_is_spent(). */
  uint8_t redirects;         /**< Redirects that led to this attempt. */
  uint8_t their_call_id;     /**< 1 when the other side made the Call-ID:
                                  glare waits less (RFC 3261 14.1). */
  uint16_t endpoint_attempts; /**< Earlier attempts at this endpoint. */
  uint16_t via_attempts;     /**< Earlier attempts of this call by this
                                  via. */
  uint16_t group_faults;     /**< Earlier faults of this call in this via's
                                  failure group. */
  uint32_t endpoints_left;   /**< Other endpoints that can be tried now. */
  uint32_t same_person_left; /**< Those of them that are this person's. */
  uint32_t endpoints_back;   /**< Other endpoints that another round brings
                                  back, those that are held among them. */
  uint32_t same_person_back; /**< Those of them that are this person's. */
  uint32_t vias_left;        /**< Other vias that can be tried for this
                                  endpoint. */
  uint32_t same_group_left;  /**< Those of them in this via's failure
                                  group. */
  uint32_t vias_back;        /**< Other vias that another round brings back
                                  for this endpoint. */
  uint32_t once;             /**< What is used up at this endpoint: all the
                                  redial_decision::once given for it. */
  uint32_t random;           /**< Uniform over all of 32 bits. */
  uint64_t now_ms;           /**< Now, monotonic. */
  uint64_t not_before_ms;    /**< No attempt before this, monotonic. */
  uint64_t held_until_ms;    /**< First end of a hold among targets that could
                                  be tried but for it. */
  uint64_t unix_s;           /**< Now, by the calendar. */
  uint64_t not_before_s;     /**< No attempt before this, by the calendar:
                                  calling hours, legal caps. */
} redial_situation;

/** A situation with all that the evidence tells; who is left is added by the
 * caller.
 * @param[in] evidence  Of the ended attempt; unchanged.
 * @param[in] now_ms    Now.
 * @param[in] random    Uniform over all of 32 bits.
 * @return The situation.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_situation redial_situation_of(
  const redial_evidence *evidence, uint64_t now_ms, uint32_t random);

/** What next, and when. Pure and total: every combination of values gives a
 * decision, and the same one.
 * @param[in] policy     What the call may do.
 * @param[in] history    What it has been through.
 * @param[in] verdict    What the failure means.
 * @param[in] situation  What is the case now.
 * @return The decision; its @c why is never none.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_decision redial_decide(const redial_policy *policy,
                                         const redial_history *history,
                                         const redial_verdict *verdict,
                                         const redial_situation *situation);

/** An attempt is placed. A repaired one is not a new one.
 * @param[in,out] history  History of the call.
 * @param[in] now_ms       Now. A clock that goes backward stands still and is
 *   counted.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_history_place(redial_history *history, uint64_t now_ms);

/** A decision was made and will be followed.
 * @param[in,out] history  History of the call.
 * @param[in] verdict      As given to redial_decide().
 * @param[in] situation    As given to redial_decide().
 * @param[in] decision     Its answer.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_history_note(redial_history *history,
                                    const redial_verdict *verdict,
                                    const redial_situation *situation,
                                    const redial_decision *decision);

/** What a stop tells the caller and upstream.
 * @par Since
 * 0.1.0 */
typedef struct redial_reply {
  uint16_t code;     /**< SIP code for upstream. */
  uint8_t treatment; /**< #redial_treatment */
  uint8_t reserved;  /**< 0 */
} redial_reply;

/** What redial_decide() would tell if the call stopped with this verdict:
 * for the best of several, which need not be the last.
 * @param[in] policy   Policy.
 * @param[in] verdict  Any verdict of an attempt that failed.
 * @return The answer.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_reply redial_reply_of(const redial_policy *policy,
                                        const redial_verdict *verdict);

/** The next rung of the ladder when a treatment cannot be given: queue,
 * callback, voicemail, announcement, hang up; leaving out what the policy
 * does not offer.
 * @param[in] policy     Policy.
 * @param[in] treatment  What could not be given.
 * @return A treatment further down; at last #REDIAL_TREATMENT_HANG_UP.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_treatment redial_treatment_below(const redial_policy *policy,
                                                   redial_treatment treatment);

/** @name Profiles
 * Const data to use as they are or to copy and change. docs/policy.md says
 * for whom each is. None declares a repair, because only the host knows what
 * it can do.
 * @par Since
 * 0.1.0
 * @{ */
extern REDIAL_API const redial_policy redial_profile_rfc3261; /**< A proxy by
                                                                   the book. */
extern REDIAL_API const redial_policy redial_profile_hunt_group; /**< Phones
                                               of different people. */
extern REDIAL_API const redial_policy redial_profile_devices; /**< Phones of
                                               one person. */
extern REDIAL_API const redial_policy redial_profile_carrier_failover; /**<
                                               One number, several carriers. */
extern REDIAL_API const redial_policy redial_profile_twilio_dial; /**< A
                                               Twilio Dial action handler. */
extern REDIAL_API const redial_policy redial_profile_redialer; /**< One
                                               number, over days. */
/** @} */

/** A profile by its name. Links all of them.
 * @param[in] name  "rfc3261", "hunt_group", "devices", "carrier_failover",
 *   "twilio_dial" or "redialer", in any case.
 * @return The profile; NULL when there is none of that name.
 * @par Since
 * 0.1.0 */
REDIAL_API const redial_policy *redial_profile_by_name(redial_span name);

/** Names of the profiles, to list them.
 * @param[in] index  From 0.
 * @return The name; "?" beyond the last.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_profile_name(uint32_t index);

/** @name Name of a value
 * As in names.h.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of this value; "?" when it is none. */
REDIAL_API const char *redial_next_name(uint32_t value);
REDIAL_API const char *redial_why_name(uint32_t value);
REDIAL_API const char *redial_party_name(uint32_t value);
REDIAL_API const char *redial_cancel_name(uint32_t value);
REDIAL_API const char *redial_cancel_reason_name(uint32_t value);
REDIAL_API const char *redial_jitter_name(uint32_t value);
/** @} */

/** @name Value of a name
 * As in names.h.
 * @par Since
 * 0.1.0
 * @{ */
/** Value of this name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_next_by_name(redial_span name,
                                             redial_next *value);
REDIAL_API redial_status redial_why_by_name(redial_span name,
                                            redial_why *value);
REDIAL_API redial_status redial_party_by_name(redial_span name,
                                              redial_party *value);
REDIAL_API redial_status redial_cancel_by_name(redial_span name,
                                               redial_cancel *value);
REDIAL_API redial_status redial_cancel_reason_by_name(
  redial_span name, redial_cancel_reason *value);
REDIAL_API redial_status redial_jitter_by_name(redial_span name,
                                               redial_jitter *value);
/** @} */

/** One line for the log: what next, when, why, and what else follows.
 * @param[in] decision  Any decision.
 * @param[out] buffer   Receives as much as fits, always terminated; may be
 *   NULL when @p size is 0.
 * @param[in] size      Bytes in @p buffer.
 * @return Length of the whole line without its end: @p size or more means
 *   that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_decision_explain(const redial_decision *decision,
                                          char *buffer, size_t size);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
