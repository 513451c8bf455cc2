#include "hunt_support.h"

/* The same questions once more, over a copy of the world as it was. */

#define PHONES 10u
#define GATEWAYS 3u
#define CALLS 5u
#define RECORDS 20000u

typedef struct world {
  test_pool whom;
  test_pool via;
  redial_budget budget;
  redial_policy policy;
  redial_scene scene;
  bool absent[PHONES];
} world;

typedef struct trace {
  world now;
  world then; /* as it was at the first record */
  redial_hunt hunts[CALLS];
  redial_step legs[CALLS];
  uint64_t numbers[CALLS];
  uint32_t *memory;
  redial_journal journal;
  redial_replay_call calls[CALLS];
  redial_replay replay;
  uint64_t clock;
  uint64_t seed;
  uint64_t begun;
} trace;

static uint32_t below(trace *t, uint32_t count) {
  return test_random(&t->seed) % count;
}

/* What the host does, the first time and when it replays. */
static void world_reload(world *w, uint64_t slot, uint64_t now) {
  redial_target present[PHONES];
  uint32_t count = 0;
  uint32_t i;

  w->absent[slot] = !w->absent[slot];
  for (i = 0; i < PHONES; i++) {
    if (!w->absent[i]) {
      present[count++] = w->whom.targets[i];
    }
  }
  assert_int_equal(redial_pool_apply(&w->whom.pool, present, count, now, NULL),
                   REDIAL_OK);
}

static void world_presence(world *w, uint64_t slot, uint64_t now) {
  redial_observe(&w->whom.pool, (uint32_t)slot, REDIAL_SIGHT_REGISTERED,
                 slot % 2, 60000, now);
}

static void world_host(world *w, uint32_t what, uint64_t slot, uint64_t now) {
  if (what == 1) {
    world_reload(w, slot, now);
  } else {
    world_presence(w, slot, now);
  }
}

static void world_scene(world *w, const redial_policy *policy) {
  w->policy = *policy;
  memset(&w->scene, 0, sizeof(w->scene));
  w->scene.whom.pool = &w->whom.pool;
  w->scene.whom.selector = &redial_lru;
  w->scene.via.pool = &w->via.pool;
  w->scene.via.selector = &redial_random;
  w->scene.budget = &w->budget;
  w->scene.policy = &w->policy;
  w->scene.width = 2;
  w->scene.stage_ms = 5000;
}

static const redial_selector *const by_lru[] = {&redial_lru};
static const redial_selector *const by_chance[] = {&redial_random};

static void world_open(world *w, const redial_policy *policy) {
  redial_pool_config config = redial_pool_defaults(PHONES);
  uint32_t i;

  memset(w, 0, sizeof(*w));
  config.leases = 200;
  test_pool_open(&w->whom, &config, by_lru, 1);
  test_pool_fill(&w->whom);
  config.capacity = GATEWAYS;
  test_pool_open(&w->via, &config, by_chance, 1);
  for (i = 0; i < GATEWAYS; i++) {
    w->via.targets[i] = redial_target_defaults(2000 + i);
    w->via.targets[i].kind = REDIAL_KIND_TRUNK;
    w->via.targets[i].capacity = 3;
  }
  redial_pool_apply(&w->via.pool, w->via.targets, GATEWAYS, 0, NULL);
  redial_budget_init(&w->budget, 100, 1, 10, 0);
  world_scene(w, policy);
}

static void world_close(world *w) {
  test_pool_close(&w->whom);
  test_pool_close(&w->via);
}

static void world_copy(const world *from, world *to) {
  world_open(to, &from->policy);
  memcpy(to->whom.memory, from->whom.memory, from->whom.size);
  memcpy(to->via.memory, from->via.memory, from->via.size);
  to->budget = from->budget;
  memcpy(to->absent, from->absent, sizeof(to->absent));
}

static void trace_begin(trace *t, uint32_t i) {
  t->begun++;
  t->numbers[i] = t->begun;
  t->now.scene.call = t->begun;
  t->now.scene.key = t->begun * 7;
  redial_journal_begin(&t->journal, &t->hunts[i], &t->now.scene, t->clock);
}

