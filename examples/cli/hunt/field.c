#include "field.h"
#include <string.h>

static bool field_number(reader *in, const field *how, redial_span value,
                         uint64_t *number) {
  return reader_number(in, value, how->least, how->most, number);
}

bool field_u8(reader *in, const field *how, redial_span value, void *to) {
  uint64_t number;

  if (!field_number(in, how, value, &number)) {
    return false;
  }
  *(uint8_t *)to = (uint8_t)number;
  return true;
}

bool field_u16(reader *in, const field *how, redial_span value, void *to) {
  uint64_t number;

  if (!field_number(in, how, value, &number)) {
    return false;
  }
  *(uint16_t *)to = (uint16_t)number;
  return true;
}

bool field_u32(reader *in, const field *how, redial_span value, void *to) {
  uint64_t number;

  if (!field_number(in, how, value, &number)) {
    return false;
  }
  *(uint32_t *)to = (uint32_t)number;
  return true;
}

bool field_u64(reader *in, const field *how, redial_span value, void *to) {
  return field_number(in, how, value, to);
}

bool field_ms(reader *in, const field *how, redial_span value, void *to) {
  uint64_t ms;

  (void)how;
  if (!reader_time(in, value, &ms)) {
    return false;
  }
  *(uint32_t *)to = (uint32_t)ms; /* a month has 2 678 400 000 */
  return true;
}

bool field_ms64(reader *in, const field *how, redial_span value, void *to) {
  (void)how;
  return reader_time(in, value, to);
}

bool field_yes(reader *in, const field *how, redial_span value, void *to) {
  (void)how;
  return reader_yes(in, value, to);
}

bool field_bit8(reader *in, const field *how, redial_span value, void *to) {
  uint8_t *bits = to;
  bool yes;

  if (!reader_yes(in, value, &yes)) {
    return false;
  }
  *bits = (uint8_t)(yes ? *bits | how->most : *bits & ~how->most);
  return true;
}

bool field_bit16(reader *in, const field *how, redial_span value, void *to) {
  uint16_t *bits = to;
  bool yes;

  if (!reader_yes(in, value, &yes)) {
    return false;
  }
  *bits = (uint16_t)(yes ? *bits | how->most : *bits & ~how->most);
  return true;
}

/* "is no setting here; use kind, weight or tier" */
static bool field_unknown(reader *in, redial_span word, const field *fields,
                          size_t count) {
  char what[400];
  size_t at = (size_t)snprintf(what, sizeof(what), "is no setting here; use");
  size_t i;

  for (i = 0; i < count && at < sizeof(what); i++) {
    at += (size_t)snprintf(what + at, sizeof(what) - at,
                           "%s %s=", i == 0 ? "" : ",", fields[i].name);
  }
  return reader_fail(in, word, count > 0 ? what : "is out of place");
}

bool field_read(reader *in, redial_span word, const field *fields, size_t count,
                uint32_t *said, void *to) {
  redial_span name;
  redial_span value;
  size_t i;

  if (!reader_split(word, &name, &value)) {
    return field_unknown(in, word, fields, count);
  }
  for (i = 0; i < count && !reader_is(name, fields[i].name); i++) {
  }
  if (i == count) {
    return field_unknown(in, word, fields, count);
  }
  if ((*said >> i & 1u) != 0) {
    return reader_fail(in, word, "is said twice");
  }
  if (value.len == 0) {
    return reader_fail(in, word, "has no value");
  }
  *said |= 1u << i;
  return fields[i].take(in, &fields[i], value, (char *)to + fields[i].offset);
}

bool fields_read(reader *in, const field *fields, size_t count, void *to) {
  redial_span word;
  uint32_t said = 0;

  while (reader_word(in, &word)) {
    if (!field_read(in, word, fields, count, &said, to)) {
      return false;
    }
  }
  return true;
}

bool field_name(reader *in, redial_span value, field_name_of name_of,
                uint32_t first, uint32_t count, const char *what,
                uint32_t *found) {
  char text[600];
  size_t at = (size_t)snprintf(text, sizeof(text), "%s; use", what);
  uint32_t i;

  for (i = first; i < count; i++) {
    if (reader_is(value, name_of(i))) {
      *found = i;
      return true;
    }
    if (at < sizeof(text)) {
      at += (size_t)snprintf(text + at, sizeof(text) - at, "%s %s",
                             i == first ? "" : ",", name_of(i));
    }
  }
  return reader_fail(in, value, text);
}
