#include "base.h"
#include <redial/classify.h>
#include <stdlib.h>

/* Tables of one's own with an entry for every status, 100..699: the least
   that any lookup can cost. One holds rows of four bytes, one whole
   verdicts. */

#define TABLE_FIRST 100
#define TABLE_ENTRIES 600u

typedef struct table_row {
  uint8_t outcome;
  uint8_t about;
  uint8_t scope;
  uint8_t retry;
} table_row;

static table_row table_rows[TABLE_ENTRIES];
static redial_verdict table_verdicts[TABLE_ENTRIES];

static void *table_open(const bench_case *given) {
  int32_t i;

  for (i = 0; i < (int32_t)TABLE_ENTRIES; i++) {
    redial_verdict verdict = redial_classify(TABLE_FIRST + i);

    table_verdicts[i] = verdict;
    table_rows[i].outcome = verdict.outcome;
    table_rows[i].about = verdict.about;
    table_rows[i].scope = verdict.scope;
    table_rows[i].retry = verdict.retry;
  }
  return (void *)(uintptr_t)given->codes;
}

/* Not inlined: a table of one's own is a function of one's own. */
__attribute__((noinline)) static const table_row *table_row_of(int32_t code) {
  uint32_t at = (uint32_t)code - TABLE_FIRST;

  return at < TABLE_ENTRIES ? &table_rows[at] : NULL;
}

__attribute__((noinline)) static redial_verdict table_verdict_of(int32_t code) {
  uint32_t at = (uint32_t)code - TABLE_FIRST;

  return table_verdicts[at < TABLE_ENTRIES ? at : 0];
}

static uint64_t table_run_rows(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += table_row_of(codes[i % BENCH_INPUTS])->outcome;
  }
  return sum;
}

static uint64_t table_run_verdicts(void *self, uint64_t operations) {
  const int32_t *codes = (const int32_t *)self;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    redial_verdict verdict = table_verdict_of(codes[i % BENCH_INPUTS]);

    sum += verdict.outcome;
  }
  return sum;
}

static uint64_t table_answer(void *self, uint32_t i) {
  return table_row_of(((const int32_t *)self)[i])->outcome;
}

static uint64_t table_verdict_answer(void *self, uint32_t i) {
  return table_verdict_of(((const int32_t *)self)[i]).outcome;
}

static void table_close(void *self) {
  (void)self;
}

const bench_side base_table_sides[] = {
  {"array of 600 rows", table_open, table_run_rows, table_close, table_answer,
   NULL, NULL},
  {"array of 600 verdicts", table_open, table_run_verdicts, table_close,
   table_verdict_answer, NULL, NULL},
  {.name = NULL}};
