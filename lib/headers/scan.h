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
  redial_span text; /* of the last token or value; NULL without an "=" */
  bool quoted;      /* was that value? The text is inside the quotes. */
  uint8_t pieces;   /* read so far; see rdi_scan_count() */
  bool damaged;     /* set by whoever meets something odd */
  bool strays;      /* the same for pieces that are empty */
} rdi_scan;

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

/* Does a parameter end here? */
static inline bool rdi_scan_ends(const rdi_scan *scan) {
  return scan->at == scan->end || *scan->at == ';' || *scan->at == ',';
}

static inline rdi_scan rdi_scan_open(redial_span text) {
  rdi_scan scan;

  scan.at = text.ptr;
  scan.end = text.len == 0 ? text.ptr : text.ptr + text.len;
  scan.quoted = false;
  scan.damaged = false;
  scan.strays = false;
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

static inline void rdi_scan_spaces(rdi_scan *scan) {
  while (rdi_scan_more(scan) && rdi_is_space(*scan->at)) {
    scan->at++;
  }
}

/* From an opening byte to the one that closes it, or to the end. What opens
   and closes differently may be nested. A backslash hides the byte that
   follows. */
static inline const char *rdi_close(const char *at, const char *end, char opens,
                                    char closes) {
  size_t depth = 1;

  for (at++; at != end; at++) {
    if (*at == closes) {
      if (--depth == 0) {
        break;
      }
    } else if (*at == opens) {
      depth++;
    } else if (*at == '\\' && end - at > 1) {
      at++;
    }
  }
  return at;
}

static inline const char *rdi_quote_end(const char *quote, const char *end) {
  return rdi_close(quote, end, '"', '"');
}

/* Reads what is enclosed from here on, a text in quotes or a comment, and the
   spaces behind it. When it is never closed that is damage. */
static inline void rdi_scan_enclosed(rdi_scan *scan, char opens, char closes) {
  const char *start = scan->at + 1;
  const char *at = rdi_close(scan->at, scan->end, opens, closes);

  scan->text = rdi_between(start, at);
  scan->at = at;
  if (at == scan->end) {
    scan->damaged = true;
    return;
  }
  scan->at++;
  rdi_scan_spaces(scan);
}

/* Over spaces and stray separators to the next piece. It is odd as well when
   nothing comes. */
static inline void rdi_scan_strays(rdi_scan *scan, char separator) {
  const char *at = scan->at;

  for (; at != scan->end; at++) {
    if (!rdi_is_space(*at)) {
      if (*at != separator) {
        break;
      }
      scan->strays = true;
    }
  }
  scan->at = at;
  if (at == scan->end) {
    scan->strays = true;
  }
}

/* Is this a separator? If so, goes on to the next piece and counts it. */
static inline bool rdi_scan_next(rdi_scan *scan, char separator) {
  bool is = rdi_scan_is(scan, separator);

  if (is) {
    scan->at++;
    rdi_scan_count(scan);
    rdi_scan_strays(scan, separator);
  }
  return is;
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

/* param.c */
/* Reads the text up to a ";", a "," or the stop, or to the end, and without
   the spaces at its end. Neither quotes nor a parenthesis belong in it. */
void rdi_scan_token(rdi_scan *scan, char stop);
/* Reads perhaps an "=" and a value, up to a ";" or "," or the end. */
void rdi_scan_value(rdi_scan *scan);
/* Reads a name and such a value. Gives the place of the name in a list for
   rdi_scan_words(), 0 for another one. No name at all is damage. */
uint8_t rdi_scan_param(rdi_scan *scan, const char *names);

/* word.c */
redial_span rdi_strip(redial_span text); /* spaces off both ends */
/* Are these the bytes of a word in lower case, in any case? */
bool rdi_are(const char *text, const char *word, size_t length);
/* Is text this word, in any case? It is in lower case. */
static inline bool rdi_is_word(redial_span text, const char *word,
                               size_t length) {
  return text.len == length && rdi_are(text.ptr, word, length);
}
#define RDI_IS(text, word) rdi_is_word((text), (word), sizeof(word) - 1)
/* Does one of these words start here? Each stands behind its length, as in
   "\3sip\3tel", and none begins like a later one. If so, goes over it and
   gives its place, 1 for the first; else 0. */
uint8_t rdi_words_at(const char **at, const char *end, const char *list);
static inline uint8_t rdi_scan_words(rdi_scan *scan, const char *list) {
  return rdi_words_at(&scan->at, scan->end, list);
}
/* Place of text in such a list; 0 when it is none of them. */
uint8_t rdi_word_of(const redial_span *text, const char *list);

/* "32203 text": the number of a Twilio error; 0 for none. */
int32_t rdi_twilio_error(redial_span value);

RDI_PRIVATE_END

#endif
