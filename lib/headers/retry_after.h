#ifndef REDIAL_HEADERS_RETRY_AFTER_H
#define REDIAL_HEADERS_RETRY_AFTER_H

#include "../headers/scan.h"
#include <redial/headers.h>

RDI_PRIVATE_BEGIN

/* retry_after_usual.c: reads a value in the usual form; false, and nothing
   written, for any other. Only in haste: a build for size (gcc, clang: -Os)
   does without. */
#ifdef __OPTIMIZE_SIZE__
static inline bool rdi_retry_after_usual(redial_span value,
                                         redial_retry_after *seen) {
  (void)value;
  (void)seen;
  return false;
}
#else
bool rdi_retry_after_usual(redial_span value, redial_retry_after *seen);
#endif

RDI_PRIVATE_END

#endif
