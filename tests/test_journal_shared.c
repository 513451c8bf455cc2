#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include "support.h"

#include <string.h>

/* One process writes, another reads without a lock; and a writer is killed in
   the middle of it, again and again. */

#ifndef _WIN32

#define RECORDS 16u
#define WRITTEN 300000u

static void *shared(size_t size) {
  void *memory =
    mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  assert_true(memory != MAP_FAILED);
  return memory;
}

/* A record in which every number follows from one. */
static redial_journal_record made_of(uint64_t value) {
  redial_journal_record record;

  memset(&record, 0, sizeof(record));
  record.kind = REDIAL_JOURNAL_EVENT;
  record.value = value;
  record.now_ms = ~value;
  record.call = value * 3;
  record.unix_s = value * 5;
  record.random = (uint32_t)value;
  record.evidence.code = (int32_t)(value & 0x7fffffff);
  record.answer.report.rule = (uint32_t)(value * 7);
  return record;
}

static bool is_whole(const redial_journal_record *record) {
  redial_journal_record whole = made_of(record->value);

  whole.sequence = record->sequence;
  return record->value == record->sequence &&
         memcmp(&whole, record, sizeof(whole)) == 0;
}

static void write_all(void *memory, size_t size, uint64_t until) {
  redial_journal journal;
  uint64_t last;

  if (redial_journal_attach(&journal, memory, size) != REDIAL_OK) {
    _exit(1);
  }
  for (last = redial_journal_last(&journal); last < until; last++) {
    redial_journal_record record = made_of(last + 1);

    redial_journal_add(&journal, &record);
  }
  _exit(0);
}

/* Reads what there is from `at` on; where it was overwritten goes on at the
   oldest. Every record is whole and in its place. */
static uint64_t read_on(const redial_journal *journal, uint64_t at,
                        uint64_t *whole, uint64_t *lost) {
  redial_journal_record record;
  redial_status status = redial_journal_read(journal, at, &record);

  while (status != REDIAL_ERR_NO_MATCH) {
    if (status == REDIAL_OK) {
      assert_int_equal(record.sequence, at);
      assert_true(is_whole(&record));
      (*whole)++;
      at++;
    } else {
      uint64_t first = redial_journal_first(journal);

      assert_int_equal(status, REDIAL_ERR_STATE);
      *lost += 1;
      at = first > at ? first : at + 1;
    }
    status = redial_journal_read(journal, at, &record);
  }
  return at;
}

static void
a_reader_sees_whole_records_while_another_process_writes(void **state) {
  size_t size = REDIAL_JOURNAL_BYTES(RECORDS);
  void *memory = shared(size);
  redial_journal journal;
  uint64_t whole = 0;
  uint64_t lost = 0;
  uint64_t at = 1;
  int status = 0;
  pid_t writer;

  (void)state;
  assert_int_equal(redial_journal_init(&journal, memory, size), REDIAL_OK);
  writer = fork();
  assert_true(writer >= 0);
  if (writer == 0) {
    write_all(memory, size, WRITTEN);
  }
  while (waitpid(writer, &status, WNOHANG) == 0) {
    at = read_on(&journal, at, &whole, &lost);
  }
  assert_int_equal(status, 0);
  at = read_on(&journal, at, &whole, &lost);
  assert_int_equal(at, WRITTEN + 1);
  assert_true(whole >= RECORDS);
  munmap(memory, size);
}

/* What a dead writer leaves half written is not taken for whole, and the next
   one goes on where it was. */
static void a_killed_writer_harms_nobody(void **state) {
  size_t size = REDIAL_JOURNAL_BYTES(RECORDS);
  void *memory = shared(size);
  redial_journal journal;
  uint64_t whole = 0;
  uint64_t lost = 0;
  uint64_t at = 1;
  uint32_t i;

  (void)state;
  assert_int_equal(redial_journal_init(&journal, memory, size), REDIAL_OK);
  for (i = 0; i < 100; i++) {
    pid_t writer = fork();
    uint64_t before = redial_journal_last(&journal);

    assert_true(writer >= 0);
    if (writer == 0) {
      write_all(memory, size, UINT64_MAX);
    }
    while (redial_journal_last(&journal) < before + 10 + i) {
    }
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    at = read_on(&journal, at, &whole, &lost);
    assert_int_equal(at, redial_journal_last(&journal) + 1);
  }
  assert_true(whole > 100);
  munmap(memory, size);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_reader_sees_whole_records_while_another_process_writes),
    cmocka_unit_test(a_killed_writer_harms_nobody),
  };

  return cmocka_run_group_tests_name("journal_shared", tests, NULL, NULL);
}

#else

int main(void) {
  return 0; /* no fork */
}

#endif
