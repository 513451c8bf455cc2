#include "../journal/inner.h"
#include <stddef.h>
#include <string.h>

/* Every number of a record by its place in fields.def: to compare, to write
   as bytes and to print without knowing which they are. */

typedef struct fields_row {
  uint16_t at;   /* in redial_journal_record */
  uint8_t bytes; /* 1, 2, 4 or 8 */
  uint8_t kinds; /* bit 1 << n for kind n */
} fields_row;

#define FIELDS_ALL 0xfeu
#define FIELDS_POLL (1u << REDIAL_JOURNAL_POLL)
#define FIELDS_EVENT (1u << REDIAL_JOURNAL_EVENT)
#define FIELDS_SAID                                                            \
  (FIELDS_EVENT | 1u << REDIAL_JOURNAL_CALLER_GONE |                           \
   1u << REDIAL_JOURNAL_WITHDRAWN | 1u << REDIAL_JOURNAL_FORWARDED)

#define FIELD(name, member, kinds)                                             \
  {offsetof(redial_journal_record, member),                                    \
   sizeof(((redial_journal_record *)NULL)->member), FIELDS_##kinds},
static const fields_row fields_rows[] = {
#include "../journal/fields.def"
};
#undef FIELD

#define FIELDS_COUNT (sizeof(fields_rows) / sizeof(fields_rows[0]))

uint32_t rdi_journal_field_count(void) {
  return (uint32_t)FIELDS_COUNT;
}

bool rdi_journal_field_belongs(uint32_t field, uint32_t kind) {
  return kind < RDI_JOURNAL_KINDS &&
         (fields_rows[field].kinds >> kind & 1u) != 0;
}

uint32_t rdi_journal_field_bytes(uint32_t field) {
  return fields_rows[field].bytes;
}

uint64_t rdi_journal_field_get(const redial_journal_record *record,
                               uint32_t field) {
  const uint8_t *at = (const uint8_t *)record + fields_rows[field].at;
  uint16_t two;
  uint32_t four;
  uint64_t eight;

  switch (fields_rows[field].bytes) {
  case 1:
    return *at;
  case 2:
    memcpy(&two, at, sizeof(two));
    return two;
  case 4:
    memcpy(&four, at, sizeof(four));
    return four;
  default:
    memcpy(&eight, at, sizeof(eight));
    return eight;
  }
}

void rdi_journal_field_set(redial_journal_record *record, uint32_t field,
                           uint64_t bits) {
  uint8_t *at = (uint8_t *)record + fields_rows[field].at;
  uint16_t two = (uint16_t)bits;
  uint32_t four = (uint32_t)bits;

  switch (fields_rows[field].bytes) {
  case 1:
    *at = (uint8_t)bits;
    break;
  case 2:
    memcpy(at, &two, sizeof(two));
    break;
  case 4:
    memcpy(at, &four, sizeof(four));
    break;
  default:
    memcpy(at, &bits, sizeof(bits));
    break;
  }
}

/* The only ones with a sign. */
static bool fields_is_signed(uint32_t field) {
  uint32_t at = fields_rows[field].at;

  return at == offsetof(redial_journal_record, evidence.code) ||
         at == offsetof(redial_journal_record, evidence.twilio_error) ||
         (at == offsetof(redial_journal_record, answer.report.verdict.code) &&
          fields_rows[field].kinds == FIELDS_EVENT) ||
         (at == offsetof(redial_journal_record, answer.report.status) &&
          fields_rows[field].kinds == FIELDS_SAID);
}

/* Two's complement, whatever the machine makes of a conversion. */
int64_t rdi_journal_field_value(const redial_journal_record *record,
                                uint32_t field) {
  uint64_t bits = rdi_journal_field_get(record, field);

  if (fields_is_signed(field) && bits > INT32_MAX) {
    return (int64_t)bits - ((int64_t)UINT32_MAX + 1);
  }
  return bits <= INT64_MAX ? (int64_t)bits : -1 - (int64_t)(UINT64_MAX - bits);
}

redial_status redial_journal_field(const redial_journal_record *record,
                                   uint32_t field, int64_t *value) {
  if (field >= FIELDS_COUNT) {
    return REDIAL_ERR_RANGE;
  }
  if (!rdi_journal_field_belongs(field, record->kind)) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = rdi_journal_field_value(record, field);
  return REDIAL_OK;
}
#undef FIELDS_ALL
#undef FIELDS_POLL
#undef FIELDS_EVENT
#undef FIELDS_SAID
#undef FIELDS_COUNT
