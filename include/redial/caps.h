#ifndef REDIAL_CAPS_H
#define REDIAL_CAPS_H

/** @file
 * How often a number may be called: rolling windows, gaps and quiet times,
 * kept in 80 bytes for each number.
 *
 * @code
 * redial_caps_placed(&record, unix_s);              when the INVITE goes out
 * redial_caps_ended(&record, unix_s, REDIAL_CAPS_END_BUSY, false);
 * ...
 * redial_caps_answer may = redial_caps_not_before(&limits, &record, unix_s, 0);
 * if (may.unix_s > unix_s) come back at may.unix_s, because of may.why
 * @endcode
 *
 * Where the record cannot know (more attempts than it holds), it answers more
 * strictly than the limits, never less. What the law of a place asks for is
 * for its lawyers; examples/presets has figures with their sources.
 *
 * Linked only when used.
 */

#include <redial/export.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stdint.h>

/** @addtogroup redial_caps
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Attempts whose times a record holds. */
#define REDIAL_CAPS_RING 8

/** Windows that limits can have. */
#define REDIAL_CAPS_WINDOWS 3

/** How an attempt ended, as far as gaps and quiet times care.
 * @par Since
 * 0.1.0 */
typedef enum redial_caps_end {
  REDIAL_CAPS_END_UNKNOWN = 0,   /**< Not known, or not yet. */
  REDIAL_CAPS_END_FAILED = 1,    /**< Reached nobody. */
  REDIAL_CAPS_END_BUSY = 2,      /**< Busy. */
  REDIAL_CAPS_END_NO_ANSWER = 3, /**< Rang; nobody picked up. */
  REDIAL_CAPS_END_TALKED = 4,    /**< A conversation. */
  REDIAL_CAPS_END_ABANDONED = 5  /**< Picked up, and nobody was there to
                                      talk. */
} redial_caps_end;

/** What a window counts.
 * @par Since
 * 0.1.0 */
typedef enum redial_caps_count {
  REDIAL_CAPS_COUNT_PLACED = 0, /**< Every attempt. */
  REDIAL_CAPS_COUNT_ALERTED = 1 /**< Those that rang. */
} redial_caps_count;

/** Why not yet.
 * @par Since
 * 0.1.0 */
typedef enum redial_caps_why {
  REDIAL_CAPS_WHY_NONE = 0,      /**< At once. */
  REDIAL_CAPS_WHY_GAP = 1,       /**< Too soon after any attempt. */
  REDIAL_CAPS_WHY_BUSY = 2,      /**< Too soon after busy. */
  REDIAL_CAPS_WHY_NO_ANSWER = 3, /**< Too soon after no answer. */
  REDIAL_CAPS_WHY_TALKED = 4,    /**< Quiet time after a conversation. */
  REDIAL_CAPS_WHY_ABANDONED = 5, /**< Quiet time after an abandoned call. */
  REDIAL_CAPS_WHY_WINDOW = 6,    /**< A window is full. */
  REDIAL_CAPS_WHY_SERIES = 7     /**< The series has all its attempts. */
} redial_caps_why;

/** At most @c most within @c span_s.
 * @par Since
 * 0.1.0 */
typedef struct redial_caps_window {
  uint32_t span_s; /**< Length; 0: there is no such window. */
  uint16_t most;   /**< Attempts within it; 0 allows none, ever. Above
                        #REDIAL_CAPS_RING a full record counts what it no
                        longer holds as recent. */
  uint8_t counts;  /**< #redial_caps_count */
  uint8_t by_day;  /**< 1: the day of the attempt is the first of the span,
                        which ends at a local midnight. 0: to the second. */
} redial_caps_window;

/** What is allowed. Plain data; a limit that is 0 is none, but see
 * redial_caps_window::most.
 * @par Since
 * 0.1.0 */
