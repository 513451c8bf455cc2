#include "../journal/inner.h"
#include <string.h>

/* The ring: a head and slots, all of it 32-bit words without addresses.

   A slot is two stamps and a record. The writer puts the record's number into
   the first stamp, then the record, then the number into the second stamp. A
   reader goes the other way round: second stamp, record, first stamp. Both
   are the number that it wants only when the record was whole all the while.
   Every word is volatile, so the compiler keeps the order; between the parts
   stands a fence for machines that do not.

   The number of the newest record is 64 bits in three words: high, low, high
   again. When a reader finds two different high words, the writer is just
   crossing 2^32 and the last record before that is there. */

/* For compilers that are not known here a build defines it. */
#ifndef REDIAL_FENCE
#if defined(__GNUC__) && (!defined(__ARM_ARCH) || __ARM_ARCH >= 6)
#define REDIAL_FENCE() __atomic_thread_fence(__ATOMIC_ACQ_REL)
#else
#define REDIAL_FENCE() ((void)0)
#endif
#endif

#define RING_MAGIC 0x4a4c4452u /* "RDLJ", low byte first */
#define RING_VERSION 1u

enum {
  RING_AT_MAGIC = 0,
  RING_AT_VERSION = 1,
  RING_AT_RECORDS = 2,
  RING_AT_WORDS = 3, /* of one record */
  RING_AT_HIGH = 4,
  RING_AT_LOW = 5,
  RING_AT_HIGH_AGAIN = 6,
  RING_HEAD = 8, /* words */
  RING_WORDS = sizeof(redial_journal_record) / 4,
  RING_SLOT = RING_WORDS + 2
};

typedef uint32_t ring_record[RING_WORDS];

static volatile uint32_t *ring_words(const redial_journal *journal) {
  return (volatile uint32_t *)journal->image;
}

static volatile uint32_t *ring_slot(const redial_journal *journal,
                                    uint64_t sequence) {
  return ring_words(journal) + RING_HEAD +
         (size_t)(sequence % journal->records) * RING_SLOT;
}

static redial_status ring_fits(const void *memory, size_t size,
                               uint32_t *records) {
  size_t room;

  if ((uintptr_t)memory % 4 != 0) {
    return REDIAL_ERR_ALIGN;
  }
  if (size < REDIAL_JOURNAL_BYTES(1)) {
    return REDIAL_ERR_SPACE;
  }
  room = (size - REDIAL_JOURNAL_BYTES(0)) / (RING_SLOT * 4u);
  *records = room < UINT32_MAX ? (uint32_t)room : UINT32_MAX;
  return REDIAL_OK;
}

redial_status redial_journal_init(redial_journal *journal, void *memory,
                                  size_t size) {
  uint32_t records;
  redial_status status = ring_fits(memory, size, &records);

  if (status == REDIAL_OK) {
    uint32_t *words = (uint32_t *)memory;

    memset(memory, 0, REDIAL_JOURNAL_BYTES(records));
    words[RING_AT_MAGIC] = RING_MAGIC;
    words[RING_AT_VERSION] = RING_VERSION;
    words[RING_AT_RECORDS] = records;
    words[RING_AT_WORDS] = RING_WORDS;
    journal->image = memory;
    journal->records = records;
    journal->reserved = 0;
  }
  return status;
}

static redial_status ring_judge(const uint32_t *words, uint32_t room) {
  if (words[RING_AT_MAGIC] != RING_MAGIC) {
    return REDIAL_ERR_CORRUPT;
  }
  if (words[RING_AT_VERSION] != RING_VERSION ||
      words[RING_AT_WORDS] != RING_WORDS) {
    return REDIAL_ERR_VERSION;
  }
  if (words[RING_AT_RECORDS] == 0) {
    return REDIAL_ERR_CORRUPT;
  }
  return words[RING_AT_RECORDS] <= room ? REDIAL_OK : REDIAL_ERR_SPACE;
}

redial_status redial_journal_attach(redial_journal *journal, void *memory,
                                    size_t size) {
  const uint32_t *words = (const uint32_t *)memory;
  uint32_t room;
  redial_status status = ring_fits(memory, size, &room);

  if (status == REDIAL_OK) {
    status = ring_judge(words, room);
  }
  if (status == REDIAL_OK) {
    journal->image = memory;
    journal->records = words[RING_AT_RECORDS];
    journal->reserved = 0;
  }
  return status;
}

static uint64_t ring_number(uint32_t high, uint32_t low) {
  return (uint64_t)high << 32 | low;
}

uint64_t redial_journal_last(const redial_journal *journal) {
  volatile uint32_t *words = ring_words(journal);
  uint32_t high = words[RING_AT_HIGH_AGAIN];
  uint32_t low;

  REDIAL_FENCE();
  low = words[RING_AT_LOW];
  REDIAL_FENCE();
  return ring_number(high, words[RING_AT_HIGH] == high ? low : UINT32_MAX);
}

uint64_t redial_journal_first(const redial_journal *journal) {
  uint64_t last = redial_journal_last(journal);

  return last > journal->records ? last - journal->records + 1 : 1;
}

static void ring_publish(volatile uint32_t *words, uint64_t sequence) {
  words[RING_AT_HIGH] = (uint32_t)(sequence >> 32);
  REDIAL_FENCE();
  words[RING_AT_LOW] = (uint32_t)sequence;
  REDIAL_FENCE();
  words[RING_AT_HIGH_AGAIN] = (uint32_t)(sequence >> 32);
}

uint64_t redial_journal_add(redial_journal *journal,
                            const redial_journal_record *record) {
  redial_journal_record numbered = *record;
  volatile uint32_t *slot;
  ring_record words;
  uint32_t i;

  if (journal == NULL) {
    return 0;
  }
  numbered.sequence = redial_journal_last(journal) + 1;
  memcpy(words, &numbered, sizeof(words));
  slot = ring_slot(journal, numbered.sequence);
  slot[0] = (uint32_t)numbered.sequence;
  REDIAL_FENCE();
  for (i = 0; i < RING_WORDS; i++) {
    slot[1 + i] = words[i];
  }
  REDIAL_FENCE();
  slot[1 + RING_WORDS] = (uint32_t)numbered.sequence;
  REDIAL_FENCE();
  ring_publish(ring_words(journal), numbered.sequence);
  return numbered.sequence;
}

/* Copies a slot; false when it was written meanwhile. */
static bool ring_copy(volatile uint32_t *slot, ring_record words) {
  uint32_t stamp = slot[1 + RING_WORDS];
  uint32_t i;

  REDIAL_FENCE();
  for (i = 0; i < RING_WORDS; i++) {
    words[i] = slot[1 + i];
  }
  REDIAL_FENCE();
  return slot[0] == stamp;
}

redial_status redial_journal_read(const redial_journal *journal,
                                  uint64_t sequence,
                                  redial_journal_record *record) {
  redial_journal_record read;
  ring_record words;

  if (sequence == 0 || sequence > redial_journal_last(journal)) {
    return REDIAL_ERR_NO_MATCH;
  }
  if (!ring_copy(ring_slot(journal, sequence), words)) {
    return REDIAL_ERR_STATE;
  }
  memcpy(&read, words, sizeof(read));
  if (read.sequence != sequence) {
    return REDIAL_ERR_STATE;
  }
  *record = read;
  return REDIAL_OK;
}
#undef RING_MAGIC
#undef RING_VERSION
