#ifndef REDIAL_HEALTH_H
#define REDIAL_HEALTH_H

/** @file
 * What the failures leave behind: counters, a breaker and a slow start for
 * every target, in 64 bytes each. Needs no pool: an array of records in the
 * caller's memory, indexed by the caller's slot.
 *
 * @code
 * redial_health_pool all;                                what they share
 * redial_health trunks = {&all, slots, &redial_health_defaults};
 *
 * redial_health_init(&trunks, 8, now_ms());
 * redial_health_enter(&trunks, 3, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
 *
 * redial_health_offer(&trunks, 3, now_ms());             about to dial by it
 * view = redial_health_report(&trunks, 3, &event, now_ms());
 * if (!view.may_offer) ...                               leave it alone until
 *                                                        view.until_ms
 * @endcode
 *
 * It decides nothing by itself: it answers with values (may it be offered,
 * until when not, with which share of its weight), and whoever runs the calls
 * carries them to the pool.
 *
 * Blame comes first. Only faults of a server or path count against a via, a
 * trunk or a server; only busy, unavailable, no_answer and declined against
 * an endpoint; a wrong number, the caller, the request or a platform against
 * nobody. docs/health.md has the table.
 *
 * Every function is total: any slot, any verdict, any time. A clock that goes
 * backward stands still and is counted.
 */

#include <redial/classify.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/probe.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_health
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** What a slot is to the calls reported for it.
 * @par Since
 * 0.1.0 */
typedef enum redial_role {
  REDIAL_ROLE_UNKNOWN = 0,  /**< Read as an endpoint. */
  REDIAL_ROLE_ENDPOINT = 1, /**< Whom the call was for. */
  REDIAL_ROLE_VIA = 2       /**< By what it went. */
} redial_role;

/** What one result says about one slot.
 * @par Since
 * 0.1.0 */
typedef enum redial_blame {
  REDIAL_BLAME_NONE = 0,   /**< Nothing: somebody else's matter. */
  REDIAL_BLAME_GOOD = 1,   /**< It did its part. */
  REDIAL_BLAME_CALLEE = 2, /**< Counts against an endpoint. */
  REDIAL_BLAME_FAULT = 3   /**< Counts against a via, trunk or server. */
} redial_blame;

/** Whom a result counts against. An endpoint of kind trunk or server is
 * judged like a via: who sits behind it is not its fault.
 * @param[in] verdict  Any verdict.
 * @param[in] origin   Where it came from: a received 408 counts against
 *   nobody, a timer of our own does. Not known is read as received.
 * @param[in] kind     What the slot is.
 * @param[in] role     What it was to the call.
 * @return What it says about the slot.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_blame redial_blame_of(redial_verdict verdict,
                                        redial_origin origin, redial_kind kind,
                                        redial_role role);

/** Lower end of the 95 % Wilson interval of a share: what it is at least. Two
 * lucky calls of two are 0.342, 950 of 1000 are 0.935.
 * @param[in] hits   Of them, what is counted; more than @p trials is all.
 * @param[in] trials How many in all; 0 gives 0.
 * @return Parts per 10 000, rounded away from the interval: never above the
 *   true bound and less than 2 below it up to 131 072 trials. More are scaled
 *   down to that many, which only widens the interval.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_wilson_lower(uint32_t hits, uint32_t trials);

/** Upper end of the same interval: what the share is at most.
 * @param[in] hits    As above.
 * @param[in] trials  As above; 0 gives 10 000.
 * @return Parts per 10 000: never below the true bound, less than 2 above it.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_wilson_upper(uint32_t hits, uint32_t trials);

/** State of a breaker.
 * @par Since
 * 0.1.0 */
typedef enum redial_breaker {
  REDIAL_BREAKER_NONE = 0,     /**< No target in this slot. */
  REDIAL_BREAKER_CLOSED = 1,   /**< Offered as usual. */
  REDIAL_BREAKER_OPEN = 2,     /**< Ejected; one trial when its time is up. */
  REDIAL_BREAKER_HALF_OPEN = 3 /**< The trial call is out. */
} redial_breaker;

/** Whether a device is registered, as the registrar told it.
 * @par Since
 * 0.1.0 */
typedef enum redial_registered {
  REDIAL_REGISTERED_UNKNOWN = 0, /**< Never told, or no longer known. */
  REDIAL_REGISTERED_YES = 1,     /**< It is. */
  REDIAL_REGISTERED_NO = 2       /**< It was, or should be, and is not. */
} redial_registered;

/** Whether the host itself knows of a call at the target.
 * @par Since
 * 0.1.0 */
typedef enum redial_calls {
  REDIAL_CALLS_UNKNOWN = 0, /**< The host does not count them. */
  REDIAL_CALLS_NONE = 1,    /**< None known. */
  REDIAL_CALLS_SOME = 2     /**< One or more. */
} redial_calls;

