#ifndef REDIAL_HEADERS_SCAN_H
#define REDIAL_HEADERS_SCAN_H

/* What every reader here does: walk over somebody else's bytes once, from
   left to right, and never past the end. */

#include "../core/inner.h"

RDI_PRIVATE_BEGIN

typedef struct rdi_scan {
  const char *at;
  const char *end;
} rdi_scan;

/* One parameter: name, "=", token or quoted value. */
typedef struct rdi_param {
  redial_span name;  /* without the blanks around it */
  redial_span value; /* inside its quotes */
  bool quoted;
  bool damaged; /* an unclosed quote, or something where nothing belongs */
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

rdi_scan rdi_scan_open(redial_span text);
redial_span rdi_scan_from(const rdi_scan *scan, const char *start);
void rdi_scan_spaces(rdi_scan *scan);
/* Spaces and any number of separators; true when there was a separator. */
bool rdi_scan_strays(rdi_scan *scan, char separator);
/* From an opening quote to behind the closing one; a backslash hides the byte
   that follows. False when nothing closes it: then all the rest is inside. */
bool rdi_scan_quoted(rdi_scan *scan, redial_span *inside);
/* Reads up to a ";" or "," outside of quotes, or the end. */
void rdi_scan_param(rdi_scan *scan, rdi_param *param);
/* The next parameter, if a ";" stands here. Sets damaged when the parameter
   or the place of one is empty; never clears it. */
bool rdi_scan_next_param(rdi_scan *scan, rdi_param *param, bool *damaged);

/* To the next space. */
redial_span rdi_scan_word(rdi_scan *scan);
/* To behind the next line end, given without the spaces around it. */
redial_span rdi_scan_line(rdi_scan *scan);

/* Spaces off both ends. */
redial_span rdi_strip(redial_span text);
/* Is text this word, in any case? The word is in lower case. */
bool rdi_is_word(redial_span text, const char *word, size_t length);
#define RDI_IS(text, word) rdi_is_word((text), (word), sizeof(word) - 1)
bool rdi_begins(redial_span text, const char *prefix, size_t length);
/* Place of word, 1 for the first, in cells of a width, filled up with spaces
   and in lower case; 0 when it is none of them. */
uint8_t rdi_cell_of(redial_span word, const char *cells, size_t width);

/* From a "<" to behind its ">", or a bare URI: what a Contact or Call-Info
   value starts with, display name and all. */
redial_span rdi_scan_address(rdi_scan *scan);
/* The digits here as a number; saturates, and says so. False: none. */
bool rdi_scan_number(rdi_scan *scan, uint32_t *number, bool *saturated);
/* "32203 text": the number of a Twilio error; 0 for none. */
int32_t rdi_twilio_error(redial_span value);

/* How the text of a 603+ starts (ATIS-1000099). */
#define RDI_ANALYTICS "v=analytics1;"

RDI_PRIVATE_END

#endif
