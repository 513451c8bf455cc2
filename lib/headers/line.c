#include "../headers/message.h"

typedef struct line_name {
  uint8_t id;
  uint8_t length;
  char name[19];
} line_name;

static const line_name line_names[] = {
#define HEADER(id, name) {RDI_HEADER_##id, sizeof(name) - 1, name},
#include "../headers/header_names.def"
#undef HEADER
};

/* Which lengths occur, as bits: most names are passed over by that alone. */
static const uint32_t line_lengths = 0
#define HEADER(id, name) | 1u << (sizeof(name) - 1)
#include "../headers/header_names.def"
#undef HEADER
  ;

static rdi_header line_id(redial_span name) {
  size_t i;

  if (name.len > 18 || (line_lengths >> name.len & 1u) == 0) {
    return RDI_HEADER_OTHER;
  }
  for (i = 0; i < sizeof(line_names) / sizeof(line_names[0]); i++) {
    if (line_names[i].length == name.len &&
        rdi_is_word(name, line_names[i].name, name.len)) {
      return (rdi_header)line_names[i].id;
    }
  }
  return RDI_HEADER_OTHER;
}

/* The name before the colon; only blanks may stand between them. */
static redial_span line_name_before(const char *start, const char *colon) {
  while (colon != start && rdi_is_space(colon[-1])) {
    colon--;
  }
  return rdi_between(start, colon);
}

/* To the line end that no blank follows (RFC 3261 7.3.1: folding). */
static void line_rest(rdi_scan *scan) {
  const char *at = scan->at;

  while (at != scan->end) {
    if (*at++ == '\n' && (at == scan->end || !rdi_is_blank(*at))) {
      break;
    }
  }
  scan->at = at;
}

bool rdi_scan_blank_line(rdi_scan *scan) {
  const char *at = scan->at;

  if (scan->end - at > 1 && *at == '\r') {
    at++;
  }
  if (at == scan->end || *at != '\n') {
    return at == scan->end;
  }
  scan->at = at + 1;
  return true;
}

/* To the colon of this line. False when it has none: a line that is skipped. */
static bool line_colon(rdi_scan *scan) {
  const char *at = scan->at;

  while (at != scan->end && *at != ':' && *at != '\n') {
    at++;
  }
  scan->at = at;
  if (at == scan->end) {
    return false;
  }
  scan->at += *at == '\n';
  return *at == ':';
}

bool rdi_scan_header(rdi_scan *scan, rdi_header *id, redial_span *value) {
  while (!rdi_scan_blank_line(scan)) {
    const char *start = scan->at;

    if (line_colon(scan)) {
      *id = line_id(line_name_before(start, scan->at));
      start = ++scan->at;
      line_rest(scan);
      if (*id != RDI_HEADER_OTHER) {
        *value = rdi_strip(rdi_between(start, scan->at));
        return true;
      }
    }
  }
  return false;
}
