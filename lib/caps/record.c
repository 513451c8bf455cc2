#include "../caps/caps.h"

static const redial_caps_record record_empty = {
  0, 0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 0, 0};

void redial_caps_init(redial_caps_record *record) {
  *record = record_empty;
}

static uint16_t record_more(uint16_t count) {
  return count < UINT16_MAX ? (uint16_t)(count + 1) : count;
}

/* Time never goes backward in a record: a wrong clock may hold a number
   longer, and never lets it go sooner. */
static uint64_t record_clock(redial_caps_record *record, uint64_t unix_s) {
  uint64_t last = rdi_caps_last_s(record);

  if (unix_s < last) {
    record->backward = record_more(record->backward);
    return last;
  }
  return unix_s;
}

static void record_make_room(redial_caps_record *record, uint64_t passed_s) {
  uint32_t passed = passed_s > UINT32_MAX ? UINT32_MAX : (uint32_t)passed_s;
  uint32_t i;

  for (i = REDIAL_CAPS_RING - 1; i > 0; i--) {
    record->age_s[i] = rdi_add32(record->age_s[i - 1], passed);
  }
  record->rang = (uint8_t)(record->rang << 1);
  if (record->used < REDIAL_CAPS_RING) {
    record->used++;
  }
}

void redial_caps_placed(redial_caps_record *record, uint64_t unix_s) {
  uint64_t now = record_clock(record, unix_s);

  record_make_room(record, now - record->newest_s);
  record->newest_s = now;
  record->placed = record_more(record->placed);
  record->series = record_more(record->series);
  record->last = REDIAL_CAPS_END_UNKNOWN;
}

void redial_caps_ended(redial_caps_record *record, uint64_t unix_s,
                       redial_caps_end end, bool alerted) {
  record->ended_s = record_clock(record, unix_s);
  record->last = (uint8_t)end;
  record->seen |= RDI_CAPS_ENDED;
  if (end == REDIAL_CAPS_END_TALKED) {
    record->talked_s = record->ended_s;
    record->seen |= RDI_CAPS_TALKED;
  }
  if (end == REDIAL_CAPS_END_ABANDONED) {
    record->abandoned_s = record->ended_s;
    record->seen |= RDI_CAPS_ABANDONED;
  }
  if (alerted && record->used > 0 && (record->rang & 1u) == 0) {
    record->rang |= 1u;
    record->alerted = record_more(record->alerted);
  }
}

void redial_caps_restart(redial_caps_record *record) {
  record->series = 0;
}
