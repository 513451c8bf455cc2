#ifndef REDIAL_HUNT_H
#define REDIAL_HUNT_H

/** @file
 * One call from first ring to last word: ask what to do, do it, tell what
 * came.
 *
 * @code
 * redial_hunt_begin(&c->hunt, now_ms());
 * ...
 * for (;;) {
 *   redial_step s = redial_hunt_poll(&c->hunt, &c->scene, now_ms(), random());
 *   switch (s.kind) {
 *   case REDIAL_STEP_DIAL: invite(c, s.lease, phone[s.whom]); break;
 *   case REDIAL_STEP_CANCEL: cancel(c, s.lease, s.reason); break;
 *   case REDIAL_STEP_HANG_UP: ack_and_bye(c, s.lease); break;
 *   case REDIAL_STEP_REPAIR: resend(c, s.old_lease, s.lease, s.action); break;
 *   case REDIAL_STEP_WAIT: arm_timer(c, s.wake_ms); return;
 *   case REDIAL_STEP_DONE: bridge(c, s.lease); return;
 *   case REDIAL_STEP_STOP: treat(c, s.treatment, s.reply_code); return;
 *   }
 * }
 * @endcode
 *
 * and, whenever something comes for a leg, redial_hunt_event() and the loop
 * again. The hunt asks the policy, takes leases from the pools, keeps who was
 * tried and who is out, holds whom a Retry-After protects, and gives every
 * lease back. It has no clock, no socket and no memory but its own 512 bytes.
 *
 * A hunt belongs to one call; the pools of its scene are shared by any number
 * of hunts, and may be reloaded while they run. docs/hunt.md tells the steps,
 * the events and what is left to the host.
 */