/** Whether probes find it.
 * @par Since
 * 0.1.0 */
typedef enum redial_probed {
  REDIAL_PROBED_UNKNOWN = 0, /**< No probe has said anything yet. */
  REDIAL_PROBED_UP = 1,      /**< It answers. */
  REDIAL_PROBED_DOWN = 2     /**< It does not, often enough. */
} redial_probed;

/** When a breaker opens. A threshold of 0 is never reached.
 * @par Since
 * 0.1.0 */
typedef struct redial_breaker_limits {
  uint16_t consecutive; /**< After so many bad results in a row, at most 255
                             of which are counted ... */
  uint16_t rate_min;    /**< ... or, of at least so many in the window, */
  uint16_t rate_below;  /**< when the good share is surely below this, in
                             parts per 10 000 (Wilson upper bound). */
  uint16_t reserved;    /**< 0 */
} redial_breaker_limits;

/** Thresholds. Const data: start from #redial_health_defaults. Shares are in
 * parts per 10 000. Any values are safe.
 * @par Since
 * 0.1.0 */
typedef struct redial_health_limits {
  redial_breaker_limits via;      /**< 3 in a row; 10, 5000. */
  redial_breaker_limits endpoint; /**< 5 in a row; the rate is off, since
                                       people are busy for good reasons. */
  uint32_t window_ms;       /**< 600 000: what the counters cover; at least
                                 2000. */
  uint32_t eject_base_ms;   /**< 30 000: times the ejections so far. */
  uint32_t eject_cap_ms;    /**< 300 000: no ejection is longer. */
  uint32_t trial_ms;        /**< 60 000: a trial without a result is then
                                 taken as lost, and the next one goes. */
  uint32_t slow_ms;         /**< 60 000: slow start; 0: none. */
  uint32_t unregistered_ms; /**< 120 000: registration silence. */
  uint32_t stuck_ms;        /**< 600 000: a busy that lasts so long ... */
  uint32_t burst_ms;        /**< 60 000: "at once", for a full trunk. */
  uint16_t ceiling;         /**< 5000: share of the members that may be
                                 ejected together; one always may. */
  uint16_t slow_step;       /**< 1000: step of the slow start. */
  uint16_t sign_min;        /**< 10: no share is judged on fewer results. */
  uint16_t busy_rate;       /**< 5000: busy share, surely above. */
  uint16_t decline_rate;    /**< 3000: declined share, surely above. */
  uint16_t poll_slots;      /**< 256: slots looked at by one poll. */
  uint8_t stuck_run;        /**< 3: ... and so many 486 with no call known. */
  uint8_t burst_callees;    /**< 4: different callees busy in a row; at most
                                 16 are told apart. */
  uint8_t away_run;         /**< 3: 480 in a row while registered. */
  uint8_t probe_down;       /**< 3: failed probes in a row until down; 0 is
                                 read as 1. */
  uint8_t probe_up;         /**< 2: good ones in a row until up again; 0 is
                                 read as 1. */
  uint8_t reserved[3];      /**< 0 */
} redial_health_limits;

/** The defaults named above.
 * @par Since
 * 0.1.0 */
REDIAL_API extern const redial_health_limits redial_health_defaults;

/** @name Counters
 * What came back from or through a target; the index into every array of
 * counts.
 * @{ */
#define REDIAL_COUNT_OFFERED 0     /**< Dialled. */
#define REDIAL_COUNT_ANSWERED 1    /**< Picked up. */
#define REDIAL_COUNT_BUSY 2        /**< Busy. */
#define REDIAL_COUNT_NO_ANSWER 3   /**< Rang out. */
#define REDIAL_COUNT_DECLINED 4    /**< Refused. */
#define REDIAL_COUNT_UNAVAILABLE 5 /**< Not reachable. */
#define REDIAL_COUNT_FAILED 6      /**< Its own fault. */
#define REDIAL_COUNTS 7            /**< How many there are. */
/** @} */

/** Counts of a window.
 *
 * Two half-windows of fixed position: the current one fills, the previous one
 * stands, and when a half has passed the older is dropped. A sum therefore
 * never misses anything of the last half window and never holds anything
 * older than a whole one. A half that would pass 65 535 halves all of its
 * counts, so that shares stay what they are.
 * @par Since
 * 0.1.0 */
typedef struct redial_health_tally {
  uint32_t counts[REDIAL_COUNTS]; /**< By REDIAL_COUNT_... */
} redial_health_tally;

/** One target's record: 64 bytes without pointers. Contents are private;
 * read it through redial_health_look() and redial_health_window().
 * @par Since
 * 0.1.0 */
