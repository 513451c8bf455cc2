#include "support.h"
#include <stdlib.h>
#include <string.h>

/* The board by one worker, and by two that take turns. What they do at once is
   in test_shared_workers.c. */

#define HOLD_S 60u
#define AFTER_HOLD (HOLD_S * 1000u + 2048u) /* claims are kept to the second */

typedef struct fixture {
  void *memory;
  size_t size;
  redial_shared a;
  redial_shared b;
} fixture;

static redial_shared_config config_of(uint32_t capacity, uint32_t workers) {
  redial_shared_config config = {0, 0, HOLD_S, 0};

  config.capacity = capacity;
  config.workers = workers;
  return config;
}

/* Two workers, every slot open. */
static void begin(fixture *f, uint32_t capacity) {
  redial_shared_config config = config_of(capacity, 2);
  uint32_t slot;

  f->size = redial_shared_bytes(&config);
  assert_true(f->size > 0);
  f->memory = malloc(f->size);
  assert_non_null(f->memory);
  assert_int_equal(redial_shared_init(&f->a, f->memory, f->size, &config),
                   REDIAL_OK);
  assert_int_equal(redial_shared_attach(&f->b, f->memory, f->size, 1),
                   REDIAL_OK);
  for (slot = 0; slot < capacity; slot++) {
    assert_int_equal(redial_shared_open(&f->a, slot), REDIAL_OK);
  }
}

static void end(fixture *f) {
  free(f->memory);
}

static uint32_t claim(redial_shared *board, uint64_t now_ms) {
  redial_claim claim = {0, 0};

  return redial_shared_claim(board, now_ms, &claim) == REDIAL_OK
           ? claim.slot
           : REDIAL_NO_SLOT;
}

/* Four lines; each of the two workers has two of them. */
static void begin_shares(fixture *f) {
  redial_shared_config config = config_of(128, 2);
  uint32_t slot;

  config.shares = 1;
  f->size = redial_shared_bytes(&config);
  f->memory = malloc(f->size);
  assert_non_null(f->memory);
  assert_int_equal(redial_shared_init(&f->a, f->memory, f->size, &config),
                   REDIAL_OK);
  assert_int_equal(redial_shared_attach(&f->b, f->memory, f->size, 1),
                   REDIAL_OK);
  for (slot = 0; slot < 128; slot++) {
    assert_int_equal(redial_shared_open(&f->a, slot), REDIAL_OK);
  }
}

static void a_worker_goes_round_robin_in_its_share(void **state) {
  redial_claim claim;
  fixture f;
  uint32_t i;

  (void)state;
  begin_shares(&f);
  for (i = 0; i < 200; i++) {
    assert_int_equal(redial_shared_claim(&f.a, 0, &claim), REDIAL_OK);
    assert_int_equal(claim.slot, i % 64);
    assert_int_equal(redial_shared_release(&f.a, &claim), REDIAL_OK);
    assert_int_equal(redial_shared_claim(&f.b, 0, &claim), REDIAL_OK);
    assert_int_equal(claim.slot, 64 + i % 64);
    assert_int_equal(redial_shared_release(&f.b, &claim), REDIAL_OK);
  }
  end(&f);
}

static void
a_worker_whose_share_is_taken_goes_through_the_others(void **state) {
  redial_claim claims[128];
  fixture f;
  uint32_t i;

  (void)state;
  begin_shares(&f);
  for (i = 0; i < 70; i++) {
    assert_int_equal(redial_shared_claim(&f.b, 0, &claims[i]), REDIAL_OK);
    assert_int_equal(claims[i].slot, (64 + i) % 128);
  }
  assert_int_equal(redial_shared_release(&f.a, &claims[9]), REDIAL_OK);
  assert_int_equal(claim(&f.b, 0), 64 + 9); /* his own comes first */
  for (i = 70; i < 128; i++) {
    assert_int_equal(claim(&f.b, 0), i - 64);
  }
  assert_int_equal(claim(&f.b, 0), REDIAL_NO_SLOT);
  end(&f);
}

static const uint32_t sizes[] = {1, 2, 31, 32, 33, 1023, 1024, 1025, 32769};
#define SIZES (sizeof(sizes) / sizeof(sizes[0]))

