#ifndef REDIAL_HOURS_H
#define REDIAL_HOURS_H

/** @file
 * When people may be called: a weekly table in their local time, and when it
 * opens next.
 *
 * @code
 * static const redial_hours_range week[] = {
 *   {REDIAL_MONDAY_TO_FRIDAY, 8 * 60, 21 * 60},
 *   {REDIAL_SATURDAY, 10 * 60, 16 * 60},
 * };
 * redial_hours hours = {week, 2, NULL, 0};
 * t = redial_hours_not_before(&hours, unix_s, -5 * 60);   New York, winter
 * @endcode
 *
 * There is no time zone in here: the offset comes with the question, as it is
 * at that place on that day. A change of the clocks between the question and
 * the answer moves the answer; ask again then.
 *
 * All functions are total. Linked only when used.
 */

#include <redial/export.h>
#include <stdbool.h>
#include <stdint.h>

/** @addtogroup redial_hours
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** @name Days of the week
 * Bits of redial_hours_range::days, Sunday first as in struct tm.
 * @{ */
#define REDIAL_SUNDAY 0x01u /**< Sunday */
#define REDIAL_MONDAY 0x02u /**< Monday */
#define REDIAL_TUESDAY 0x04u /**< Tuesday */
#define REDIAL_WEDNESDAY 0x08u /**< Wednesday */
#define REDIAL_THURSDAY 0x10u /**< Thursday */
#define REDIAL_FRIDAY 0x20u /**< Friday */
#define REDIAL_SATURDAY 0x40u /**< Saturday */
#define REDIAL_MONDAY_TO_FRIDAY 0x3eu /**< The five. */
#define REDIAL_EVERY_DAY 0x7fu /**< All seven. */
/** @} */

/** A time that never comes. */
#define REDIAL_NEVER UINT64_MAX

/** One opening, on each of its days.
 * @par Since
 * 0.1.0 */
typedef struct redial_hours_range {
  uint16_t days;     /**< Days on which it begins: REDIAL_MONDAY | ... */
  uint16_t from_min; /**< First open minute of the day, below 1440; a range
                          with more never opens. */
  uint16_t to_min;   /**< First closed minute; above 1440 it runs into the
                          next day, and ends with it at 2880. */
} redial_hours_range;

/** A weekly table. Belongs to the caller; const throughout.
 * @par Since
 * 0.1.0 */
typedef struct redial_hours {
  const redial_hours_range *range; /**< May overlap, in any order; may be NULL
                                        when there is none: always closed. */
  uint32_t count;                  /**< Ranges in the array. */
  const uint32_t *holiday; /**< Days that are closed from midnight to midnight
                                and begin nothing, as of redial_hours_day();
                                may be NULL when there is none. */
  uint32_t holidays;       /**< Days in that array. */
} redial_hours;

/** Number of a day of the calendar, for redial_hours::holiday.
 * @param[in] year   1970..
 * @param[in] month  1..12
 * @param[in] day    1..31
 * @return Days since 1970-01-01; UINT32_MAX, a day that no calendar reaches,
 *   when a part is out of its range or the year above 9999.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_hours_day(uint32_t year, uint32_t month,
                                     uint32_t day);

/** Is it open?
 * @param[in] hours       The table.
 * @param[in] unix_s      When.
 * @param[in] offset_min  Local time minus UTC at that place, in minutes; more
 *   than a day is taken as a day less a minute.
 * @return true when local time lies in a range.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_hours_open(const redial_hours *hours, uint64_t unix_s,
                                  int32_t offset_min);

/** When is it open?
 * @param[in] hours       The table.
 * @param[in] unix_s      From when on.
 * @param[in] offset_min  As for redial_hours_open().
 * @return @p unix_s itself when it is open then, else the beginning of the
 *   next opening; #REDIAL_NEVER when there is none.
 * @par Since
 * 0.1.0 */
REDIAL_API uint64_t redial_hours_not_before(const redial_hours *hours,
                                            uint64_t unix_s,
                                            int32_t offset_min);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
