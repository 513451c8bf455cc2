#include "../headers/scan.h"
#include <redial/headers.h>

/* application/x-www-form-urlencoded: name=value between ampersands, a plus
   for a space, %XX for any byte. */

/* 0..15, or 16 for no hexadecimal digit. */
static unsigned form_digit(char c) {
  if (rdi_digit(c) <= 9) {
    return rdi_digit(c);
  }
  c = (char)(c | 0x20);
  return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 16;
}

/* The byte that "%XX" stands for; below zero when it stands for nothing. */
static int form_escape(const char *at, const char *end) {
  unsigned high;
  unsigned low;

  if (end - at < 3) {
    return -1;
  }
  high = form_digit(at[1]);
  low = form_digit(at[2]);
  return (high | low) > 15 ? -1 : (int)(high << 4 | low);
}

/* One byte of the text that starts here, and on to the next. */
static char form_byte(rdi_scan *scan) {
  char c = *scan->at;
  int escaped;

  scan->at++;
  if (c != '%') {
    return c == '+' ? ' ' : c;
  }
  escaped = form_escape(scan->at - 1, scan->end);
  if (escaped < 0) {
    scan->damaged = true;
    return c;
  }
  scan->at += 2;
  return (char)(unsigned char)escaped;
}

static bool form_goes_on(const rdi_scan *scan, char stop) {
  return rdi_scan_more(scan) && *scan->at != '&' && *scan->at != stop;
}

/* Up to an ampersand or the stop, into a buffer of that size. Nothing is
   decoded any more when it is full. */
static redial_span form_decode(rdi_scan *scan, char stop, char *buffer,
                               size_t size) {
  size_t used = 0;

  while (used < size && form_goes_on(scan, stop)) {
    buffer[used++] = form_byte(scan);
  }
  while (form_goes_on(scan, stop)) {
    scan->damaged = true;
    scan->at++;
  }
  return rdi_between(buffer, buffer + used);
}

bool redial_form_next(redial_span *cursor, char *buffer, size_t size,
                      redial_form_field *field) {
  rdi_scan scan = rdi_scan_open(*cursor);
  bool found;

  rdi_scan_strays(&scan, '&');
  found = rdi_scan_more(&scan);
  if (found) {
    field->name = form_decode(&scan, '=', buffer, size);
    scan.at += rdi_scan_is(&scan, '=');
    field->value =
      form_decode(&scan, '&', buffer + field->name.len, size - field->name.len);
    field->damaged = scan.damaged;
  }
  *cursor = rdi_between(scan.at, scan.end);
  return found;
}