static void every_slot_is_claimed_once_and_then_none(void **state) {
  size_t s;

  (void)state;
  for (s = 0; s < SIZES; s++) {
    uint8_t *seen = (uint8_t *)calloc(sizes[s], 1);
    fixture f;
    uint32_t i;

    begin(&f, sizes[s]);
    assert_non_null(seen);
    for (i = 0; i < sizes[s]; i++) {
      uint32_t slot = claim(i % 2 != 0 ? &f.a : &f.b, 0);

      assert_true(slot < sizes[s]);
      assert_int_equal(seen[slot], 0);
      seen[slot] = 1;
    }
    assert_int_equal(claim(&f.a, 0), REDIAL_NO_SLOT);
    assert_int_equal(claim(&f.b, 0), REDIAL_NO_SLOT);
    free(seen);
    end(&f);
  }
}

static void a_worker_goes_round_robin(void **state) {
  redial_claim claim;
  fixture f;
  uint32_t i;

  (void)state;
  begin(&f, 5);
  for (i = 0; i < 12; i++) {
    assert_int_equal(redial_shared_claim(&f.a, 0, &claim), REDIAL_OK);
    assert_int_equal(claim.slot, i % 5);
    assert_int_equal(redial_shared_release(&f.a, &claim), REDIAL_OK);
  }
  end(&f);
}

/* From every place, the single free one of a large board is found. */
static void the_one_free_slot_is_found_from_anywhere(void **state) {
  enum { SLOTS = 32769 };
  static redial_claim claims[SLOTS];
  fixture f;
  uint32_t i;

  (void)state;
  begin(&f, SLOTS);
  for (i = 0; i < SLOTS; i++) {
    assert_int_equal(redial_shared_claim(&f.a, 0, &claims[i]), REDIAL_OK);
    assert_int_equal(claims[i].slot, i);
  }
  for (i = 0; i < SLOTS; i += 97) {
    f.b.next = i * 31u % SLOTS;
    assert_int_equal(redial_shared_release(&f.a, &claims[i]), REDIAL_OK);
    assert_int_equal(redial_shared_claim(&f.b, 0, &claims[i]), REDIAL_OK);
    assert_int_equal(claims[i].slot, i);
  }
  end(&f);
}

static void a_claim_ends_once(void **state) {
  redial_claim first;
  redial_claim again;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 0, &first), REDIAL_OK);
  assert_true(redial_shared_holds(&f.b, &first));
  assert_int_equal(redial_shared_release(&f.b, &first), REDIAL_OK);
  assert_false(redial_shared_holds(&f.a, &first));
  assert_int_equal(redial_shared_release(&f.a, &first), REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_shared_claim(&f.b, 0, &again), REDIAL_OK);
  assert_int_equal(redial_shared_release(&f.a, &first), REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_shared_renew(&f.a, &first, 0), REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_shared_cool(&f.a, &first, 1, 0), REDIAL_ERR_NO_LEASE);
  assert_true(redial_shared_holds(&f.a, &again));
  end(&f);
}

static void a_claim_that_ended_is_told_from_the_next_16383(void **state) {
  redial_claim first;
  redial_claim next;
  uint32_t i;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 0, &first), REDIAL_OK);
  assert_int_equal(redial_shared_release(&f.a, &first), REDIAL_OK);
  for (i = 0; i < 16383; i++) {
    assert_int_equal(redial_shared_claim(&f.b, 0, &next), REDIAL_OK);
    assert_false(redial_shared_holds(&f.a, &first));
    assert_int_equal(redial_shared_release(&f.a, &first), REDIAL_ERR_NO_LEASE);
    assert_int_equal(redial_shared_release(&f.b, &next), REDIAL_OK);
  }
  end(&f);
}

/* The count is the same again, but not the time. */
static void
a_claim_of_another_second_is_told_from_any_that_ended(void **state) {
  redial_claim first;
  redial_claim next;
  uint32_t i;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 0, &first), REDIAL_OK);
  assert_int_equal(redial_shared_release(&f.a, &first), REDIAL_OK);
  for (i = 0; i < 3u * 16384; i++) {
    assert_int_equal(redial_shared_claim(&f.b, 2048, &next), REDIAL_OK);
    assert_false(redial_shared_holds(&f.a, &first));
    assert_int_equal(redial_shared_release(&f.b, &next), REDIAL_OK);
  }
  end(&f);
}