static void trace_tell(trace *t, uint32_t i) {
  static const int16_t codes[] = {100, 180, 183, 200, 486, 480, 408, 404,
                                  603, 503, 500, 401, 302, 482, 487, 413};
  redial_evidence seen = test_code(codes[below(t, 16)]);

  if (below(t, 4) == 0) {
    seen.retry_after.present = 1;
    seen.retry_after.seconds = below(t, 50);
  }
  redial_journal_event(&t->journal, &t->hunts[i], &t->now.scene,
                       t->legs[i].lease, &seen, t->clock);
}

static void trace_poll(trace *t, uint32_t i) {
  redial_step step = redial_journal_poll(
    &t->journal, &t->hunts[i], &t->now.scene, t->clock, test_random(&t->seed));

  if (step.kind == REDIAL_STEP_DIAL || step.kind == REDIAL_STEP_REPAIR) {
    t->legs[i] = step;
  } else if (step.kind == REDIAL_STEP_DONE || step.kind == REDIAL_STEP_STOP) {
    trace_begin(t, i);
  }
}

static void trace_host(trace *t) {
  uint32_t what = 1 + below(t, 2);
  uint64_t slot = below(t, PHONES);

  world_host(&t->now, what, slot, t->clock);
  redial_journal_host(&t->journal, what, slot, t->clock);
}

static void trace_call(trace *t, uint32_t i) {
  switch (below(t, 40)) {
  case 0:
    redial_journal_caller_gone(&t->journal, &t->hunts[i], &t->now.scene,
                               t->clock);
    break;
  case 1:
    redial_journal_withdraw(&t->journal, &t->hunts[i], &t->now.scene, t->clock);
    break;
  case 2:
    redial_journal_forwarded(&t->journal, &t->hunts[i], &t->now.scene,
                             995 + below(t, PHONES + 5), t->clock);
    break;
  case 3:
    trace_host(t);
    break;
  default:
    if (below(t, 3) == 0) {
      trace_tell(t, i);
    } else {
      trace_poll(t, i);
    }
    break;
  }
}

static void trace_act(trace *t) {
  uint32_t i = below(t, CALLS);

  t->clock += below(t, 3) == 0 ? below(t, 4000) : 0;
  if (below(t, 100) == 0) {
    t->clock -= below(t, 50); /* a clock that goes back is replayed as well */
  }
  t->now.scene.call = t->numbers[i];
  t->now.scene.key = t->numbers[i] * 7;
  t->now.scene.unix_s = 1700000000 + t->clock / 1000;
  trace_call(t, i);
}

static void trace_open(trace *t, const redial_policy *policy, uint64_t seed,
                       uint32_t records) {
  size_t size = REDIAL_JOURNAL_BYTES(records + 1); /* an end and a beginning */
  uint32_t i;

  memset(t, 0, sizeof(*t));
  t->seed = seed;
  t->clock = 1000;
  world_open(&t->now, policy);
  world_copy(&t->now, &t->then);
  t->memory = (uint32_t *)malloc(size);
  assert_non_null(t->memory);
  assert_int_equal(redial_journal_init(&t->journal, t->memory, size),
                   REDIAL_OK);
  for (i = 0; i < CALLS; i++) {
    trace_begin(t, i);
  }
  while (redial_journal_last(&t->journal) < records) {
    trace_act(t);
  }
  redial_replay_init(&t->replay, t->calls, CALLS);
}

static void trace_close(trace *t) {
  world_close(&t->now);
  world_close(&t->then);
  free(t->memory);
}

static redial_status trace_again(trace *t, const redial_journal_record *record,
                                 redial_replay_difference *difference) {
  if (record->kind == REDIAL_JOURNAL_HOST) {
    world_host(&t->then, record->random, record->value, record->now_ms);
    return redial_replay_record(&t->replay, NULL, record, difference);
  }
  return redial_replay_record(&t->replay, &t->then.scene, record, difference);
}

static redial_journal_record trace_read(const trace *t, uint64_t sequence) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  redial_journal_record record;
  redial_journal_record packed;

  assert_int_equal(redial_journal_read(&t->journal, sequence, &record),
                   REDIAL_OK);
  redial_journal_pack(&record, bytes);
  assert_int_equal(redial_journal_unpack(bytes, &packed), REDIAL_OK);
  return packed;
}

