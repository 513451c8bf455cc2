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

/* Which lengths and first letters occur, as bits: most names are passed over
   by that alone. */
#define LINE_LETTER(c) (1u << ((c)&31))
static const uint32_t line_lengths = 0
#define HEADER(id, name) | 1u << (sizeof(name) - 1)
#include "../headers/header_names.def"
#undef HEADER
  ;
static const uint32_t line_letters = LINE_LETTER('c') | LINE_LETTER('m') |
                                     LINE_LETTER('p') | LINE_LETTER('r') |
                                     LINE_LETTER('w') | LINE_LETTER('x');

/* The rows stand in the order of their lengths. */
static rdi_header line_find(redial_span name) {
  const line_name *row = line_names;
  const line_name *end =
    line_names + sizeof(line_names) / sizeof(line_names[0]);

  while (row != end && row->length <= name.len) {
    if (row->length == name.len && rdi_is_word(name, row->name, row->length)) {
      return (rdi_header)row->id;
    }
    row++;
  }
  return RDI_HEADER_OTHER;
}

/* The name before the colon; only spaces may stand between them. */
static inline rdi_header line_id(const char *start, const char *colon) {
  size_t length;

  if (colon == start || (line_letters >> (*start & 31) & 1u) == 0) {
    return RDI_HEADER_OTHER;
  }
  while (colon != start && rdi_is_space(colon[-1])) {
    colon--;
  }
  length = (size_t)(colon - start);
  if (length > 18 || (line_lengths >> length & 1u) == 0) {
    return RDI_HEADER_OTHER;
  }
  return line_find(rdi_between(start, colon));
}

/* To the line end that no blank follows (RFC 3261 7.3.1: folding). */
static inline void line_rest(rdi_scan *scan) {
  const char *at = scan->at;

  while (at != scan->end) {
    if (*at++ == '\n' && (at == scan->end || (*at != ' ' && *at != '\t'))) {
      break;
    }
  }
  scan->at = at;
}

static inline bool line_is_blank(rdi_scan *scan) {
  const char *at = scan->at;

  if (at == scan->end) {
    return true;
  }
  if (*at == '\r' && scan->end - at > 1) {
    at++;
  }
  if (*at != '\n') {
    return false;
  }
  scan->at = at + 1;
  return true;
}

bool rdi_scan_blank_line(rdi_scan *scan) {
  return line_is_blank(scan);
}

/* To behind the colon of this line. False when it has none: then the line is
   passed. */
static inline bool line_colon(rdi_scan *scan) {
  const char *at = scan->at;

  while (at != scan->end && (*at > ':' || (*at != ':' && *at != '\n'))) {
    at++;
  }
  scan->at = at;
  if (at == scan->end) {
    return false;
  }
  scan->at++;
  return *at == ':';
}

bool rdi_scan_header(rdi_scan *scan, uint32_t wanted, rdi_header *id,
                     redial_span *value) {
  while (!line_is_blank(scan)) {
    const char *start = scan->at;
    const char *colon;

    if (!line_colon(scan)) {
      continue;
    }
    colon = scan->at - 1;
    line_rest(scan);
    *id = line_id(start, colon);
    if (*id != RDI_HEADER_OTHER) {
      *value = rdi_strip(rdi_between(colon + 1, scan->at));
      rdi_scan_count(scan);
      if ((wanted >> *id & 1u) != 0) {
        return true;
      }
    }
  }
  return false;
}
