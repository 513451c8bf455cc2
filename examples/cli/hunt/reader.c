#include "reader.h"
#include <string.h>

static bool reader_is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

reader reader_open(const char *command, const char *path, redial_span text) {
  reader in;

  memset(&in, 0, sizeof(in));
  in.command = command;
  in.path = path;
  in.text = text;
  in.line.ptr = text.ptr;
  in.rest.ptr = text.ptr;
  return in;
}

/* Length of a line without its comment, a # at its beginning or after a
   blank, and without the blanks at its end. */
static size_t reader_said(redial_span line) {
  size_t length = 0;

  while (length < line.len &&
         !(line.ptr[length] == '#' &&
           (length == 0 || reader_is_blank(line.ptr[length - 1])))) {
    length++;
  }
  while (length > 0 && reader_is_blank(line.ptr[length - 1])) {
    length--;
  }
  return length;
}

static void reader_skip(reader *in) {
  while (in->rest.len > 0 && reader_is_blank(in->rest.ptr[0])) {
    in->rest.ptr++;
    in->rest.len--;
  }
}

bool reader_line(reader *in) {
  while (in->next < in->text.len) {
    const char *begin = in->text.ptr + in->next;
    const char *end = memchr(begin, '\n', in->text.len - in->next);

    in->line.ptr = begin;
    in->line.len =
      end != NULL ? (size_t)(end - begin) : in->text.len - in->next;
    in->next += in->line.len + 1;
    in->number++;
    in->line.len = reader_said(in->line);
    in->rest = in->line;
    reader_skip(in);
    if (in->rest.len > 0) {
      return true;
    }
  }
  return false;
}

bool reader_word(reader *in, redial_span *word) {
  size_t length = 0;

  while (length < in->rest.len && !reader_is_blank(in->rest.ptr[length])) {
    length++;
  }
  word->ptr = in->rest.ptr;
  word->len = length;
  in->rest.ptr += length;
  in->rest.len -= length;
  reader_skip(in);
  return length > 0;
}

bool reader_need(reader *in, redial_span *word, const char *what) {
  return reader_word(in, word) || reader_fail(in, *word, what);
}

bool reader_fail(const reader *in, redial_span word, const char *what) {
  redial_rules_error place;

  place.token = word;
  place.line = in->number;
  place.column = (size_t)(word.ptr - in->line.ptr) + 1;
  cli_say_at(in->command, in->path, &place, what);
  return false;
}

bool reader_end(reader *in) {
  redial_span word;

  return !reader_word(in, &word) || reader_fail(in, word, "is out of place");
}

bool reader_is(redial_span word, const char *text) {
  return word.len == strlen(text) && memcmp(word.ptr, text, word.len) == 0;
}

bool reader_split(redial_span word, redial_span *name, redial_span *value) {
  const char *equals = memchr(word.ptr, '=', word.len);

  if (equals == NULL) {
    return false;
  }
  name->ptr = word.ptr;
  name->len = (size_t)(equals - word.ptr);
  value->ptr = equals + 1;
  value->len = word.len - name->len - 1;
  return true;
}

/* Digits at the beginning, at most 18 of them so that nothing wraps. */
static size_t reader_digits(redial_span word, uint64_t *number) {
  size_t i;

  *number = 0;
  for (i = 0; i < word.len && i < 18; i++) {
    if (word.ptr[i] < '0' || word.ptr[i] > '9') {
      break;
    }
    *number = *number * 10 + (uint64_t)(word.ptr[i] - '0');
  }
  return i;
}

bool reader_number(const reader *in, redial_span word, uint64_t least,
                   uint64_t most, uint64_t *number) {
  char what[80];
  uint64_t value;
  size_t digits = reader_digits(word, &value);

  if (digits == 0 || digits < word.len || value < least || value > most) {
    snprintf(what, sizeof(what), "is no number of %lu to %lu",
             (unsigned long)least, (unsigned long)most);
    return reader_fail(in, word, what);
  }
  *number = value;
  return true;
}

/* Milliseconds of a unit; 0 when it is none. */
static uint64_t reader_unit(redial_span unit) {
  static const struct {
    const char *name;
    uint64_t ms;
  } units[] = {
    {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000},
  };
  size_t i;

  for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
    if (reader_is(unit, units[i].name)) {
      return units[i].ms;
    }
  }
  return 0;
}

/* Takes ".5" or ".125" off the front: thousandths, 0 when there are none. */
static uint64_t reader_thousandths(redial_span *rest) {
  static const uint64_t scale[] = {0, 100, 10, 1};
  redial_span part;
  uint64_t value;
  size_t digits;

  if (rest->len == 0 || rest->ptr[0] != '.') {
    return 0;
  }
  part.ptr = rest->ptr + 1;
  part.len = rest->len - 1;
  digits = reader_digits(part, &value);
  if (digits == 0 || digits > 3) {
    return 0;
  }
  rest->ptr += digits + 1;
  rest->len -= digits + 1;
  return value * scale[digits];
}

bool reader_time(const reader *in, redial_span word, uint64_t *ms) {
  redial_span rest = word;
  uint64_t whole;
  uint64_t part;
  uint64_t unit;
  size_t digits = reader_digits(word, &whole);

  rest.ptr += digits;
  rest.len -= digits;
  part = digits > 0 ? reader_thousandths(&rest) : 0;
  unit = reader_unit(rest);
  if (digits > 0 && rest.len == 0 && whole == 0 && part == 0) {
    unit = 1; /* nothing is nothing in any unit */
  }
  if (digits == 0 || unit == 0) {
    return reader_fail(in, word, "is no time; use 250ms, 1.5s, 2m, 1h or 3d");
  }
  if (whole > READER_LATEST_MS / unit ||
      whole * unit + part * unit / 1000 > READER_LATEST_MS) {
    return reader_fail(in, word, "is longer than 31 days");
  }
  *ms = whole * unit + part * unit / 1000;
  return true;
}

bool reader_yes(const reader *in, redial_span word, bool *yes) {
  if (!reader_is(word, "yes") && !reader_is(word, "no")) {
    return reader_fail(in, word, "is neither yes nor no");
  }
  *yes = reader_is(word, "yes");
  return true;
}