static uint64_t trace_until_different(trace *t,
                                      redial_replay_difference *difference) {
  uint64_t i;

  for (i = 1; i <= redial_journal_last(&t->journal); i++) {
    redial_journal_record record = trace_read(t, i);

    if (trace_again(t, &record, difference) != REDIAL_OK) {
      return i;
    }
  }
  return 0;
}

static void a_replay_of_any_calls_gives_the_same_byte_for_byte(void **state) {
  static const redial_policy *const profiles[] = {
    &redial_profile_rfc3261,     &redial_profile_hunt_group,
    &redial_profile_devices,     &redial_profile_carrier_failover,
    &redial_profile_twilio_dial, &redial_profile_redialer};
  uint32_t i;

  (void)state;
  for (i = 0; i < 6; i++) {
    redial_replay_difference difference;
    trace t;

    trace_open(&t, profiles[i], 11 + i, RECORDS);
    assert_int_equal(trace_until_different(&t, &difference), 0);
    assert_true(t.replay.same >= RECORDS);
    /* And the pools have become the same, byte for byte. */
    assert_memory_equal(t.now.whom.memory, t.then.whom.memory, t.now.whom.size);
    assert_memory_equal(t.now.via.memory, t.then.via.memory, t.now.via.size);
    assert_memory_equal(&t.now.budget, &t.then.budget, sizeof(t.now.budget));
    trace_close(&t);
  }
}

static void another_policy_is_found_at_its_first_step(void **state) {
  redial_replay_difference difference;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 500);
  t.then.policy.ring_ms++;
  assert_true(trace_until_different(&t, &difference) > 0);
  assert_string_equal(redial_journal_field_name(difference.field),
                      "step.ring_ms");
  assert_int_equal(difference.is, difference.was + 1);
  trace_close(&t);
}

static void a_phone_less_is_found_where_it_was_picked(void **state) {
  redial_replay_difference difference;
  redial_journal_record record;
  uint64_t at;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 500);
  redial_pool_enable(&t.then.whom.pool, 0, false, 1000);
  at = trace_until_different(&t, &difference);
  assert_true(at > 0);
  assert_int_equal(difference.sequence, at);
  record = trace_read(&t, at);
  assert_int_equal(record.answer.step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(record.answer.step.whom, 0);
  assert_string_equal(redial_journal_field_name(difference.field), "step.whom");
  assert_int_equal(difference.was, 0);
  assert_int_not_equal(difference.is, 0);
  trace_close(&t);
}

/* Every number of every answer: nothing may change unseen. */
static void any_changed_number_of_an_answer_is_named(void **state) {
  redial_replay_difference difference;
  uint32_t named = 0;
  uint32_t field;

  (void)state;
  for (field = 34; redial_journal_field_name(field)[0] != '?'; field++) {
    const char *name = redial_journal_field_name(field);
    uint64_t at = 0;
    int64_t value;
    trace t;

    trace_open(&t, &redial_profile_hunt_group, 3, 60);
    for (at = 1; at <= 60; at++) {
      redial_journal_record record = trace_read(&t, at);

      if (redial_journal_field(&record, field, &value) == REDIAL_OK) {
        uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
        uint32_t byte;
        uint32_t changed = 0;

        /* Find the byte of this field by what changes when it does. */
        redial_journal_pack(&record, bytes);
        for (byte = 0; changed == 0 && byte < sizeof(bytes); byte++) {
          int64_t now;
          redial_journal_record other;

          bytes[byte] ^= 1;
          if (redial_journal_unpack(bytes, &other) == REDIAL_OK &&
              redial_journal_field(&other, field, &now) == REDIAL_OK &&
              now != value) {
            record = other;
            changed = 1;
          }
          bytes[byte] ^= 1;
        }
        assert_int_equal(changed, 1);
        assert_int_equal(trace_again(&t, &record, &difference),
                         REDIAL_ERR_NO_MATCH);
        assert_string_equal(redial_journal_field_name(difference.field), name);
        assert_int_equal(difference.sequence, at);
        assert_true(difference.is == value);
        named++;
        break;
      }
      assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
    }
    trace_close(&t);
  }
  assert_int_equal(named, field - 34);
}

