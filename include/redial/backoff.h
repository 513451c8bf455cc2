#ifndef REDIAL_BACKOFF_H
#define REDIAL_BACKOFF_H

/** @file
 * How long to wait before the next try: a window that doubles up to a cap,
 * and a random wait within it, so that many callers do not come back at once.
 *
 * @code
 * redial_backoff backoff;
 * redial_backoff_init(&backoff, 500, 30000, REDIAL_JITTER_EQUAL);
 * wait = redial_backoff_next(&backoff, random_u32());   250..500 ms
 * wait = redial_backoff_next(&backoff, random_u32());   500..1000 ms
 * @endcode
 *
 * Chance is an argument. A wait is drawn from n values by one multiplication,
 * without division and without drawing twice, so a value is more probable
 * than another by at most n / 2^32.
 */

#include <redial/export.h>
#include <stdint.h>

/** @addtogroup redial_backoff
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Which part of the window is left to chance.
 * @par Since
 * 0.1.0 */
typedef enum redial_jitter {
  REDIAL_JITTER_NONE = 0, /**< The whole window, always: for tests, and for a
                               single caller. */
  REDIAL_JITTER_FULL = 1, /**< 0 to the window: spreads best. */
  REDIAL_JITTER_EQUAL = 2 /**< Half the window to the window: never near
                               zero, so fit for a server that asked for
                               less. */
} redial_jitter;

/** Growing, jittered wait between two tries. Plain data: copy it or drop it.
 * @par Since
 * 0.1.0 */
typedef struct redial_backoff {
  uint32_t base_ms; /**< First window. */
  uint32_t cap_ms;  /**< No window is larger. */
  uint32_t hint_ms; /**< Next wait when @c hinted. */
  uint8_t step;     /**< Doublings of the next window. */
  uint8_t jitter;   /**< #redial_jitter */
  uint8_t hinted;   /**< 1 when the server has named the next wait. */
  uint8_t reserved; /**< 0 */
} redial_backoff;

/** Start a curve.
 * @param[out] backoff  Written without being read.
 * @param[in] base_ms   First window.
 * @param[in] cap_ms    Largest window; also when below @p base_ms.
 * @param[in] jitter    What is left to chance.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_backoff_init(redial_backoff *backoff, uint32_t base_ms,
                                    uint32_t cap_ms, redial_jitter jitter);

/** The next wait; the window after it is twice as large.
 * @param[in,out] backoff  Curve.
 * @param[in] random       Uniform over all of 32 bits.
 * @return At most the cap, or exactly the hint that was given.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_backoff_next(redial_backoff *backoff,
                                        uint32_t random);

/** The server named a wait: it replaces the next one as it is, above the cap
 * too, and the curve starts again after it.
 * @param[in,out] backoff  Curve.
 * @param[in] wait_ms      The server's wait; 0 means at once.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_backoff_hint(redial_backoff *backoff, uint32_t wait_ms);

/** A try went well: start again.
 * @param[in,out] backoff  Curve.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_backoff_reset(redial_backoff *backoff);

/** The window after some doublings, saturating.
 * @param[in] base_ms    Window without any.
 * @param[in] cap_ms     Largest window.
 * @param[in] doublings  Any number.
 * @return The smaller of @p cap_ms and @p base_ms * 2^@p doublings.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_backoff_window(uint32_t base_ms, uint32_t cap_ms,
                                          uint32_t doublings);

/** A wait within a window, both ends included.
 * @param[in] window_ms  Window.
 * @param[in] jitter     What is left to chance; none for an unknown value.
 * @param[in] random     Uniform over all of 32 bits.
 * @return 0 to @p window_ms; its upper half for #REDIAL_JITTER_EQUAL.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_backoff_jitter(uint32_t window_ms,
                                          redial_jitter jitter,
                                          uint32_t random);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