typedef struct redial_health_slot {
  uint64_t at_ms;         /**< Open: end of the ejection. Half-open: end of
                               the wait for the trial. Closed: recovery. */
  uint64_t registered_ms; /**< Since when @c registered is as it is. */
  uint32_t slice;         /**< Half-window that counts[0] belongs to. */
  uint32_t busy_s;        /**< Begin of the busy run, since the pool's. */
  uint16_t counts[2][REDIAL_COUNTS]; /**< Current half, previous half. */
  uint16_t busy;          /**< Endpoint: length of the busy run. Via: one bit
                               of 16 for each callee in it. */
  uint8_t state;          /**< #redial_breaker */
  uint8_t registered;     /**< #redial_registered */
  uint8_t marks;          /**< Role, expectation, recovered. */
  uint8_t bad_run;        /**< Bad results in a row. */
  uint8_t ejections;      /**< How often ejected of late. */
  uint8_t raised;         /**< Signs that are up. */
  uint8_t probed;         /**< #redial_probed */
  uint8_t probe_run;      /**< Probes in a row against that state. */
  uint8_t away_run;       /**< 480 in a row while registered. */
  uint8_t reserved;       /**< 0 */
} redial_health_slot;

/** What all targets of a pool share. Contents are private, but for the
 * counters said to be public.
 * @par Since
 * 0.1.0 */
typedef struct redial_health_pool {
  uint64_t now_ms;   /**< Latest time told. */
  uint64_t begun_ms; /**< Time of redial_health_init(). */
  uint64_t hour;     /**< Latest calendar hour told, since 1970. */
  uint32_t capacity; /**< Slots. */
  uint32_t members;  /**< Public: targets entered. */
  uint32_t ejected;  /**< Public: of them open or half-open. */
  uint32_t withheld; /**< Public: ejections that the ceiling withheld. */
  uint32_t backward; /**< Public: times the clock went backward. */
  uint32_t cursor;   /**< Where the next poll goes on. */
  uint32_t slice;    /**< As in a slot. */
  uint32_t hours_raised; /**< One bit for each hour with a sign up. */
  uint32_t counts[2][REDIAL_COUNTS]; /**< As in a slot, of all together. */
  uint16_t declined[24]; /**< Public: declines by hour of the day. */
  uint16_t decided[24];  /**< Public: results of callees by hour. Entering an
                              hour halves what yesterday left in both. */
  uint8_t full;          /**< An ejection is being withheld. */
  uint8_t raised;        /**< Signs of the pool that are up. */
  uint8_t reserved[6];   /**< 0 */
} redial_health_pool;

/** Three pointers for the call; nothing keeps them. The two records hold no
 * pointer, so they can live in shared memory, be copied and be saved.
 * @par Since
 * 0.1.0 */
typedef struct redial_health {
  redial_health_pool *pool;           /**< One record. */
  redial_health_slot *slots;          /**< As many as the capacity. */
  const redial_health_limits *limits; /**< Unchanged. */
} redial_health;

/** What is known of one slot now; all zero when there is no target in it.
 * @par Since
 * 0.1.0 */
typedef struct redial_health_view {
  uint64_t until_ms;  /**< Open or half-open: before that no trial. Else 0. */
  uint32_t share;     /**< Parts per 10 000 of its weight that it should get:
                           10 000, less in a slow start, one step for a
                           trial, 0 when it may not be offered. */
  uint8_t state;      /**< #redial_breaker */
  uint8_t may_offer;  /**< 1: offer it. */
  uint8_t trial;      /**< 1: the offer is (or would be) the one trial. */
  uint8_t probed;     /**< #redial_probed */
  uint8_t registered; /**< #redial_registered */
  uint8_t ejections;  /**< How often it was ejected of late. */
  uint8_t bad_run;    /**< Bad results in a row. */
  uint8_t blame;      /**< #redial_blame of the result just reported. */
  uint8_t reserved[4]; /**< 0 */
} redial_health_view;

/** One result. Clear it to zero, fill in what you know.
 * @par Since
 * 0.1.0 */
typedef struct redial_health_event {
  uint64_t callee;        /**< Who was called through this via: any stable
                               number of theirs. 0: not known. */
  uint64_t unix_s;        /**< Calendar time, for the hours; shift it to have
                               local ones. 0: not known. */
  redial_verdict verdict; /**< What came of it. */
  uint8_t origin;         /**< #redial_origin */
  uint8_t calls;          /**< #redial_calls at the endpoint. */
  uint8_t reserved[2];    /**< 0 */
} redial_health_event;