static void a_missing_record_is_told(void **state) {
  redial_journal_record record;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 60);
  record = trace_read(&t, 1);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
  record = trace_read(&t, 3);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_RANGE);
  record = trace_read(&t, 1);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_RANGE);
  record = trace_read(&t, 2);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
  trace_close(&t);
}

static void a_call_whose_beginning_is_lost_is_told(void **state) {
  redial_journal_record record;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 60);
  record = trace_read(&t, CALLS + 1);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_STATE);
  record.kind = REDIAL_JOURNAL_NONE;
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_CORRUPT);
  record.kind = REDIAL_JOURNAL_HOST + 1;
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_CORRUPT);
  trace_close(&t);
}

static void more_calls_at_once_than_there_is_room_for_is_told(void **state) {
  redial_journal_record record;
  uint64_t i;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 60);
  redial_replay_init(&t.replay, t.calls, CALLS - 1);
  for (i = 1; i < CALLS; i++) {
    record = trace_read(&t, i);
    assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
  }
  record = trace_read(&t, i);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_ERR_FULL);
  trace_close(&t);
}

/* A hunt that is cleared to zero begins at its first poll; so does its
   replay. And one that was under way is taken up where it is. */
static void a_replay_begins_anywhere(void **state) {
  redial_journal_record record;
  trace t;

  (void)state;
  trace_open(&t, &redial_profile_hunt_group, 3, 0 + CALLS);
  memset(&t.hunts[0], 0, sizeof(t.hunts[0]));
  t.now.scene.call = 500;
  redial_journal_poll(&t.journal, &t.hunts[0], &t.now.scene, t.clock, 5);
  record = trace_read(&t, CALLS + 1);
  assert_int_equal(record.first, 1);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
  trace_close(&t);

  trace_open(&t, &redial_profile_hunt_group, 3, 500);
  world_close(&t.then);
  world_copy(&t.now, &t.then);
  t.calls[2].hunt = t.hunts[0];
  t.calls[2].call = t.numbers[0];
  t.calls[2].used = 1;
  t.now.scene.call = t.numbers[0];
  redial_journal_poll(&t.journal, &t.hunts[0], &t.now.scene, t.clock, 5);
  record = trace_read(&t, 501);
  assert_int_equal(trace_again(&t, &record, NULL), REDIAL_OK);
  trace_close(&t);
}

/* Whoever wrote the records: any numbers are safe. */
static void records_of_any_numbers_harm_nobody(void **state) {
  uint64_t seed = 1;
  uint32_t round;
  uint32_t i;

  (void)state;
  for (round = 0; round < 20; round++) {
    trace t;

    trace_open(&t, &redial_profile_hunt_group, round, 300);
    for (i = 1; i <= 300; i++) {
      uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
      redial_journal_record record = trace_read(&t, i);
      uint32_t flips = test_random(&seed) % 4;

      redial_journal_pack(&record, bytes);
      for (; flips > 0; flips--) {
        bytes[test_random(&seed) % sizeof(bytes)] ^=
          (uint8_t)(1u << test_random(&seed) % 8);
      }
      if (redial_journal_unpack(bytes, &record) == REDIAL_OK &&
          record.kind != REDIAL_JOURNAL_HOST) {
        record.sequence = t.replay.next;
        trace_again(&t, &record, NULL);
      }
    }
    assert_int_equal(redial_pool_check(&t.then.whom.pool), REDIAL_OK);
    assert_int_equal(redial_pool_check(&t.then.via.pool), REDIAL_OK);
    trace_close(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_replay_of_any_calls_gives_the_same_byte_for_byte),
    cmocka_unit_test(another_policy_is_found_at_its_first_step),
    cmocka_unit_test(a_phone_less_is_found_where_it_was_picked),
    cmocka_unit_test(any_changed_number_of_an_answer_is_named),
    cmocka_unit_test(a_missing_record_is_told),
    cmocka_unit_test(a_call_whose_beginning_is_lost_is_told),
    cmocka_unit_test(more_calls_at_once_than_there_is_room_for_is_told),
    cmocka_unit_test(a_replay_begins_anywhere),
    cmocka_unit_test(records_of_any_numbers_harm_nobody),
  };

  return cmocka_run_group_tests_name("replay", tests, NULL, NULL);
}