static void a_claim_of_a_dead_worker_comes_back_with_time(void **state) {
  redial_claim lost;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 5000, &lost), REDIAL_OK);
  assert_int_equal(redial_shared_sweep(&f.b, 5000 + HOLD_S * 1000u, 1), 0);
  assert_int_equal(claim(&f.b, 5000 + HOLD_S * 1000u), REDIAL_NO_SLOT);
  /* A claim that finds nothing looks for what is over. */
  assert_int_equal(claim(&f.b, 5000 + AFTER_HOLD), 0);
  assert_int_equal(redial_shared_release(&f.a, &lost), REDIAL_ERR_NO_LEASE);
  end(&f);
}

static void a_renewed_claim_lasts_from_then_on(void **state) {
  redial_claim claim;
  redial_claim old;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 0, &claim), REDIAL_OK);
  old = claim;
  assert_int_equal(redial_shared_renew(&f.a, &claim, HOLD_S * 1000u),
                   REDIAL_OK);
  assert_int_equal(redial_shared_release(&f.a, &old), REDIAL_ERR_NO_LEASE);
  assert_int_equal(redial_shared_sweep(&f.b, AFTER_HOLD, 1), 0);
  assert_true(redial_shared_holds(&f.a, &claim));
  assert_int_equal(redial_shared_sweep(&f.b, HOLD_S * 1000u + AFTER_HOLD, 1),
                   1);
  assert_false(redial_shared_holds(&f.a, &claim));
  end(&f);
}

static void a_cooling_slot_is_nobodys_until_it_is_over(void **state) {
  redial_claim failed;
  fixture f;

  (void)state;
  begin(&f, 2);
  assert_int_equal(redial_shared_claim(&f.a, 0, &failed), REDIAL_OK);
  assert_int_equal(redial_shared_cool(&f.a, &failed, 300, 0), REDIAL_OK);
  assert_false(redial_shared_holds(&f.a, &failed));
  assert_int_equal(redial_shared_release(&f.a, &failed), REDIAL_ERR_NO_LEASE);
  assert_int_equal(claim(&f.a, 0), 1);
  assert_int_equal(redial_shared_sweep(&f.a, AFTER_HOLD, 2), 1);
  assert_int_equal(redial_shared_sweep(&f.a, 299000, 2), 0);
  assert_int_equal(redial_shared_sweep(&f.a, 302000, 2), 1);
  end(&f);
}

static void a_wait_of_any_length_ends(void **state) {
  redial_claim failed;
  fixture f;

  (void)state;
  begin(&f, 1);
  assert_int_equal(redial_shared_claim(&f.a, 0, &failed), REDIAL_OK);
  assert_int_equal(redial_shared_cool(&f.a, &failed, UINT32_MAX, 0), REDIAL_OK);
  assert_int_equal(redial_shared_sweep(&f.a, 29999000u, 1), 0);
  assert_int_equal(redial_shared_sweep(&f.a, 30003000u, 1), 1);
  end(&f);
}

static void time_goes_round_without_harm(void **state) {
  const uint64_t round = (uint64_t)1024 << 16;
  const uint64_t times[] = {round - 1000, round, round * 3 - 1,
                            ((uint64_t)1 << 32) - 1, UINT64_MAX - 200000};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
    redial_claim claim;
    fixture f;

    begin(&f, 1);
    assert_int_equal(redial_shared_claim(&f.a, times[i], &claim), REDIAL_OK);
    assert_int_equal(redial_shared_sweep(&f.a, times[i] + HOLD_S * 1000u, 1),
                     0);
    assert_int_equal(redial_shared_sweep(&f.a, times[i] + AFTER_HOLD, 1), 1);
    end(&f);
  }
}

static void a_shut_slot_is_not_claimed(void **state) {
  redial_claim claim;
  fixture f;

  (void)state;
  begin(&f, 2);
  assert_int_equal(redial_shared_open(&f.a, 0), REDIAL_ERR_STATE);
  assert_int_equal(redial_shared_shut(&f.a, 0), REDIAL_OK);
  assert_int_equal(redial_shared_shut(&f.b, 0), REDIAL_ERR_STATE);
  assert_int_equal(redial_shared_claim(&f.b, 0, &claim), REDIAL_OK);
  assert_int_equal(claim.slot, 1);
  assert_int_equal(redial_shared_shut(&f.b, 1), REDIAL_ERR_STATE);
  assert_int_equal(redial_shared_claim(&f.b, 0, &claim), REDIAL_ERR_NO_TARGET);
  assert_int_equal(claim.slot, 1);
  assert_int_equal(redial_shared_open(&f.b, 0), REDIAL_OK);
  assert_int_equal(redial_shared_claim(&f.b, 0, &claim), REDIAL_OK);
  assert_int_equal(claim.slot, 0);
  end(&f);
}

