#include "../headers/scan.h"

rdi_scan rdi_scan_open(redial_span text) {
  rdi_scan scan;

  scan.at = text.ptr;
  scan.end = text.len == 0 ? text.ptr : text.ptr + text.len;
  return scan;
}

redial_span rdi_scan_from(const rdi_scan *scan, const char *start) {
  redial_span text;

  text.ptr = start;
  text.len = (size_t)(scan->at - start);
  return text;
}

void rdi_scan_spaces(rdi_scan *scan) {
  while (rdi_scan_more(scan) && rdi_is_space(*scan->at)) {
    scan->at++;
  }
}

bool rdi_scan_strays(rdi_scan *scan, char separator) {
  const char *at = scan->at;
  bool found = false;

  while (at != scan->end && (rdi_is_space(*at) || *at == separator)) {
    found |= *at == separator;
    at++;
  }
  scan->at = at;
  return found;
}

bool rdi_scan_quoted(rdi_scan *scan, redial_span *inside) {
  const char *start = scan->at + 1;
  const char *at = start;

  while (at != scan->end && *at != '"') {
    at += *at == '\\' && scan->end - at > 1 ? 2 : 1;
  }
  scan->at = at;
  *inside = rdi_scan_from(scan, start);
  if (at == scan->end) {
    return false;
  }
  scan->at++;
  return true;
}

bool rdi_scan_number(rdi_scan *scan, uint32_t *number, bool *saturated) {
  const char *at = scan->at;
  uint32_t value = 0;

  for (; at != scan->end && rdi_is_digit(*at); at++) {
    uint32_t digit = (uint32_t)(*at - '0');

    if (value > (UINT32_MAX - digit) / 10) {
      *saturated = true;
    }
    value = rdi_add32(rdi_mul32(value, 10), digit);
  }
  if (at == scan->at) {
    return false;
  }
  scan->at = at;
  *number = value;
  return true;
}

redial_span rdi_scan_word(rdi_scan *scan) {
  const char *start = scan->at;

  while (rdi_scan_more(scan) && !rdi_is_space(*scan->at)) {
    scan->at++;
  }
  return rdi_scan_from(scan, start);
}

redial_span rdi_scan_line(rdi_scan *scan) {
  const char *start = scan->at;
  redial_span line;

  while (rdi_scan_more(scan) && *scan->at != '\n') {
    scan->at++;
  }
  line = rdi_scan_from(scan, start);
  if (rdi_scan_more(scan)) {
    scan->at++;
  }
  return rdi_strip(line);
}

redial_span rdi_strip(redial_span text) {
  while (text.len > 0 && rdi_is_space(text.ptr[0])) {
    text.ptr++;
    text.len--;
  }
  while (text.len > 0 && rdi_is_space(text.ptr[text.len - 1])) {
    text.len--;
  }
  return text;
}

bool rdi_is_word(redial_span text, const char *word, size_t length) {
  size_t i;

  if (text.len != length) {
    return false;
  }
  for (i = 0; i < length; i++) {
    if (rdi_lower(text.ptr[i]) != word[i]) {
      return false;
    }
  }
  return true;
}

bool rdi_begins(redial_span text, const char *prefix, size_t length) {
  size_t i = 0;

  if (text.len < length) {
    return false;
  }
  while (i < length && text.ptr[i] == prefix[i]) {
    i++;
  }
  return i == length;
}

uint8_t rdi_cell_of(redial_span word, const char *cells, size_t width) {
  uint8_t place;

  for (place = 1; *cells != '\0'; place++, cells += width) {
    size_t length = width;

    while (cells[length - 1] == ' ') {
      length--;
    }
    if (rdi_is_word(word, cells, length)) {
      return place;
    }
  }
  return 0;
}
