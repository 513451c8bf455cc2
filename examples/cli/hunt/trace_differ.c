/* Where a record is not the one of the file. */

#include "trace.h"

static bool trace_field(const redial_journal_record *was,
                        const redial_journal_record *is, uint32_t field,
                        trace_difference *found) {
  return redial_journal_field(was, field, &found->was) == REDIAL_OK &&
         redial_journal_field(is, field, &found->is) == REDIAL_OK &&
         found->was != found->is;
}

static bool trace_fields(const redial_journal_record *was,
                         const redial_journal_record *is,
                         trace_difference *found) {
  uint32_t field = 0;

  while (redial_journal_field_name(field)[0] != '?') {
    if (trace_field(was, is, field, found)) {
      snprintf(found->field, sizeof(found->field), "%s",
               redial_journal_field_name(field));
      return true;
    }
    field++;
  }
  return false;
}

static void trace_byte(const uint8_t *was, const redial_journal_record *is,
                       trace_difference *found) {
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];
  size_t at = 0;

  redial_journal_pack(is, bytes);
  while (at + 1 < sizeof(bytes) && bytes[at] == was[at]) {
    at++;
  }
  snprintf(found->field, sizeof(found->field), "byte %lu", (unsigned long)at);
  found->was = was[at];
  found->is = bytes[at];
}

trace_difference trace_differ(const uint8_t *was,
                              const redial_journal_record *is) {
  redial_journal_record record;
  trace_difference found;

  if (redial_journal_unpack(was, &record) != REDIAL_OK ||
      !trace_fields(&record, is, &found)) {
    trace_byte(was, is, &found);
  }
  return found;
}
