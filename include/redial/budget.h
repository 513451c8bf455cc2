#ifndef REDIAL_BUDGET_H
#define REDIAL_BUDGET_H

/** @file
 * A retry budget: how much of the load may be retries. Every attempt by a
 * gateway that is not itself a retry puts a fraction of a token in, every
 * retry by another gateway takes a whole one out, and a floor keeps a quiet
 * system able to fail over. When all gateways are down, a switch with a ratio
 * of a tenth sends a tenth more than its calls, not three times as much; and
 * three such switches in a row 1.1^3 = 1.33 times, not 64.
 *
 * One budget serves as many calls as share the gateways. redial_decide() is
 * told whether it is spent; redial_budget_settle() books what was decided.
 *
 * @code
 * redial_budget_init(&budget, 100, 1, 10, now_ms);   a tenth, 1/s, 10 saved
 * situation.budget_spent = redial_budget_is_spent(&budget, now_ms);
 * d = redial_decide(&policy, &history, &verdict, &situation);
 * redial_budget_settle(&budget, &d, now_ms);
 * @endcode
 *
 * Who earns: an original attempt by a gateway that succeeded or failed for a
 * server's or path's sake. Who pays: the next attempt at the same endpoint by
 * a gateway. People do neither: a busy phone is no reason to retry less, and
 * a dead phone must not end a ring group. An attempt that never left this
 * host is replaced for nothing.
 */

#include <redial/export.h>
#include <redial/policy.h>
#include <stdbool.h>
#include <stdint.h>

/** @addtogroup redial_budget
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** One retry in milli-tokens. */
#define REDIAL_BUDGET_RETRY 1000u

/** Tokens for retries. Plain data; one writer at a time.
 * @par Since
 * 0.1.0 */
typedef struct redial_budget {
  uint64_t seen_ms;       /**< Latest time seen. */
  uint32_t tokens;        /**< Milli-tokens; never above @c cap. */
  uint32_t cap;           /**< Milli-tokens that can be saved. */
  uint32_t deposit;       /**< Milli-tokens for each original attempt. */
  uint32_t floor_per_s;   /**< Tokens that time alone brings each second. */
  uint32_t clock_went_back; /**< How often; saturates. */
  uint32_t reserved;      /**< 0 */
} redial_budget;

/** Start full: a restart must not cost the first fail-over.
 * @param[out] budget       Written without being read.
 * @param[in] per_mille     Retries allowed for 1000 original attempts.
 * @param[in] floor_per_s   Retries each second allowed in any case.
 * @param[in] saved         Retries that can be saved up.
 * @param[in] now_ms        Now.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_budget_init(redial_budget *budget, uint32_t per_mille,
                                   uint32_t floor_per_s, uint32_t saved,
                                   uint64_t now_ms);

/** What could be spent now.
 * @param[in] budget  Budget; unchanged.
 * @param[in] now_ms  Now. An earlier time than one seen stands still.
 * @return Milli-tokens.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_budget_left(const redial_budget *budget,
                                       uint64_t now_ms);

/** Is there less than one retry left?
 * @param[in] budget  Budget; unchanged.
 * @param[in] now_ms  Now.
 * @return true when no retry may be charged.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_budget_is_spent(const redial_budget *budget,
                                       uint64_t now_ms);

/** Book a decision: earn first, then pay, at the moment of the decision and
 * not when the retry is sent, so that waiting retries cannot escape.
 * @param[in,out] budget  Budget. Paying more than there is leaves nothing.
 * @param[in] decision    Decision of an attempt that used this budget.
 * @param[in] now_ms      Now. A clock that goes backward is counted.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_budget_settle(redial_budget *budget,
                                     const redial_decision *decision,
                                     uint64_t now_ms);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