/** Clears all records.
 * @param[in] health    Where they are.
 * @param[in] capacity  Number of slots.
 * @param[in] now_ms    Monotonic time.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_health_init(const redial_health *health,
                                   uint32_t capacity, uint64_t now_ms);

/** A target takes a slot, in full health and with its full weight: there is
 * no slow start at process start. Forgets who was there before.
 * @param[in] health  The records.
 * @param[in] slot    Beyond the capacity: nothing happens.
 * @param[in] kind    What it is.
 * @param[in] role    What it will be to the calls.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_health_enter(const redial_health *health, uint32_t slot,
                                    redial_kind kind, redial_role role);

/** The target of a slot leaves; results that come late are ignored.
 * @param[in] health  The records.
 * @param[in] slot    Any number.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_health_leave(const redial_health *health,
                                    uint32_t slot);

/** Says that a target should answer every call: a machine, a voicemail, a
 * front desk. A decline by it is then a sign.
 * @param[in] health  The records.
 * @param[in] slot    Any number.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_health_expect_answers(const redial_health *health,
                                             uint32_t slot);

/** What is known of a slot.
 * @param[in] health  The records; unchanged.
 * @param[in] slot    Any number.
 * @param[in] now_ms  Monotonic time.
 * @return The view.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_view redial_health_look(const redial_health *health,
                                                 uint32_t slot,
                                                 uint64_t now_ms);

/** Told before a target is dialled: counts it, and takes the trial when one
 * is due.
 * @param[in] health  The records.
 * @param[in] slot    Any number.
 * @param[in] now_ms  Monotonic time.
 * @return The view, with @c trial 1 when this offer is the trial. Its
 *   @c may_offer speaks of the next one.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_view redial_health_offer(const redial_health *health,
                                                  uint32_t slot,
                                                  uint64_t now_ms);

/** Told what came of it; the first result that blames or clears the target
 * after a trial was taken decides the trial.
 * @param[in] health  The records.
 * @param[in] slot    Any number.
 * @param[in] event   The result.
 * @param[in] now_ms  Monotonic time.
 * @return The view after it, with the blame.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_view
redial_health_report(const redial_health *health, uint32_t slot,
                     const redial_health_event *event, uint64_t now_ms);

/** Told when a registration comes, goes or is no longer known. Telling the
 * same again changes nothing: the time of the first counts.
 * @param[in] health      The records.
 * @param[in] slot        Any number.
 * @param[in] registered  As the registrar sees it; what is no word of the
 *                        enumeration is not known.
 * @param[in] now_ms      Monotonic time.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_health_registered(const redial_health *health,
                                         uint32_t slot,
                                         redial_registered registered,
                                         uint64_t now_ms);

/** Told what an OPTIONS has shown. Down and up have thresholds of their own;
 * a good probe never closes a breaker that calls have opened.
 * @param[in] health  The records.
 * @param[in] slot    Any number.
 * @param[in] probe   What it has shown; unknown changes nothing.
 * @param[in] now_ms  Monotonic time.
 * @return The view after it.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_view redial_health_probe(const redial_health *health,
                                                  uint32_t slot,
                                                  redial_probe probe,
                                                  uint64_t now_ms);

/** Counts of one slot over the window.
 * @param[in] health  The records; unchanged.
 * @param[in] slot    Any number; without a target all counts are 0.
 * @param[in] now_ms  Monotonic time.
 * @return The counts.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_tally redial_health_window(const redial_health *health,
                                                    uint32_t slot,
                                                    uint64_t now_ms);

/** Counts of all slots together over the window.
 * @param[in] health  The records; unchanged.
 * @param[in] now_ms  Monotonic time.
 * @return The counts.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_health_tally redial_health_total(const redial_health *health,
                                                   uint64_t now_ms);

/** @name Name of a value
 * "?" for a number that is no value of the enumeration.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of this value; "?" when it is none. */
REDIAL_API const char *redial_role_name(uint32_t value);
REDIAL_API const char *redial_blame_name(uint32_t value);
REDIAL_API const char *redial_breaker_name(uint32_t value);
REDIAL_API const char *redial_registered_name(uint32_t value);
REDIAL_API const char *redial_calls_name(uint32_t value);
REDIAL_API const char *redial_probed_name(uint32_t value);
/** @} */

/** @name Value of a name
 * In any case: #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0
 * @{ */
/** Value of this name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_role_by_name(redial_span name,
                                             redial_role *value);
REDIAL_API redial_status redial_blame_by_name(redial_span name,
                                              redial_blame *value);
REDIAL_API redial_status redial_breaker_by_name(redial_span name,
                                                redial_breaker *value);
REDIAL_API redial_status redial_registered_by_name(redial_span name,
                                                   redial_registered *value);
REDIAL_API redial_status redial_calls_by_name(redial_span name,
                                              redial_calls *value);
REDIAL_API redial_status redial_probed_by_name(redial_span name,
                                               redial_probed *value);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */

#endif
