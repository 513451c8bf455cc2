#include "../headers/scan.h"
#include <redial/headers.h>

/* application/x-www-form-urlencoded: name=value between ampersands, a plus
   for a space, %XX for any byte. */

/* Where decoded bytes go. */
typedef struct form_text {
  char *buffer;
  size_t size;
  size_t used;
  bool damaged;
} form_text;

static void form_put(form_text *text, char c) {
  if (text->used < text->size) {
    text->buffer[text->used++] = c;
  } else {
    text->damaged = true;
  }
}

/* 0..15, or 16 for no hexadecimal digit. */
static unsigned form_digit(char c) {
  if (rdi_is_digit(c)) {
    return (unsigned)(c - '0');
  }
  c = rdi_lower(c);
  return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 16;
}

/* A "%": both digits or the sign itself. */
static void form_escape(rdi_scan *scan, form_text *text) {
  unsigned high = 16;
  unsigned low = 16;

  if (scan->end - scan->at > 2) {
    high = form_digit(scan->at[1]);
    low = form_digit(scan->at[2]);
  }
  if ((high | low) > 15) {
    text->damaged = true;
    form_put(text, '%');
    scan->at++;
    return;
  }
  form_put(text, (char)(unsigned char)(high << 4 | low));
  scan->at += 3;
}

/* Up to an ampersand or the stop. */
static redial_span form_decode(rdi_scan *scan, char stop, form_text *text) {
  redial_span decoded;
  size_t start = text->used;

  while (rdi_scan_more(scan) && *scan->at != '&' && *scan->at != stop) {
    if (*scan->at == '%') {
      form_escape(scan, text);
    } else {
      form_put(text, *scan->at == '+' ? ' ' : *scan->at);
      scan->at++;
    }
  }
  decoded.ptr = text->buffer + start;
  decoded.len = text->used - start;
  return decoded;
}

bool redial_form_next(redial_span *cursor, char *buffer, size_t size,
                      redial_form_field *field) {
  rdi_scan scan = rdi_scan_open(*cursor);
  form_text text = {NULL, 0, 0, false};
  bool found;

  text.buffer = buffer;
  text.size = size;
  (void)rdi_scan_strays(&scan, '&');
  found = rdi_scan_more(&scan);
  if (found) {
    field->name = form_decode(&scan, '=', &text);
    scan.at += rdi_scan_is(&scan, '=');
    field->value = form_decode(&scan, '&', &text);
    field->damaged = text.damaged;
  }
  *cursor = rdi_between(scan.at, scan.end);
  return found;
}
