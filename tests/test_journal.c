#include "hunt_support.h"

/* The ring by itself: order, what a reader is told, bytes, names. What is
   replayed stands in test_replay.c. */

#define SLOT_WORDS 52u /* two stamps and a record */
#define HEAD_WORDS 8u

static REDIAL_JOURNAL_STORAGE(memory, 4);

static redial_journal journal_of(size_t size) {
  redial_journal journal;

  assert_int_equal(redial_journal_init(&journal, memory, size), REDIAL_OK);
  return journal;
}

static redial_journal_record numbered(uint64_t value) {
  redial_journal_record record;

  memset(&record, 0, sizeof(record));
  record.kind = REDIAL_JOURNAL_HOST;
  record.value = value;
  return record;
}

static void add(redial_journal *journal, uint64_t value) {
  redial_journal_record record = numbered(value);

  redial_journal_add(journal, &record);
}

static void a_journal_takes_as_many_records_as_fit(void **state) {
  redial_journal journal;

  (void)state;
  assert_int_equal(journal_of(sizeof(memory)).records, 4);
  assert_int_equal(journal_of(sizeof(memory) - 1).records, 3);
  assert_int_equal(journal_of(REDIAL_JOURNAL_BYTES(1)).records, 1);
  assert_int_equal(
    redial_journal_init(&journal, memory, REDIAL_JOURNAL_BYTES(1) - 1),
    REDIAL_ERR_SPACE);
  assert_int_equal(redial_journal_init(&journal, memory, 0), REDIAL_ERR_SPACE);
  assert_int_equal(redial_journal_init(&journal, (uint8_t *)memory + 2,
                                       REDIAL_JOURNAL_BYTES(2)),
                   REDIAL_ERR_ALIGN);
}

