#include "../journal/inner.h"
#include <string.h>

/* A record as bytes: the version, then the fields of its kind in the order of
   fields.def, low byte first, then zeros. The kind comes early, because it
   says which fields follow. */

#define BYTES_VERSION 1u

void redial_journal_pack(const redial_journal_record *record,
                         uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES]) {
  uint32_t at = 1;
  uint32_t field;
  uint32_t i;

  memset(bytes, 0, REDIAL_JOURNAL_RECORD_BYTES);
  bytes[0] = BYTES_VERSION;
  for (field = 0; field < rdi_journal_field_count(); field++) {
    uint64_t bits = rdi_journal_field_get(record, field);

    if (!rdi_journal_field_belongs(field, record->kind)) {
      continue;
    }
    for (i = 0; i < rdi_journal_field_bytes(field); i++) {
      bytes[at] = (uint8_t)(bits >> 8 * i);
      at++;
    }
  }
}

static uint64_t bytes_take(const uint8_t *bytes, uint32_t count) {
  uint64_t bits = 0;
  uint32_t i;

  for (i = 0; i < count; i++) {
    bits |= (uint64_t)bytes[i] << 8 * i;
  }
  return bits;
}

static uint32_t bytes_take_all(const uint8_t *bytes,
                               redial_journal_record *record) {
  uint32_t at = 1;
  uint32_t field;

  for (field = 0; field < rdi_journal_field_count(); field++) {
    /* What every record has comes first, the kind among it. */
    uint32_t kind = record->kind > 0 ? record->kind : REDIAL_JOURNAL_BEGUN;

    if (rdi_journal_field_belongs(field, kind)) {
      rdi_journal_field_set(
        record, field, bytes_take(bytes + at, rdi_journal_field_bytes(field)));
      at += rdi_journal_field_bytes(field);
    }
  }
  return at;
}

redial_status
redial_journal_unpack(const uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES],
                      redial_journal_record *record) {
  redial_journal_record read;
  uint32_t at;

  if (bytes[0] != BYTES_VERSION) {
    return REDIAL_ERR_VERSION;
  }
  memset(&read, 0, sizeof(read));
  at = bytes_take_all(bytes, &read);
  while (at < REDIAL_JOURNAL_RECORD_BYTES && bytes[at] == 0) {
    at++;
  }
  if (at < REDIAL_JOURNAL_RECORD_BYTES || read.kind == REDIAL_JOURNAL_NONE ||
      read.kind >= RDI_JOURNAL_KINDS) {
    return REDIAL_ERR_CORRUPT;
  }
  *record = read;
  return REDIAL_OK;
}
#undef BYTES_VERSION