static void a_number_that_is_no_slot_changes_nothing(void **state) {
  const redial_claim strange[] = {{0, 0},          {0, 2},          {7, 2},
                                  {UINT32_MAX, 2}, {0, UINT32_MAX}, {0, 1}};
  redial_claim kept;
  uint8_t *before;
  fixture f;
  size_t i;

  (void)state;
  begin(&f, 3);
  assert_int_equal(redial_shared_claim(&f.a, 0, &kept), REDIAL_OK);
  before = (uint8_t *)malloc(f.size);
  assert_non_null(before);
  memcpy(before, f.memory, f.size);
  assert_int_equal(redial_shared_open(&f.a, 3), REDIAL_ERR_RANGE);
  assert_int_equal(redial_shared_shut(&f.a, UINT32_MAX), REDIAL_ERR_RANGE);
  for (i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
    redial_claim claim = strange[i];

    assert_int_equal(redial_shared_release(&f.a, &claim), REDIAL_ERR_NO_LEASE);
    assert_int_equal(redial_shared_renew(&f.a, &claim, 0), REDIAL_ERR_NO_LEASE);
    assert_int_equal(redial_shared_cool(&f.a, &claim, 1, 0),
                     REDIAL_ERR_NO_LEASE);
    assert_false(redial_shared_holds(&f.a, &claim));
  }
  assert_memory_equal(before, f.memory, f.size);
  free(before);
  end(&f);
}

static void numbers_out_of_range_make_no_board(void **state) {
  const redial_shared_config bad[] = {
    {0, 1, 1, 0}, {1000001, 1, 1, 0}, {1, 0, 1, 0},         {1, 257, 1, 0},
    {1, 1, 0, 0}, {1, 1, 30001, 0},   {UINT32_MAX, 1, 1, 0}};
  uint32_t memory[64] = {0};
  redial_shared board;
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
    assert_int_equal(redial_shared_bytes(&bad[i]), 0);
    assert_int_equal(
      redial_shared_init(&board, memory, sizeof(memory), &bad[i]),
      REDIAL_ERR_RANGE);
  }
}

static void memory_too_small_or_misaligned_is_refused(void **state) {
  redial_shared_config config = config_of(100, 2);
  size_t size = redial_shared_bytes(&config);
  char *memory = (char *)calloc(1, size + 4);
  redial_shared board;

  (void)state;
  assert_non_null(memory);
  assert_int_equal(redial_shared_init(&board, memory, size - 1, &config),
                   REDIAL_ERR_SPACE);
  assert_int_equal(redial_shared_init(&board, memory + 1, size, &config),
                   REDIAL_ERR_ALIGN);
  assert_int_equal(redial_shared_attach(&board, memory + 1, size, 0),
                   REDIAL_ERR_ALIGN);
  assert_int_equal(redial_shared_attach(&board, memory, 8, 0),
                   REDIAL_ERR_SPACE);
  assert_int_equal(redial_shared_attach(&board, memory, size, 0),
                   REDIAL_ERR_CORRUPT);
  assert_int_equal(redial_shared_init(&board, memory, size, &config),
                   REDIAL_OK);
  assert_int_equal(redial_shared_attach(&board, memory, size - 1, 0),
                   REDIAL_ERR_SPACE);
  assert_int_equal(redial_shared_attach(&board, memory, size, 2),
                   REDIAL_ERR_RANGE);
  free(memory);
}

/* The head alone leads anywhere; it is judged before it is followed. */
static void a_damaged_head_is_refused(void **state) {
  fixture f;
  uint8_t *bytes;
  size_t i;

  (void)state;
  begin(&f, 40);
  bytes = (uint8_t *)f.memory;
  for (i = 0; i < 64; i++) {
    redial_shared board;
    redial_status status;

    bytes[i] ^= 0x5a;
    status = redial_shared_attach(&board, f.memory, f.size, 0);
    assert_true(status == REDIAL_ERR_CORRUPT || status == REDIAL_ERR_VERSION);
    bytes[i] ^= 0x5a;
  }
  end(&f);
}

