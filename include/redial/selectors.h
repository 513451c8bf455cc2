#ifndef REDIAL_SELECTORS_H
#define REDIAL_SELECTORS_H

/** @file
 * The strategies that come with redial. Naming one links that one alone.
 *
 * Every one is offered eligible targets only, so all of them skip who is
 * busy, cooling, down, disabled or tried. Tiers go before strategy.
 */

#include <redial/export.h>
#include <redial/selector.h>
#include <redial/types.h>

/** @addtogroup redial_selectors
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** "round_robin": the next one by slot. */
extern REDIAL_API const redial_selector redial_round_robin;
/** "weighted": each as often as its weight says, exact in every cycle. */
extern REDIAL_API const redial_selector redial_weighted;
/** "lru": least recently offered, whatever became of the offer. */
extern REDIAL_API const redial_selector redial_lru;
/** "longest_idle": free the longest; wrap-up and cooling are not idleness. */
extern REDIAL_API const redial_selector redial_longest_idle;
/** "skip_busy": the first one in list order; the classic hunt group. */
extern REDIAL_API const redial_selector redial_skip_busy;
/** "least_calls": fewest calls, ties in turn. */
extern REDIAL_API const redial_selector redial_least_calls;
/** "random": uniform. */
extern REDIAL_API const redial_selector redial_random;
/** "two_choices": the less loaded of two at random. */
extern REDIAL_API const redial_selector redial_two_choices;
/** "hash": the same key to the same target while it can be had; only the
 * keys of a target that left move. */
extern REDIAL_API const redial_selector redial_hash;

/** Strategy of a name. Links all of them.
 * @param[in] name       As above, in any case.
 * @param[out] selector  The class; untouched on error.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_MATCH.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_selector_by_name(
  redial_span name, const redial_selector **selector);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