static void an_empty_journal_has_nothing_to_read(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal_record record = numbered(7);

  (void)state;
  assert_int_equal(redial_journal_last(&journal), 0);
  assert_int_equal(redial_journal_first(&journal), 1);
  assert_int_equal(redial_journal_read(&journal, 0, &record),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_journal_read(&journal, 1, &record),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(record.value, 7);
}

static void records_have_a_total_order_and_the_oldest_gives_way(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal_record record;
  uint64_t i;
  uint64_t at;

  (void)state;
  for (i = 1; i <= 1000; i++) {
    record = numbered(i * i);
    record.sequence = 12345; /* not looked at */
    assert_int_equal(redial_journal_add(&journal, &record), i);
    assert_int_equal(redial_journal_last(&journal), i);
    assert_int_equal(redial_journal_first(&journal), i > 4 ? i - 3 : 1);
    for (at = 1; at <= i + 1; at++) {
      redial_status status = redial_journal_read(&journal, at, &record);

      if (at > i) {
        assert_int_equal(status, REDIAL_ERR_NO_MATCH);
      } else if (at + 4 <= i) {
        assert_int_equal(status, REDIAL_ERR_STATE);
      } else {
        assert_int_equal(status, REDIAL_OK);
        assert_int_equal(record.sequence, at);
        assert_int_equal(record.value, at * at);
      }
    }
  }
}

static void the_order_goes_on_beyond_32_bits(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal_record record;
  uint64_t i;

  (void)state;
  memory[5] = 0xfffffffdu; /* as if so many had been written */
  for (i = 0xfffffffeu; i < UINT64_C(0x100000003); i++) {
    add(&journal, i);
    assert_true(redial_journal_last(&journal) == i);
    assert_int_equal(redial_journal_read(&journal, i, &record), REDIAL_OK);
    assert_true(record.sequence == i && record.value == i);
  }
  /* A writer that is just crossing: the one before is the newest. */
  memory[4] = 2;
  memory[5] = 0;
  assert_true(redial_journal_last(&journal) == UINT64_C(0x1ffffffff));
}

static void a_half_written_record_is_told_as_overwritten(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal_record record = numbered(7);
  uint32_t *slot = memory + HEAD_WORDS + SLOT_WORDS; /* of record 1 */

  (void)state;
  add(&journal, 1);
  slot[0] = 5; /* the writer has begun with record 5 */
  assert_int_equal(redial_journal_read(&journal, 1, &record), REDIAL_ERR_STATE);
  slot[0] = 1;
  slot[SLOT_WORDS - 1] = 5;
  assert_int_equal(redial_journal_read(&journal, 1, &record), REDIAL_ERR_STATE);
  assert_int_equal(record.value, 7);
  slot[SLOT_WORDS - 1] = 1;
  assert_int_equal(redial_journal_read(&journal, 1, &record), REDIAL_OK);
}

static void a_journal_is_taken_up_after_a_restart(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal after;
  redial_journal_record record;

  (void)state;
  add(&journal, 11);
  add(&journal, 22);
  memset(&after, 0, sizeof(after));
  assert_int_equal(redial_journal_attach(&after, memory, sizeof(memory)),
                   REDIAL_OK);
  assert_int_equal(after.records, 4);
  assert_int_equal(redial_journal_read(&after, 2, &record), REDIAL_OK);
  assert_int_equal(record.value, 22);
  add(&after, 33);
  assert_int_equal(redial_journal_last(&after), 3);
}

static redial_status attach(size_t size) {
  redial_journal journal;

  return redial_journal_attach(&journal, memory, size);
}

static void what_is_no_journal_is_not_taken_up(void **state) {
  (void)state;
  journal_of(sizeof(memory));
  assert_int_equal(attach(sizeof(memory)), REDIAL_OK);
  assert_int_equal(attach(sizeof(memory) - 1), REDIAL_ERR_SPACE);
  assert_int_equal(attach(3), REDIAL_ERR_SPACE);
  memory[2] = 0;
  assert_int_equal(attach(sizeof(memory)), REDIAL_ERR_CORRUPT);
  memory[2] = 5;
  assert_int_equal(attach(sizeof(memory)), REDIAL_ERR_SPACE);
  memory[2] = 4;
  memory[1]++;
  assert_int_equal(attach(sizeof(memory)), REDIAL_ERR_VERSION);
  memory[1]--;
  memory[3]++;
  assert_int_equal(attach(sizeof(memory)), REDIAL_ERR_VERSION);
  memory[3]--;
  memory[0]++;
  assert_int_equal(attach(sizeof(memory)), REDIAL_ERR_CORRUPT);
}

static void any_bytes_behind_the_head_are_safe(void **state) {
  redial_journal journal = journal_of(sizeof(memory));
  redial_journal_record record;
  uint64_t seed = 3;
  uint32_t i;
  uint32_t at;

  (void)state;
  for (i = 0; i < 1000; i++) {
    for (at = 4; at < sizeof(memory) / 4; at++) {
      memory[at] = test_random(&seed);
    }
    for (at = 0; at < 8; at++) {
      redial_journal_read(&journal, redial_journal_last(&journal) - at,
                          &record);
    }
    add(&journal, i);
  }
}

/* ---- The hunt, recorded ---- */

static void what_is_recorded_is_what_was_asked_and_said(void **state) {
  static REDIAL_JOURNAL_STORAGE(room, 32);
  redial_journal journal;
  redial_journal_record record;
  redial_evidence seen = test_code(486);
  redial_hunt_report report;
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  t.scene.key = 99;
  t.scene.unix_s = 1700000000;
  assert_int_equal(redial_journal_init(&journal, room, sizeof(room)),
                   REDIAL_OK);
  redial_journal_begin(&journal, &t.hunt, &t.scene, 1000);
  step = redial_journal_poll(&journal, &t.hunt, &t.scene, 1000, 42);
  report =
    redial_journal_event(&journal, &t.hunt, &t.scene, step.lease, &seen, 3000);

  assert_int_equal(redial_journal_read(&journal, 1, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_BEGUN);
  assert_int_equal(record.first, 1);
  assert_int_equal(record.call, 77);
  assert_int_equal(redial_journal_read(&journal, 2, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_POLL);
  assert_int_equal(record.first, 0);
  assert_int_equal(record.random, 42);
  assert_int_equal(record.now_ms, 1000);
  assert_int_equal(record.value, 99);
  assert_int_equal(record.unix_s, 1700000000);
  assert_int_equal(record.answer.step.kind, REDIAL_STEP_DIAL);
  assert_memory_equal(&record.answer.step, &step, sizeof(step));
  assert_int_equal(redial_journal_read(&journal, 3, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_EVENT);
  assert_int_equal(record.now_ms, 3000);
  assert_memory_equal(&record.lease, &step.lease, sizeof(step.lease));
  assert_int_equal(record.evidence.code, 486);
  assert_int_equal(record.answer.report.verdict.outcome, REDIAL_OUTCOME_BUSY);
  assert_int_equal(record.answer.report.decision.next, REDIAL_NEXT_ENDPOINT);
  assert_memory_equal(&record.answer.report, &report, sizeof(report));

  assert_int_equal(
    redial_journal_forwarded(&journal, &t.hunt, &t.scene, 5, 3000),
    REDIAL_ERR_NO_MATCH);
  assert_int_equal(
    redial_journal_caller_gone(&journal, &t.hunt, &t.scene, 3000), REDIAL_OK);
  assert_int_equal(redial_journal_withdraw(&journal, &t.hunt, &t.scene, 3000),
                   REDIAL_OK);
  redial_journal_host(&journal, 6, 7, 8);
  assert_int_equal(redial_journal_read(&journal, 4, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_FORWARDED);
  assert_int_equal(record.value, 5);
  assert_int_equal(record.answer.report.status, REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_journal_read(&journal, 5, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_CALLER_GONE);
  assert_int_equal(redial_journal_read(&journal, 6, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_WITHDRAWN);
  assert_int_equal(redial_journal_read(&journal, 7, &record), REDIAL_OK);
  assert_int_equal(record.kind, REDIAL_JOURNAL_HOST);
  assert_int_equal(record.random, 6);
  assert_int_equal(record.value, 7);
  assert_int_equal(record.now_ms, 8);
  assert_int_equal(redial_journal_last(&journal), 7);
  test_call_close(&t);
}

static void without_a_journal_the_hunt_is_the_same(void **state) {
  redial_evidence seen = test_code(486);
  redial_journal_record record = numbered(1);
  redial_step step;
  test_call t;

  (void)state;
  test_call_open(&t, &redial_profile_hunt_group, 2);
  redial_journal_begin(NULL, &t.hunt, &t.scene, 1000);
  step = redial_journal_poll(NULL, &t.hunt, &t.scene, 1000, 42);
  assert_int_equal(step.kind, REDIAL_STEP_DIAL);
  assert_int_equal(
    redial_journal_event(NULL, &t.hunt, &t.scene, step.lease, &seen, 3000)
      .decision.next,
    REDIAL_NEXT_ENDPOINT);
  redial_journal_host(NULL, 1, 2, 3);
  assert_int_equal(redial_journal_add(NULL, &record), 0);
  assert_int_equal(redial_journal_withdraw(NULL, &t.hunt, &t.scene, 3000),
                   REDIAL_OK);
  test_call_close(&t);
}

/* ---- Bytes ---- */

static redial_journal_record random_record(uint64_t *seed, uint32_t kind) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  redial_journal_record record;
  uint32_t i;

  memset(&record, 0, sizeof(record));
  for (i = 0; i < sizeof(bytes); i++) {
    bytes[i] = (uint8_t)test_random(seed);
  }
  bytes[0] = 1;
  bytes[9] = (uint8_t)kind;
  /* Longer than any record: zeros from where one ends. */
  for (i = sizeof(bytes);
       redial_journal_unpack(bytes, &record) != REDIAL_OK && i > 0; i--) {
    bytes[i - 1] = 0;
  }
  return record;
}

static void every_record_comes_back_from_its_bytes(void **state) {
  uint64_t seed = 5;
  uint32_t kind;
  uint32_t i;

  (void)state;
  for (kind = REDIAL_JOURNAL_BEGUN; kind <= REDIAL_JOURNAL_HOST; kind++) {
    for (i = 0; i < 200; i++) {
      uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
      redial_journal_record record = random_record(&seed, kind);
      redial_journal_record back;
      uint32_t field = 0;
      int64_t was = 0;
      int64_t is = 1;
      redial_status status = REDIAL_OK;

      assert_int_equal(record.kind, kind);
      redial_journal_pack(&record, bytes);
      memset(&back, 0xff, sizeof(back));
      assert_int_equal(redial_journal_unpack(bytes, &back), REDIAL_OK);
      for (; status != REDIAL_ERR_RANGE; field++) {
        status = redial_journal_field(&record, field, &was);
        assert_int_equal(redial_journal_field(&back, field, &is), status);
        assert_true(status != REDIAL_OK || was == is);
      }
    }
  }
}

static void the_bytes_are_the_same_on_every_machine(void **state) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  redial_journal_record record = numbered(UINT64_C(0x1122334455667788));
  uint32_t i;

  (void)state;
  record.sequence = UINT64_C(0x0102030405060708);
  record.random = 0xa1b2c3d4u;
  redial_journal_pack(&record, bytes);
  assert_int_equal(bytes[0], 1);
  for (i = 0; i < 8; i++) {
    assert_int_equal(bytes[1 + i], 8 - i);
    assert_int_equal(bytes[51 + i], 0x88 - 0x11 * i);
  }
  assert_int_equal(bytes[9], REDIAL_JOURNAL_HOST);
  assert_int_equal(bytes[59], 0xd4);
  assert_int_equal(bytes[62], 0xa1);
  for (i = 63; i < sizeof(bytes); i++) {
    assert_int_equal(bytes[i], 0);
  }
}

static void bytes_that_are_no_record_are_refused(void **state) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  redial_journal_record record = numbered(4);
  redial_journal_record untouched = numbered(9);

  (void)state;
  redial_journal_pack(&record, bytes);
  bytes[0] = 2;
  assert_int_equal(redial_journal_unpack(bytes, &untouched),
                   REDIAL_ERR_VERSION);
  bytes[0] = 1;
  bytes[9] = 0;
  assert_int_equal(redial_journal_unpack(bytes, &untouched),
                   REDIAL_ERR_CORRUPT);
  bytes[9] = REDIAL_JOURNAL_HOST + 1;
  assert_int_equal(redial_journal_unpack(bytes, &untouched),
                   REDIAL_ERR_CORRUPT);
  bytes[9] = 255;
  assert_int_equal(redial_journal_unpack(bytes, &untouched),
                   REDIAL_ERR_CORRUPT);
  bytes[9] = REDIAL_JOURNAL_HOST;
  bytes[REDIAL_JOURNAL_RECORD_BYTES - 1] = 1;
  assert_int_equal(redial_journal_unpack(bytes, &untouched),
                   REDIAL_ERR_CORRUPT);
  assert_int_equal(untouched.value, 9);
}

/* ---- Fields ---- */

static uint32_t fields_of(uint32_t kind) {
  redial_journal_record record = numbered(0);
  redial_status status = REDIAL_OK;
  uint32_t count = 0;
  uint32_t field;
  int64_t value;

  record.kind = (uint8_t)kind;
  for (field = 0; status != REDIAL_ERR_RANGE; field++) {
    status = redial_journal_field(&record, field, &value);
    count += status == REDIAL_OK;
  }
  return count;
}

static void every_kind_has_its_fields(void **state) {
  (void)state;
  assert_int_equal(fields_of(REDIAL_JOURNAL_NONE), 0);
  assert_int_equal(fields_of(REDIAL_JOURNAL_BEGUN), 10);
  assert_int_equal(fields_of(REDIAL_JOURNAL_POLL), 34);
  assert_int_equal(fields_of(REDIAL_JOURNAL_EVENT), 69);
  assert_int_equal(fields_of(REDIAL_JOURNAL_WITHDRAWN), 11);
  assert_int_equal(fields_of(REDIAL_JOURNAL_HOST), 10);
  assert_int_equal(fields_of(REDIAL_JOURNAL_HOST + 1), 0);
}

static redial_span span_of(const char *text) {
  redial_span span;

  span.ptr = text;
  span.len = strlen(text);
  return span;
}

static void every_field_has_a_name_both_ways(void **state) {
  redial_journal_record record = numbered(0);
  int64_t value;
  uint32_t field;
  uint32_t back;

  (void)state;
  for (field = 0;
       redial_journal_field(&record, field, &value) != REDIAL_ERR_RANGE;
       field++) {
    const char *name = redial_journal_field_name(field);

    assert_string_not_equal(name, "?");
    assert_int_equal(redial_journal_field_by_name(span_of(name), &back),
                     REDIAL_OK);
    assert_int_equal(back, field);
  }
  assert_string_equal(redial_journal_field_name(field), "?");
  assert_string_equal(redial_journal_field_name(UINT32_MAX), "?");
  assert_int_equal(redial_journal_field_by_name(span_of("step."), &back),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(redial_journal_field_by_name(span_of(""), &back),
                   REDIAL_ERR_NO_MATCH);
}

static void a_status_keeps_its_sign(void **state) {
  redial_journal_record record = numbered(0);
  uint32_t field;
  int64_t value = 0;

  (void)state;
  record.kind = REDIAL_JOURNAL_WITHDRAWN;
  record.answer.report.status = REDIAL_ERR_STATE;
  assert_int_equal(redial_journal_field_by_name(span_of("status"), &field),
                   REDIAL_OK);
  assert_int_equal(redial_journal_field(&record, field, &value), REDIAL_OK);
  assert_int_equal(value, REDIAL_ERR_STATE);
  record.now_ms = UINT64_MAX;
  assert_int_equal(redial_journal_field_by_name(span_of("now_ms"), &field),
                   REDIAL_OK);
  assert_int_equal(redial_journal_field(&record, field, &value), REDIAL_OK);
  assert_true(value == -1);
}

static void every_kind_has_a_name_both_ways(void **state) {
  uint32_t kind;
  redial_journal_kind back;

  (void)state;
  for (kind = 0; kind <= REDIAL_JOURNAL_HOST; kind++) {
    assert_int_equal(redial_journal_kind_by_name(
                       span_of(redial_journal_kind_name(kind)), &back),
                     REDIAL_OK);
    assert_int_equal(back, kind);
  }
  assert_string_equal(redial_journal_kind_name(kind), "?");
  assert_int_equal(redial_journal_kind_by_name(span_of("hos"), &back),
                   REDIAL_ERR_NO_MATCH);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_journal_takes_as_many_records_as_fit),
    cmocka_unit_test(an_empty_journal_has_nothing_to_read),
    cmocka_unit_test(records_have_a_total_order_and_the_oldest_gives_way),
    cmocka_unit_test(the_order_goes_on_beyond_32_bits),
    cmocka_unit_test(a_half_written_record_is_told_as_overwritten),
    cmocka_unit_test(a_journal_is_taken_up_after_a_restart),
    cmocka_unit_test(what_is_no_journal_is_not_taken_up),
    cmocka_unit_test(any_bytes_behind_the_head_are_safe),
    cmocka_unit_test(what_is_recorded_is_what_was_asked_and_said),
    cmocka_unit_test(without_a_journal_the_hunt_is_the_same),
    cmocka_unit_test(every_record_comes_back_from_its_bytes),
    cmocka_unit_test(the_bytes_are_the_same_on_every_machine),
    cmocka_unit_test(bytes_that_are_no_record_are_refused),
    cmocka_unit_test(every_kind_has_its_fields),
    cmocka_unit_test(every_field_has_a_name_both_ways),
    cmocka_unit_test(a_status_keeps_its_sign),
    cmocka_unit_test(every_kind_has_a_name_both_ways),
  };

  return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