/* Behind the head every byte may be anything: claims stay among the slots. */
static void damaged_slots_lead_nowhere_else(void **state) {
  uint32_t seed = 1;
  fixture f;
  size_t i;
  int n;

  (void)state;
  begin(&f, 40);
  for (i = 128; i < f.size; i++) {
    seed = seed * 1664525u + 1013904223u;
    ((uint8_t *)f.memory)[i] = (uint8_t)(seed >> 24);
  }
  for (n = 0; n < 5000; n++) {
    redial_claim claim = {0, 0};

    if (redial_shared_claim(&f.a, (uint64_t)n * 4000, &claim) == REDIAL_OK) {
      assert_true(claim.slot < 40);
      (void)redial_shared_release(&f.a, &claim);
    }
    (void)redial_shared_sweep(&f.b, (uint64_t)n * 4000, 7);
  }
  end(&f);
}

/* The same with bits that speak of lines which are not there, and states that
   are none: in memory of just the size that the board needs. */
static void bits_beyond_the_end_lead_nowhere(void **state) {
  fixture f;
  size_t i;
  int n;

  (void)state;
  begin(&f, 40);
  for (i = 64 + 3 * 64; i < f.size; i++) {
    ((uint8_t *)f.memory)[i] = 0xff;
  }
  for (n = 0; n < 200; n++) {
    redial_shared_counts counts = redial_shared_count(&f.a);
    redial_claim claim = {0, 0};

    assert_int_equal(counts.shut + counts.free + counts.claimed, 40);
    (void)redial_shared_sweep(&f.a, (uint64_t)n * 4000000, 40);
    if (redial_shared_claim(&f.a, (uint64_t)n * 4000000, &claim) == REDIAL_OK) {
      assert_true(claim.slot < 40);
    }
  }
  end(&f);
}

static void the_counts_add_up(void **state) {
  redial_shared_counts counts;
  fixture f;

  (void)state;
  begin(&f, 10);
  assert_int_equal(redial_shared_shut(&f.a, 9), REDIAL_OK);
  assert_int_equal(claim(&f.a, 0), 0);
  assert_int_equal(claim(&f.a, 0), 1);
  counts = redial_shared_count(&f.b);
  assert_int_equal(counts.shut, 1);
  assert_int_equal(counts.free, 7);
  assert_int_equal(counts.claimed, 2);
  end(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_slot_is_claimed_once_and_then_none),
    cmocka_unit_test(a_worker_goes_round_robin),
    cmocka_unit_test(a_worker_goes_round_robin_in_its_share),
    cmocka_unit_test(a_worker_whose_share_is_taken_goes_through_the_others),
    cmocka_unit_test(the_one_free_slot_is_found_from_anywhere),
    cmocka_unit_test(a_claim_ends_once),
    cmocka_unit_test(a_claim_that_ended_is_told_from_the_next_16383),
    cmocka_unit_test(a_claim_of_another_second_is_told_from_any_that_ended),
    cmocka_unit_test(a_claim_of_a_dead_worker_comes_back_with_time),
    cmocka_unit_test(a_renewed_claim_lasts_from_then_on),
    cmocka_unit_test(a_cooling_slot_is_nobodys_until_it_is_over),
    cmocka_unit_test(a_wait_of_any_length_ends),
    cmocka_unit_test(time_goes_round_without_harm),
    cmocka_unit_test(a_shut_slot_is_not_claimed),
    cmocka_unit_test(a_number_that_is_no_slot_changes_nothing),
    cmocka_unit_test(numbers_out_of_range_make_no_board),
    cmocka_unit_test(memory_too_small_or_misaligned_is_refused),
    cmocka_unit_test(a_damaged_head_is_refused),
    cmocka_unit_test(damaged_slots_lead_nowhere_else),
    cmocka_unit_test(bits_beyond_the_end_lead_nowhere),
    cmocka_unit_test(the_counts_add_up),
  };

  return cmocka_run_group_tests_name("shared", tests, NULL, NULL);
}