#include <redial/budget.h>
#include <redial/classify.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/policy.h>
#include <redial/pool.h>
#include <redial/rules.h>
#include <redial/selector.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_hunt
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** @name Sizes
 * @{ */
#define REDIAL_HUNT_LEGS 8u   /**< Legs at once. A scene that asks for more
                                   gets the next one when one has ended. */
#define REDIAL_HUNT_NOTES 15u /**< Whom a hunt remembers one by one: see
                                   redial_note. */
#define REDIAL_HUNT_DEPTH 5u  /**< Forwardings that a hunt follows. */
#define REDIAL_HUNT_TOKEN_MAX 200u /**< Longest token, without its end. */
/** @} */

/** Where targets come from.
 * @par Since
 * 0.1.0 */
typedef struct redial_side {
  redial_pool *pool;               /**< NULL for the via side: no gateways. */
  const redial_selector *selector; /**< One of the pool's. */
  const redial_group *group;       /**< NULL: the whole pool. */
} redial_side;

/** @name Options of a scene
 * @{ */
#define REDIAL_SCENE_TALK 0x01u        /**< An answered attempt keeps its
                                            leases, as talk leases; the host
                                            releases them. Else they end with
                                            the attempt. */
#define REDIAL_SCENE_LAST_RESORT 0x02u /**< If everybody is cooling or down,
                                            ask one of them and say so. */
#define REDIAL_SCENE_THEIR_CALL_ID 0x04u /**< The other side made the Call-ID:
                                            redial_situation. */
/** @} */

/** What a call is placed with. Const, given with each call of the hunt;
 * nothing keeps a pointer to it. Clear it to zero and fill in what you have.
 * Legs: @c width 0 or 1 rings one after the other; more rings so many at
 * once; with @c stage_ms each further leg starts that much later.
 * @par Since
 * 0.1.0 */
typedef struct redial_scene {
  redial_side whom;            /**< Endpoints. */
  redial_side via;             /**< Gateways; an endpoint without is its own
                                    route. */
  const redial_policy *policy; /**< MUST be there. */
  const redial_rules *rules;   /**< The caller's own readings; may be NULL. */
  redial_budget *budget;       /**< Retry budget of the gateways; may be
                                    NULL. */
  uint64_t call;               /**< The call, as redial_pick_request. */
  uint64_t key;                /**< For hash, likewise. */
  uint64_t not_before_ms;      /**< As redial_situation. */
  uint64_t unix_s;             /**< As redial_situation. */
  uint64_t not_before_s;       /**< As redial_situation. */
  uint32_t stage_ms;           /**< Start of each further leg after the one
                                    before. */
  uint8_t width;               /**< Legs at once. */
  uint8_t kind;                /**< #redial_kind of who answers; none: as the
                                    pool was told. */
  uint8_t options;             /**< REDIAL_SCENE_... */
  uint8_t reserved;            /**< 0 */
} redial_scene;

/** How far a hunt is.
 * @par Since
 * 0.1.0 */
typedef enum redial_hunt_state {
  REDIAL_HUNT_OPEN = 0,     /**< Legs may start. */
  REDIAL_HUNT_WAITING = 1,  /**< Another round begins later. */
  REDIAL_HUNT_CLOSED = 2,   /**< No further leg; one may still be answered. */
  REDIAL_HUNT_ANSWERED = 3, /**< Somebody has it. */
  REDIAL_HUNT_DONE = 4,     /**< The same, and the host knows. */
  REDIAL_HUNT_STOPPED = 5   /**< Nobody has it, and the host knows. */
} redial_hunt_state;

/** One attempt under way.
 * @par Since
 * 0.1.0 */
typedef struct redial_leg {
  redial_lease whom;  /**< Of the endpoint; names the attempt. */
  redial_lease via;   /**< Of the gateway; slot #REDIAL_NO_SLOT: none. */
  uint32_t at_ms;     /**< Since the beginning of the hunt: when it was
                           dialled, or when it is due. */
  uint8_t state;      /**< Ours. */
  uint8_t progress;   /**< #redial_progress */
  uint8_t redirects;  /**< Redirects that led here. */
  uint8_t word;       /**< Ours: what the next step says. */
} redial_leg;

/** Somebody met in this call.
 * @par Since
 * 0.1.0 */
typedef struct redial_note {
  uint32_t number; /**< Slot, failure group, or half of a person's id. */
  uint16_t extra;  /**< Endpoint: what is used up there. Pairing: whose. */
  uint8_t what;    /**< Ours: which of these, and how long it is out. */
  uint8_t count;   /**< Attempts, or faults; saturates. */
} redial_note;

/** One call's hunt. Plain data without pointers: copy it, drop it, clear it
 * to zero or begin it. At most 512 bytes whatever the size of the pools.
 * @par Since
 * 0.1.0 */
typedef struct redial_hunt {
  redial_history history; /**< What the call has been through. */
  uint64_t begun_ms;      /**< When it began. */
  uint64_t since;         /**< Offer sequence before the first offer. */
  redial_verdict last;    /**< Of the attempt that ended last. */
  uint32_t due_ms;        /**< Since @c begun_ms: no further leg before. */
  uint32_t random;        /**< Chance left over from the last poll. */
  uint16_t reply_code;    /**< The best answer so far, for upstream. */
  uint8_t treatment;      /**< #redial_treatment that goes with
                               @c reply_code. */
  uint8_t why;            /**< #redial_why of the last decision. */
  uint8_t state;          /**< #redial_hunt_state */
  uint8_t begun;          /**< 1 when @c begun_ms counts. */
  uint8_t marks;          /**< Ours. */
  uint8_t used;           /**< Entries of @c legs that were ever used. */
  uint8_t bar;            /**< #redial_bar when nobody could be offered. */
  uint8_t note_count;     /**< Entries of @c notes. */
  uint8_t depth;          /**< Forwardings so far. */
  uint8_t winner;         /**< Leg that was answered, +1. */
  uint8_t cancels;        /**< Legs cancelled; saturates. */
  uint8_t reserved[7];    /**< 0 */
  redial_leg legs[REDIAL_HUNT_LEGS];    /**< Attempts under way. */
  redial_note notes[REDIAL_HUNT_NOTES]; /**< Who was met. */
} redial_hunt;

/** What the host does next.
 * @par Since
 * 0.1.0 */
typedef enum redial_step_kind {
  REDIAL_STEP_NONE = 0,    /**< Never given. */
  REDIAL_STEP_DIAL = 1,    /**< Place an attempt. */
  REDIAL_STEP_CANCEL = 2,  /**< Withdraw one; its final answer may still be
                                told. */
  REDIAL_STEP_HANG_UP = 3, /**< Acknowledge and end one that was answered too
                                late. */
  REDIAL_STEP_REPAIR = 4,  /**< Send one again, changed as @c action says. */
  REDIAL_STEP_WAIT = 5,    /**< Nothing until an event, or @c wake_ms. */
  REDIAL_STEP_DONE = 6,    /**< Answered: connect the caller. */
  REDIAL_STEP_STOP = 7     /**< Nobody: treat the caller. */
} redial_step_kind;

/** One step.
 * @par Since
 * 0.1.0 */
typedef struct redial_step {
  uint64_t wake_ms;       /**< Wait: poll again then, not later than the
                               lease of a leg that rings runs out;
                               #REDIAL_NEVER: only after an event. */
  redial_lease lease;     /**< The attempt: what events are told by. */
  redial_lease via_lease; /**< Its gateway's. */
  redial_lease old_lease; /**< Repair: what the attempt was called so far. */
  uint32_t whom;          /**< Slot of the endpoint. */
  uint32_t via;           /**< Slot of the gateway; #REDIAL_NO_SLOT: none. */
  uint32_t setup_ms;      /**< Dial, repair: timer of the host until any
                               response. */
  uint32_t trying_ms;     /**< The same, after 100 and until 180. */
  uint32_t ring_ms;       /**< The same, after 180. */
  uint16_t cause;         /**< Cancel: SIP cause of its Reason header (RFC
                               3326); 0: send none. */
  uint16_t reply_code;    /**< Stop: SIP code for upstream. */
  uint8_t kind;           /**< #redial_step_kind */
  uint8_t reason;         /**< Cancel: #redial_cancel_reason */
  uint8_t action;         /**< Repair: #redial_action */
  uint8_t treatment;      /**< Stop: #redial_treatment */
  uint8_t why;            /**< Stop: #redial_why */
  uint8_t bar;            /**< Stop: #redial_bar, when nobody could be
                               offered. */
  uint8_t last_resort;    /**< Dial: 1: cooling or down, and asked all the
                               same. */
  uint8_t reserved[5];    /**< 0 */
} redial_step;

/** What became of an event: for the log, and to feed the health of the
 * targets.
 * @par Since
 * 0.1.0 */
typedef struct redial_hunt_report {
  redial_verdict verdict;   /**< What it means, the rules applied. */
  redial_decision decision; /**< What follows; @c blame says whose health it
                                 counts against. All 0 when @c status is not
                                 #REDIAL_OK. */
  uint32_t whom;            /**< Slot of the endpoint. */
  uint32_t via;             /**< Slot of the gateway; #REDIAL_NO_SLOT:
                                 none. */
  int32_t status;           /**< #redial_status: #REDIAL_OK;
                                 #REDIAL_ERR_NO_LEASE when no such attempt is
                                 known (never was, has ended, or this is a
                                 repetition); #REDIAL_ERR_STATE for an
                                 attempt that was withdrawn or lost: nobody
                                 is to blame. */
  uint32_t rule;            /**< Line of the caller's rule that spoke, or its
                                 place from 1 when it was not read from text;
                                 0: none. */
} redial_hunt_report;

/** Begin. A hunt cleared to zero begins at its first poll.
 * @param[out] hunt   Written without being read.
 * @param[in] now_ms  Now.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_hunt_begin(redial_hunt *hunt, uint64_t now_ms);

/** What next? Call it until it says wait, done or stop; after an event, and
 * at the time it named, again.
 * @param[in,out] hunt  The hunt.
 * @param[in] scene     The scene; its pools and budget are changed.
 * @param[in] now_ms    Now.
 * @param[in] random    Uniform over all of 32 bits.
 * @return The step. After done or stop the same again, but for hanging up
 *   who answers too late.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_step redial_hunt_poll(redial_hunt *hunt,
                                        const redial_scene *scene,
                                        uint64_t now_ms, uint32_t random);

/** Something came for an attempt: a provisional, a final answer, or an own
 * timer (origin local timeout) or transport (local transport). Early,
 * doubled, late and unknown events change nothing and say so.
 * @param[in,out] hunt  The hunt.
 * @param[in] scene     The scene.
 * @param[in] lease     Of the step that placed the attempt. A 2xx for which
 *   #REDIAL_ERR_NO_LEASE comes back is nobody's: hang it up.
 * @param[in] evidence  What came. Kind, progress and elapsed time are filled
 *   in when they are not known.
 * @param[in] now_ms    Now.
 * @return What became of it.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_hunt_report redial_hunt_event(
  redial_hunt *hunt, const redial_scene *scene, redial_lease lease,
  const redial_evidence *evidence, uint64_t now_ms);

/** The caller hung up: every leg is cancelled, without a Reason, so that
 * phones log a missed call.
 * @param[in,out] hunt  The hunt.
 * @param[in] scene     The scene.
 * @param[in] now_ms    Now.
 * @return #REDIAL_OK, or #REDIAL_ERR_STATE when it was answered or over.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_hunt_caller_gone(redial_hunt *hunt,
                                                 const redial_scene *scene,
                                                 uint64_t now_ms);

/** The host wants the call no more: likewise.
 * @param[in,out] hunt  The hunt.
 * @param[in] scene     The scene.
 * @param[in] now_ms    Now.
 * @return As redial_hunt_caller_gone().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_hunt_withdraw(redial_hunt *hunt,
                                              const redial_scene *scene,
                                              uint64_t now_ms);

/** A target forwards the call to another one. When that one belongs to the
 * hunt it counts as tried from now on, so that the forward is its one
 * attempt.
 * @param[in,out] hunt  The hunt.
 * @param[in] scene     The scene.
 * @param[in] id        Where to, as the caller of the endpoints' pool names
 *   it.
 * @return #REDIAL_OK: follow it. #REDIAL_ERR_NO_MATCH: not one of this pool;
 *   follow it. #REDIAL_ERR_STATE: it was tried, or its person is out: a loop,
 *   do not; or the call takes no further attempt. #REDIAL_ERR_FULL: forwarded too often, do not.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_hunt_forwarded(redial_hunt *hunt,
                                               const redial_scene *scene,
                                               uint64_t id);

/** Why an endpoint is not offered to this hunt.
 * @param[in] scene   The scene.
 * @param[in] hunt    The hunt.
 * @param[in] slot    Any number.
 * @param[in] now_ms  Now.
 * @return The reason.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_bar redial_why_not(const redial_scene *scene,
                                     const redial_hunt *hunt, uint32_t slot,
                                     uint64_t now_ms);

/** Why a gateway is not offered to this hunt for an endpoint.
 * @param[in] scene     The scene.
 * @param[in] hunt      The hunt.
 * @param[in] endpoint  Slot of the endpoint; any number.
 * @param[in] slot      Slot of the gateway; any number.
 * @param[in] now_ms    Now.
 * @return The reason; #REDIAL_BAR_EMPTY without such a gateway.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_bar redial_why_not_via(const redial_scene *scene,
                                         const redial_hunt *hunt,
                                         uint32_t endpoint, uint32_t slot,
                                         uint64_t now_ms);

/** One record of a call.
 * @par Since
 * 0.1.0 */
typedef struct redial_hunt_record {
  uint64_t begun_ms;   /**< When it began. */
  uint32_t took_ms;    /**< Until the latest time seen; saturates. */
  uint32_t whom;       /**< Slot that answered; #REDIAL_NO_SLOT: none. */
  uint32_t via;        /**< Its gateway. */
  uint16_t attempts;   /**< Attempts placed. */
  uint16_t rounds;     /**< Rounds begun. */
  uint16_t reply_code; /**< SIP code for upstream; 200 when answered. */
  uint8_t repairs;     /**< Repairs. */
  uint8_t cancels;     /**< Legs withdrawn. */
  uint8_t state;       /**< #redial_hunt_state */
  uint8_t why;         /**< #redial_why */
  uint8_t bar;         /**< #redial_bar */
  uint8_t outcome;     /**< #redial_outcome of the last attempt. */
  uint8_t treatment;   /**< #redial_treatment */
  uint8_t heard;       /**< 1 when the caller heard ringing or media. */
  uint8_t legs;        /**< Legs under way. */
  uint8_t forwards;    /**< Forwardings. */
  uint8_t reserved[4]; /**< 0 */
} redial_hunt_record;

/** The call in one record, during it or after.
 * @param[in] hunt  The hunt.
 * @return The record.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_hunt_record redial_hunt_summary(const redial_hunt *hunt);

/** One line for the log: how far the call is, and why.
 * @param[in] hunt     The hunt.
 * @param[out] buffer  Receives as much as fits, always terminated; may be
 *   NULL when @p size is 0.
 * @param[in] size     Bytes in @p buffer.
 * @return Length of the whole line without its end: @p size or more means
 *   that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_hunt_why(const redial_hunt *hunt, char *buffer,
                                  size_t size);

/** Write a hunt as text of at most #REDIAL_HUNT_TOKEN_MAX characters out of
 * A-Z a-z 0-9 - _, the same on every machine: for a webhook's address, an
 * AVP or a channel variable. It holds the history, the one leg, and of those
 * who were tried as many as fit: what leaves out more, never less.
 * @param[in] hunt     The hunt, with at most one leg under way.
 * @param[out] buffer  Receives the text, terminated.
 * @param[in] size     Bytes in @p buffer.
 * @return #REDIAL_OK; #REDIAL_ERR_SPACE, nothing written;
 *   #REDIAL_ERR_STATE when several legs are under way, or more must be kept
 *   than the text can hold.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_hunt_token_write(const redial_hunt *hunt,
                                                 char *buffer, size_t size);

/** Read it back. Bad text is refused, and no field is trusted. A check sum
 * is no signature: sign a token that strangers can touch.
 * @param[in] text   The token.
 * @param[out] hunt  The hunt; untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_SYNTAX for other characters or another
 *   length; #REDIAL_ERR_VERSION; #REDIAL_ERR_CORRUPT for a wrong check sum or
 *   a value that no hunt has.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_hunt_token_read(redial_span text,
                                                redial_hunt *hunt);

/** @name Names
 * As in names.h; linked only when used.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of this value; "?" when it is none. */
REDIAL_API const char *redial_step_kind_name(uint32_t value);
/** Name of this value; "?" when it is none. */
REDIAL_API const char *redial_hunt_state_name(uint32_t value);
/** Value of this name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_step_kind_by_name(redial_span name,
                                                  redial_step_kind *value);
/** Value of this name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_hunt_state_by_name(redial_span name,
                                                   redial_hunt_state *value);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */

#endif
