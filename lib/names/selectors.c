#include "../core/inner.h"
#include <redial/selectors.h>

/* Alone in its object: whoever links it links every strategy. */
redial_status redial_selector_by_name(redial_span name,
                                      const redial_selector **selector) {
  static const redial_selector *const all[] = {
    &redial_round_robin, &redial_weighted,    &redial_lru,
    &redial_longest_idle, &redial_skip_busy,  &redial_least_calls,
    &redial_random,      &redial_two_choices, &redial_hash};
  uint32_t i;

  for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
    if (rdi_same(rdi_text(all[i]->name), name)) {
      *selector = all[i];
      return REDIAL_OK;
    }
  }
  return REDIAL_ERR_NO_MATCH;
}
