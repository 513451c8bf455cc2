#ifndef REDIAL_HEADERS_SCAN_H
#define REDIAL_HEADERS_SCAN_H

/* What every reader here does: walk over somebody else's bytes from left to
   right and never past the end. Pieces too short to matter are passed over
   in the innermost loop, so that no input costs more than a few instructions
   for each of its bytes. */

#include "../core/inner.h"

RDI_PRIVATE_BEGIN

typedef struct rdi_scan {
  const char *at;
  const char *end;
  bool damaged; /* set by whoever meets something odd, never cleared */
} rdi_scan;

/* One parameter: name, "=", token or quoted value. */
typedef struct rdi_param {
  redial_span name;  /* without the spaces around it */
  redial_span value; /* inside its quotes; NULL when there is no "=" */
  bool quoted;
} rdi_param;

/* Blanks, and the line ends inside a folded value (RFC 3261 7.3.1). */
static inline bool rdi_is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool rdi_scan_more(const rdi_scan *scan) {
  return scan->at != scan->end;
}

static inline bool rdi_scan_is(const rdi_scan *scan, char c) {
  return scan->at != scan->end && *scan->at == c;
}

static inline rdi_scan rdi_scan_open(redial_span text) {
  rdi_scan scan;

  scan.at = text.ptr;
  scan.end = text.len == 0 ? text.ptr : text.ptr + text.len;
  scan.damaged = false;
  return scan;
}

static inline redial_span rdi_between(const char *start, const char *end) {
  redial_span text;

  text.ptr = start;
  text.len = (size_t)(end - start);
  return text;
}

/* From an opening quote to the closing one, or to the end. A backslash hides
   the byte that follows. */
const char *rdi_quote_end(const char *quote, const char *end);

static inline void rdi_scan_spaces(rdi_scan *scan) {
  while (rdi_scan_more(scan) && rdi_is_space(*scan->at)) {
    scan->at++;
  }
}

/* Spaces and separators; a separator is damage. */
static inline void rdi_scan_strays(rdi_scan *scan, char separator) {
  for (; rdi_scan_more(scan); scan->at++) {
    if (*scan->at == separator) {
      scan->damaged = true;
    } else if (!rdi_is_space(*scan->at)) {
      break;
    }
  }
}

/* To the next separator outside of quotes. An unclosed quote is damage. */
static inline void rdi_scan_to(rdi_scan *scan, char separator) {
  for (; rdi_scan_more(scan) && *scan->at != separator; scan->at++) {
    if (*scan->at == '"') {
      scan->at = rdi_quote_end(scan->at, scan->end);
      if (!rdi_scan_more(scan)) {
        scan->damaged = true;
        break;
      }
    }
  }
}

/* To the next space. */
redial_span rdi_scan_word(rdi_scan *scan);
/* To behind the next line end, given without the spaces around it. */
redial_span rdi_scan_line(rdi_scan *scan);
/* The digits here as a number. Saturates, and says so. False: none. */
bool rdi_scan_number(rdi_scan *scan, uint32_t *number, bool *saturated);

/* param.c */
/* Up to a ";" or "," outside of quotes. */
void rdi_scan_param(rdi_scan *scan, rdi_param *param);
/* The next parameter of at least that many bytes, if a ";" stands here. An
   empty one is damage. */
bool rdi_scan_next_param(rdi_scan *scan, size_t shortest, rdi_param *param);

/* word.c */
redial_span rdi_strip(redial_span text); /* spaces off both ends */
/* Is text this word, in any case? The word is in lower case. */
bool rdi_is_word(redial_span text, const char *word, size_t length);
#define RDI_IS(text, word) rdi_is_word((text), (word), sizeof(word) - 1)
/* Place of word, 1 for the first, in cells of a width, filled up with spaces
   and in lower case; 0 when it is none of them. */
uint8_t rdi_cell_of(redial_span word, const char *cells, size_t width);

/* "32203 text": the number of a Twilio error; 0 for none. */
int32_t rdi_twilio_error(redial_span value);

RDI_PRIVATE_END

#endif
