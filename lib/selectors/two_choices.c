#include "../selectors/draw.h"
#include <redial/selectors.h>
#include <string.h>

/* Two choices: of two different targets drawn at random the one with fewer
   calls; the first on a tie. Nearly as even as least calls, and many workers
   that ask at once do not all run to the same one.

     drawn 7 (3 calls) and 2 (1 call)   -> 2

   Nobody eligible, all cooling: not asked. One target: that one. Shrunk or
   grown: nothing is remembered. Weight plays no part. */

/* Here follows a number for each slot: one more than its calls, and 0 for one
   that is not eligible, so that a draw is judged by one look. In a pool of one
   the second draw falls behind the first and only slot: who stands there has
   more calls than anybody. Then come the sums of draw.h. */
typedef struct two_choices_state {
  uint32_t capacity;
  uint32_t others; /* of whom the second is drawn */
} two_choices_state;

static two_choices_state two_choices_layout(const redial_pool_config *config) {
  two_choices_state two;

  two.capacity = config->capacity;
  two.others = config->capacity - 1;
  return two;
}

/* Words of 64 bits before the sums. */
static size_t two_choices_words(uint32_t capacity) {
  return 1 + ((size_t)capacity + 1 + 3) / 4;
}

static size_t two_choices_bytes(const redial_pool_config *config) {
  return two_choices_words(config->capacity) * 8 + rdi_draw_bytes(config);
}

RDI_HOT uint16_t *two_choices_loads(const void *state) {
  return (uint16_t *)(void *)((uint64_t *)(uintptr_t)state + 1);
}

static void *two_choices_sums(const void *state) {
  return (uint64_t *)(uintptr_t)state +
         two_choices_words(((const two_choices_state *)state)->capacity);
}

static void two_choices_reset(void *state, const redial_pool_config *config) {
  memset(state, 0, two_choices_bytes(config));
  *(two_choices_state *)state = two_choices_layout(config);
  rdi_draw_reset(two_choices_sums(state), config);
  if (config->capacity == 1) {
    two_choices_loads(state)[1] = UINT16_MAX;
  }
}

/* An eligible slot has fewer calls than its capacity, which is 16 bits. */
static void two_choices_load(const redial_pool *pool, void *state,
                             uint32_t slot) {
  two_choices_loads(state)[slot] =
    (uint16_t)(rdi_slot_at(pool, slot)->load + 1u);
}

static void two_choices_open(const redial_pool *pool, void *state,
                             uint32_t slot) {
  two_choices_load(pool, state, slot);
  rdi_draw_open(pool, two_choices_sums(state), slot);
}

static void two_choices_close(const redial_pool *pool, void *state,
                              uint32_t slot) {
  two_choices_loads(state)[slot] = 0;
  rdi_draw_close(pool, two_choices_sums(state), slot);
}

RDI_COLD redial_status two_choices_search(redial_pool *pool, void *state,
                                          uint32_t tier,
                                          const redial_pick_request *request,
                                          uint32_t *slot) {
  const uint16_t *loads = two_choices_loads(state);
  const void *sums = two_choices_sums(state);
  uint32_t first =
    rdi_draw(pool, sums, tier, request, request->random, REDIAL_NO_SLOT);
  uint32_t second = first;

  if (first == REDIAL_NO_SLOT) {
    return REDIAL_ERR_NO_TARGET;
  }
  if (rdi_head_of(pool)->eligible[tier] > 1) {
    second =
      rdi_draw(pool, sums, tier, request, rdi_stir(request->random), first);
  }
  *slot = loads[second] < loads[first] ? second : first;
  return REDIAL_OK;
}

/* Mostly both draws hit at once. */
static redial_status two_choices_pick(redial_pool *pool, void *state,
                                      uint32_t tier,
                                      const redial_pick_request *request,
                                      uint32_t *slot) {
  const two_choices_state *two = (const two_choices_state *)state;
  const uint16_t *loads = two_choices_loads(state);
  size_t first = rdi_below(request->random, two->capacity);
  size_t second = rdi_below(rdi_stir(request->random), two->others);
  uint32_t calls = loads[first];
  uint32_t others;

  second += second >= first;
  others = loads[second];
  first = others < calls ? second : first;
  calls = others < calls ? others : calls;
  if (calls == 0 || request->tried != NULL) {
    return two_choices_search(pool, state, tier, request, slot);
  }
  *slot = (uint32_t)first;
  return REDIAL_OK;
}

static uint32_t two_choices_choose(const redial_pool *pool,
                                   const redial_pick_request *request,
                                   const redial_candidates *candidates) {
  uint32_t first = rdi_below(request->random, candidates->count);
  uint32_t second = first;

  if (candidates->count > 1) {
    second = rdi_below(rdi_stir(request->random), candidates->count - 1);
    second += second >= first;
  }
  return redial_pool_load(pool, candidates->slots[second]) <
             redial_pool_load(pool, candidates->slots[first])
           ? second
           : first;
}

static bool two_choices_check(const redial_pool *pool, const void *state,
                              uint32_t tier) {
  const uint16_t *loads = two_choices_loads(state);
  two_choices_state made =
    two_choices_layout(&rdi_head_of(pool)->layout.config);
  uint32_t slot;

  if (!rdi_equal(&made, state, sizeof(made))) {
    return false;
  }
  for (slot = 0; slot < made.capacity; slot++) {
    bool eligible = redial_pool_is_eligible(pool, tier, slot);

    if (loads[slot] != (eligible ? redial_pool_load(pool, slot) + 1 : 0)) {
      return false;
    }
  }
  return (made.capacity > 1 || loads[1] == UINT16_MAX) &&
         rdi_draw_check(pool, two_choices_sums(state), tier);
}

const redial_selector redial_two_choices = {"two_choices",
                                            two_choices_bytes,
                                            two_choices_reset,
                                            two_choices_pick,
                                            two_choices_choose,
                                            two_choices_open,
                                            two_choices_close,
                                            two_choices_load,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            two_choices_check};
