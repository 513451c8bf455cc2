#ifndef REDIAL_PROBE_H
#define REDIAL_PROBE_H

/** @file
 * What the answer to an OPTIONS request says about the server that was asked.
 *
 * @code
 * if (redial_probe_verdict(503) == REDIAL_PROBE_UNWELL) ...   not alive
 * @endcode
 *
 * A table of its own, because an OPTIONS asks another question than a call
 * does: a 404 or a 486 fails a call and proves that the server answers, and a
 * 503 is an answer of a server that would refuse the call (RFC 3261 11.2: the
 * status is the one an INVITE would have got).
 */

#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_probe
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** What one probe has shown.
 * @par Since
 * 0.1.0 */
typedef enum redial_probe {
  REDIAL_PROBE_UNKNOWN = 0, /**< Nothing: not final, withdrawn, no status. */
  REDIAL_PROBE_ALIVE = 1,   /**< The server answers and would take a call. */
  REDIAL_PROBE_UNWELL = 2,  /**< It answers, and would fail a call: 503. */
  REDIAL_PROBE_DEAD = 3     /**< Nobody answered, here or behind it. */
} redial_probe;

/** One probe, read in full.
 * @par Since
 * 0.1.0 */
typedef struct redial_probe_reading {
  uint32_t hold_s;  /**< Retry-After of a server that is unwell. */
  uint8_t verdict;  /**< #redial_probe */
  uint8_t has_hold; /**< 1 when @c hold_s counts; 0 s is a value. */
  uint16_t reserved; /**< 0 */
} redial_probe_reading;

/** Reads the status of an OPTIONS. Links one small table and nothing else.
 * @param[in] code  Any number; a SIP status means something.
 * @return What it shows; #REDIAL_PROBE_UNKNOWN outside 200..699.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_probe redial_probe_verdict(int32_t code);

/** Reads a probe with its origin and Retry-After: an own timer or a failed
 * transport is a dead server whatever code a stack has made up for it.
 * @param[in] evidence  What is known; unchanged.
 * @return The verdict, and how long an unwell server wants to be left alone.
 *   To hold it is the pool's business; a hold is not an ejection.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_probe_reading
redial_probe_assess(const redial_evidence *evidence);

/** Where the claim about a status comes from.
 * @param[in] code  Any number.
 * @return "RFC 3261 21.5.4" and the like; NULL when it shows nothing.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_probe_source(int32_t code);

/** Name of a value.
 * @param[in] value  Any number.
 * @return "alive" and the like; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_probe_name(redial_probe value);

/** Value of a name.
 * @param[in] name    A whole name, in any case.
 * @param[out] value  What it names.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_probe_by_name(redial_span name,
                                              redial_probe *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
