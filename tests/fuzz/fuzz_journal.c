#include "fuzz.h"

/* Any bytes as a journal that was saved, and as one record. */

FUZZ_WORDS(FUZZ_LIST("RDLJ", "\x01\x01\x01\x01", "\x32", "\x01", "\x02",
                     "\x03"));

static void as_a_record(const uint8_t *data, size_t size) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  uint8_t again[REDIAL_JOURNAL_RECORD_BYTES];
  redial_journal_record record;

  memset(bytes, 0, sizeof(bytes));
  memcpy(bytes, data, size < sizeof(bytes) ? size : sizeof(bytes));
  bytes[0] = 1;
  if (redial_journal_unpack(bytes, &record) == REDIAL_OK) {
    redial_journal_pack(&record, again);
    FUZZ_CHECK(memcmp(bytes, again, sizeof(bytes)) == 0);
  }
}

static void as_a_journal(const uint8_t *data, size_t size) {
  uint32_t memory[400];
  redial_journal_record record;
  redial_journal journal;
  uint64_t last;
  uint64_t i;

  memset(memory, 0, sizeof(memory));
  memcpy(memory, data, size < sizeof(memory) ? size : sizeof(memory));
  memory[0] = 0x4a4c4452u;
  memory[1] = 1;
  memory[3] = 50;
  if (redial_journal_attach(&journal, memory, sizeof(memory)) != REDIAL_OK) {
    return;
  }
  last = redial_journal_last(&journal);
  for (i = 0; i < 8; i++) {
    if (redial_journal_read(&journal, last - i, &record) == REDIAL_OK) {
      FUZZ_CHECK(record.sequence == last - i);
    }
  }
  memset(&record, 0, sizeof(record));
  FUZZ_CHECK(redial_journal_add(&journal, &record) == last + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  as_a_record(data, size);
  as_a_journal(data, size);
  return 0;
}
