#ifndef REDIAL_HEADERS_SCAN_H
#define REDIAL_HEADERS_SCAN_H

/* What every reader here does: walk over somebody else's bytes from left to
   right and never past the end. Pieces too short to matter are passed over
   in the innermost loop, so that no input costs more than a few instructions
   for each of its bytes. */

#include "../core/inner.h"
#include <string.h>

RDI_PRIVATE_BEGIN

typedef struct rdi_scan {
  const char *at;
  const char *end;
  bool damaged;   /* set by whoever meets something odd */
  uint8_t pieces; /* read so far; see rdi_scan_count() */
} rdi_scan;

/* One parameter: name, "=", token or quoted value. */
typedef struct rdi_param {
  redial_span name;  /* without the spaces around it */
  redial_span value; /* inside its quotes; NULL when there is no "=" */
  bool quoted;
} rdi_param;

/* Blanks, the line ends inside a folded value (RFC 3261 7.3.1), and the other
   controls, which mean nothing anywhere. */
static inline bool rdi_is_space(char c) {
  return (unsigned char)c <= ' ';
}

/* 0..9, or more for what is no digit. */
static inline unsigned rdi_digit(char c) {
  return (unsigned)(unsigned char)c - '0';
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
  scan.pieces = 0;
  return scan;
}

/* No honest header, head or form has that many pieces. Beyond them nothing is
   read, and that is damage: hostile bytes buy no more work. */
#define RDI_PIECES 200

/* Counts a piece; goes to the end when there are too many. */
static inline void rdi_scan_count(rdi_scan *scan) {
  if (scan->pieces == RDI_PIECES) {
    scan->damaged = true;
    scan->at = scan->end;
  } else {
    scan->pieces++;
  }
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

/* Spaces and separators; a separator is damage. A space for none. */
static inline void rdi_scan_strays(rdi_scan *scan, char separator) {
  const char *at = scan->at;

  for (; at != scan->end; at++) {
    if (!rdi_is_space(*at)) {
      if (*at != separator) {
        break;
      }
      scan->damaged = true;
    }
  }
  scan->at = at;
}

/* To the next separator outside of quotes. An unclosed quote is damage. */
static inline void rdi_scan_to(rdi_scan *scan, char separator) {
  const char *at = scan->at;

  for (; at != scan->end && *at != separator; at++) {
    if (*at == '"') {
      at = rdi_quote_end(at, scan->end);
      if (at == scan->end) {
        scan->damaged = true;
        break;
      }
    }
  }
  scan->at = at;
}

/* To the next space. */
redial_span rdi_scan_word(rdi_scan *scan);
/* To behind the next line end, given without the spaces around it. */
redial_span rdi_scan_line(rdi_scan *scan);
/* The digits here as a number; *saturated is set when it does not fit. False
   when there are none. */
bool rdi_scan_number(rdi_scan *scan, uint32_t *number, bool *saturated);

/* param.c */
/* To the end of a token: ";", "," or the stop. Neither quotes nor a parenthesis
   belong in one. */
const char *rdi_scan_token(rdi_scan *scan, const char *at, char stop);
/* Without the spaces at the end. */
redial_span rdi_between_trimmed(const char *start, const char *end);
/* Reads a name and perhaps "=" and a value, up to a ";" or "," or the end.
   Before the name strays are passed over. A name without bytes is damage. */
void rdi_scan_param(rdi_scan *scan, char stray, rdi_param *param);

/* word.c */
redial_span rdi_strip(redial_span text); /* spaces off both ends */
/* Are these four bytes those of a word in lower case, in any case? Its letters
   have bits 5 and 6 set, unlike its other bytes; bit 5 alone is the case. */
static inline bool rdi_are(const char *text, const char *word) {
  uint32_t some;
  uint32_t wanted;

  memcpy(&some, text, 4);
  memcpy(&wanted, word, 4);
  return (some | (wanted >> 1 & wanted & 0x20202020u)) == wanted;
}

/* Is text this word, in any case? It is in lower case. */
bool rdi_is_word(redial_span text, const char *word, size_t length);
#define RDI_IS(text, word) rdi_is_word((text), (word), sizeof(word) - 1)
/* Place of word, 1 for the first, in cells of a width, filled up with spaces
   and in lower case; 0 when it is none of them. */
uint8_t rdi_cell_of(redial_span word, const char *cells, size_t width);

/* "32203 text": the number of a Twilio error; 0 for none. */
int32_t rdi_twilio_error(redial_span value);

RDI_PRIVATE_END

#endif
