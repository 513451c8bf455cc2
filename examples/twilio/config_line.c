#include "config_line.h"
#include <string.h>

static bool line_is_blank(char c) {
  return c == ' ' || c == '\t';
}

static void line_skip(redial_span *rest) {
  while (rest->len > 0 && line_is_blank(rest->ptr[0])) {
    rest->ptr++;
    rest->len--;
  }
}

static void line_take(tw_line *line, size_t length) {
  line->word.ptr = line->rest.ptr;
  line->word.len = length;
  line->rest.ptr += length;
  line->rest.len -= length;
}

bool tw_line_next(tw_line *line) {
  size_t length = 0;

  line_skip(&line->rest);
  while (length < line->rest.len && !line_is_blank(line->rest.ptr[length])) {
    length++;
  }
  line_take(line, length);
  return length > 0;
}

bool tw_line_rest(tw_line *line) {
  line_skip(&line->rest);
  line_take(line, line->rest.len);
  while (line->word.len > 0 &&
         line_is_blank(line->word.ptr[line->word.len - 1])) {
    line->word.len--;
  }
  return line->word.len > 0;
}

/* As much of the word as can be shown on a line. */
static void line_quote(tw_text *text, redial_span word) {
  char shown[42];
  size_t i;

  if (word.len > sizeof(shown)) {
    word.len = sizeof(shown);
  }
  for (i = 0; i < word.len; i++) {
    shown[i] = word.ptr[i] >= ' ' && word.ptr[i] <= '~' ? word.ptr[i] : '?';
  }
  word.ptr = shown;
  tw_put(text, "'");
  tw_put_span(text, word);
  tw_put(text, "' ");
}

bool tw_line_bad(tw_line *line, const char *what) {
  tw_text text = tw_text_over(line->error->what, sizeof(line->error->what));

  line->error->column = (uint32_t)(line->word.ptr - line->all.ptr) + 1;
  if (line->word.len > 0) {
    line_quote(&text, line->word);
  }
  tw_put(&text, what);
  return false;
}

bool tw_line_number_of(tw_line *line, redial_span digits, uint32_t least,
                       uint32_t most, uint32_t *value) {
  char what[80];
  tw_text text = tw_text_over(what, sizeof(what));
  uint32_t number;

  if (tw_number(digits, most, &number) && number >= least) {
    *value = number;
    return true;
  }
  tw_put(&text, "is not a number from ");
  tw_put_number(&text, least);
  tw_put(&text, " to ");
  tw_put_number(&text, most);
  return tw_line_bad(line, what);
}

bool tw_line_number(tw_line *line, uint32_t least, uint32_t most,
                    uint32_t *value) {
  (void)tw_line_next(line);
  return tw_line_number_of(line, line->word, least, most, value);
}

bool tw_line_copy(tw_line *line, redial_span text, char *buffer, size_t size) {
  if (text.len >= size) {
    return tw_line_bad(line, "is too long");
  }
  memcpy(buffer, text.ptr, text.len);
  buffer[text.len] = '\0';
  return true;
}

bool tw_line_option(const tw_line *line, const char *name, redial_span *value) {
  size_t length = strlen(name);

  if (line->word.len <= length || line->word.ptr[length] != '=' ||
      memcmp(line->word.ptr, name, length) != 0) {
    return false;
  }
  value->ptr = line->word.ptr + length + 1;
  value->len = line->word.len - length - 1;
  return true;
}