typedef struct redial_caps_limits {
  redial_caps_window window[REDIAL_CAPS_WINDOWS]; /**< All must hold. */
  uint32_t gap_s;           /**< From the end of any attempt. */
  uint32_t busy_gap_s;      /**< From the end of one that was busy. */
  uint32_t no_answer_gap_s; /**< From the end of one not answered. */
  uint32_t talked_s;        /**< Quiet after a conversation. */
  uint32_t abandoned_s;     /**< Quiet after an abandoned call. */
  uint16_t series;          /**< Attempts, the first included, until
                                 redial_caps_restart(). */
  uint8_t talked_by_day;    /**< As redial_caps_window::by_day, for
                                 @c talked_s. */
} redial_caps_limits;

/** What was done to one number. 80 bytes; clear it to zero or call
 * redial_caps_init(). Contents are redial's.
 * @par Since
 * 0.1.0 */
typedef struct redial_caps_record {
  uint64_t newest_s;    /**< When the newest attempt was placed. */
  uint64_t ended_s;     /**< When an attempt last ended. */
  uint64_t talked_s;    /**< End of the last conversation. */
  uint64_t abandoned_s; /**< End of the last abandoned call. */
  uint32_t age_s[REDIAL_CAPS_RING]; /**< Age of each attempt held when the
                                         newest was placed, newest first. */
  uint16_t placed;   /**< Attempts ever; stops at 65535. */
  uint16_t alerted;  /**< Those that rang; stops at 65535. */
  uint16_t series;   /**< Attempts since the restart. */
  uint16_t backward; /**< Times that the clock went backward. */
  uint8_t used;      /**< Attempts held. */
  uint8_t rang;      /**< Bit for each attempt held: it rang. */
  uint8_t last;      /**< #redial_caps_end of the newest. */
  uint8_t seen;      /**< Which of the times above have been set. */
  uint32_t reserved; /**< 0 */
} redial_caps_record;

/** Answer of redial_caps_not_before().
 * @par Since
 * 0.1.0 */
typedef struct redial_caps_answer {
  uint64_t unix_s; /**< The time given: at once. UINT64_MAX: never, as things
                        stand. */
  uint8_t why;     /**< #redial_caps_why */
  uint8_t window;  /**< Index of the full window. */
  uint8_t reserved[6]; /**< 0 */
} redial_caps_answer;

/** Forget everything.
 * @param[out] record  Any memory.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_caps_init(redial_caps_record *record);

/** An attempt is placed. It counts from now on, whatever becomes of it. A
 * clock that went backward stands still instead, and is counted.
 * @param[in,out] record  Of the number called.
 * @param[in] unix_s      Now.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_caps_placed(redial_caps_record *record,
                                   uint64_t unix_s);

/** The newest attempt has ended. Telling it twice counts once. A
 * conversation that the other side began may be told without an attempt.
 * @param[in,out] record  Of the number called.
 * @param[in] unix_s      Now.
 * @param[in] end         How.
 * @param[in] alerted     It rang.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_caps_ended(redial_caps_record *record, uint64_t unix_s,
                                  redial_caps_end end, bool alerted);

/** A person asked for another series of attempts. Windows, gaps and quiet
 * times stay.
 * @param[in,out] record  Of the number called.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_caps_restart(redial_caps_record *record);

/** When may the next attempt be placed?
 * @param[in] limits      What is allowed.
 * @param[in] record      Of the number to call.
 * @param[in] unix_s      Now.
 * @param[in] offset_min  Local time minus UTC where the number is, for spans
 *   by day; more than a day is taken as a day less a minute.
 * @return The time, and the limit that asks for it: the latest, and of
 *   several the first in the order of #redial_caps_why.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_caps_answer
redial_caps_not_before(const redial_caps_limits *limits,
                       const redial_caps_record *record, uint64_t unix_s,
                       int32_t offset_min);

/** Name of an end; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_caps_end_name(uint32_t value);

/** Name of what is counted; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_caps_count_name(uint32_t value);

/** Name of a reason; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_caps_why_name(uint32_t value);

/** End of a name, in any case.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_caps_end_by_name(redial_span name,
                                                 redial_caps_end *value);

/** What is counted, out of its name, in any case.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_caps_count_by_name(redial_span name,
                                                   redial_caps_count *value);

/** Reason of a name, in any case.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_caps_why_by_name(redial_span name,
                                                 redial_caps_why *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
