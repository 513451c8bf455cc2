#ifndef REDIAL_SIGN_H
#define REDIAL_SIGN_H

/** @file
 * Signs: things that no single call shows and that a person should look at.
 * A phone that says busy although nobody talks on it, a trunk that says 486
 * when it is full, a device that has lost its registration.
 *
 * @code
 * redial_sign signs[8];
 * uint32_t i, count = redial_health_poll(&trunks, signs, 8, now_ms());
 *
 * for (i = 0; i < count; i++) {
 *   redial_sign_explain(&signs[i], line, sizeof(line));
 * }
 * @endcode
 *
 * There is no callback: poll as often as you like, say once a second. Every
 * sign comes once when it goes up and once when it has cleared; between the
 * two it takes less to keep it up than it took to raise it, so that one that
 * hovers at its threshold does not flutter.
 */

#include <redial/export.h>
#include <redial/health.h>
#include <redial/types.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_sign
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** What there is to look at; @c count and @c of in the comments are those of
 * redial_sign.
 * @par Since
 * 0.1.0 */
typedef enum redial_sign_kind {
  REDIAL_SIGN_NONE = 0,          /**< Nothing. */
  REDIAL_SIGN_BUSY_SPIKE = 1,    /**< Busy more often than @c busy_rate and
                                      than its peers, beyond chance; count
                                      busy of those decided. */
  REDIAL_SIGN_STUCK_BUSY = 2,    /**< Busy for long with no call known: a hung
                                      session. Count in a row. */
  REDIAL_SIGN_TRUNK_FULL = 3,    /**< Different callees busy in a row through
                                      one via: its capacity sent as 486. Count
                                      callees told apart. */
  REDIAL_SIGN_UNREGISTERED = 4,  /**< For longer than @c unregistered_ms.
                                      Count seconds. */
  REDIAL_SIGN_AWAY_REGISTERED = 5, /**< 480 again and again while registered:
                                      do not disturb left on, or a registrar
                                      that is wrong. Count in a row. */
  REDIAL_SIGN_NOT_ANSWERING = 6, /**< One that should always answer declines;
                                      count declines of those decided. */
  REDIAL_SIGN_DECLINE_SPIKE = 7, /**< As busy spike, for declines. */
  REDIAL_SIGN_DECLINE_HOUR = 8,  /**< An hour of the day with more declines
                                      than the rest of the day, beyond chance;
                                      of the pool. */
  REDIAL_SIGN_OUTAGE = 9         /**< Every member is ejected, or the ceiling
                                      holds one back that should be; count
                                      ejected of the members. Of the pool. */
} redial_sign_kind;

/** Slot of a sign that concerns the pool as a whole. */
#define REDIAL_SIGN_POOL UINT32_MAX

/** Hour of a sign that has none. */
#define REDIAL_SIGN_NO_HOUR 255u

/** One sign.
 * @par Since
 * 0.1.0 */
typedef struct redial_sign {
  uint64_t since_ms; /**< Begin of what was counted: of the run, of the
                          silence, of the window; of a pool's sign when
                          it was seen. When cleared: now. */
  uint32_t slot;     /**< Whose; #REDIAL_SIGN_POOL. */
  uint32_t count;    /**< What was counted. */
  uint32_t of;       /**< Of how many; 0 when the count stands alone. */
  uint8_t kind;      /**< #redial_sign_kind */
  uint8_t raised;    /**< 1: it has gone up. 0: it has cleared. */
  uint8_t hour;      /**< 0..23; else #REDIAL_SIGN_NO_HOUR. */
  uint8_t reserved;  /**< 0 */
} redial_sign;

/** Looks at the next slots, at most @c poll_slots of them, and goes on there
 * the next time; after the last slot it looks at the pool itself.
 * @param[in] health    The records.
 * @param[out] signs    What has gone up or cleared since it was last looked
 *   at. Nothing is lost when it is too small: the rest comes the next time.
 *   May be NULL when @p capacity is 0.
 * @param[in] capacity  Room in @p signs.
 * @param[in] now_ms    Monotonic time.
 * @return How many were written.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_health_poll(const redial_health *health,
                                       redial_sign *signs, uint32_t capacity,
                                       uint64_t now_ms);

/** One line for a person: "slot 7: unregistered: 121 s, since 0 s".
 * @param[in] sign     Any sign.
 * @param[out] buffer  Receives as much as fits, always terminated; may be
 *   NULL when @p size is 0.
 * @param[in] size     Bytes in @p buffer.
 * @return Length of the whole line without its end: @p size or more means
 *   that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_sign_explain(const redial_sign *sign, char *buffer,
                                      size_t size);

/** Name of a kind.
 * @param[in] value  Any number.
 * @return "stuck_busy" and the like; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_sign_kind_name(redial_sign_kind value);

/** Kind of a name.
 * @param[in] name    A whole name, in any case.
 * @param[out] value  What it names.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_sign_kind_by_name(redial_span name,
                                                  redial_sign_kind *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
