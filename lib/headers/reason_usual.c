#include "../headers/reason.h"

/* Nearly everybody writes a cause and then perhaps a text, in this way:

     ;cause=16;text="Terminated"

   These are read here at one go, as far as they are so; the whole reader,
   which says the same of them, goes on from there. */
#ifndef __OPTIMIZE_SIZE__

/* Comparing a constant few bytes is a load or two. */
static inline bool usual_starts(const char *at, const char *end,
                                const char *word, size_t length) {
  return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

/* A parameter has been read up to here: goes on behind its spaces if it ends
   there. */
static inline bool usual_ends(rdi_scan *scan, const char *at) {
  while (at != scan->end && *at == ' ') {
    at++;
  }
  if (at != scan->end && *at != ';' && *at != ',') {
    return false;
  }
  scan->at = at;
  return true;
}

/* No cause has more than three digits. */
static inline bool usual_cause(rdi_scan *scan, redial_reason *value) {
  const char *at = scan->at + sizeof(";cause=") - 1;
  const char *most = scan->end - at > 3 ? at + 3 : scan->end;
  const char *start = at;
  uint32_t cause = 0;

  while (at != most && rdi_digit(*at) <= 9) {
    cause = cause * 10 + rdi_digit(*at);
    at++;
  }
  if (at == start || !usual_ends(scan, at)) {
    return false;
  }
  value->cause = cause;
  value->has_cause = 1;
  return true;
}

/* Small letters lie above both bytes that matter, so for most of them the
   first comparison decides. Where a backslash hides a byte this is not the
   usual form. */
static inline void usual_text(rdi_scan *scan, redial_reason *value) {
  const char *start = scan->at + sizeof(";text=\"") - 1;
  const char *at = start;

  while (at != scan->end && (*at > '\\' || (*at != '"' && *at != '\\'))) {
    at++;
  }
  if (at != scan->end && *at == '"' && usual_ends(scan, at + 1)) {
    value->text = rdi_between(start, at);
  }
}

void rdi_reason_usual(rdi_scan *scan, redial_reason *value) {
  if (usual_starts(scan->at, scan->end, ";cause=", 7) &&
      usual_cause(scan, value) &&
      usual_starts(scan->at, scan->end, ";text=\"", 7)) {
    usual_text(scan, value);
  }
}
#endif
