#ifndef REDIAL_HEADERS_REASON_H
#define REDIAL_HEADERS_REASON_H

#include "../headers/scan.h"
#include <redial/headers.h>

/* How the text of a 603+ starts (ATIS-1000099). */
#define RDI_ANALYTICS "v=analytics1;"

RDI_PRIVATE_BEGIN

/* Reads the protocol that starts here into a new value: SIP, Q.850 or its
   alias Q850 in any case. Any other is left alone. */
void rdi_reason_protocol(rdi_scan *scan, redial_reason *value);
/* Reads the rest of that value and the comma behind it. */
void rdi_reason_value(rdi_scan *scan, redial_reason *value);
/* reason_usual.c: reads a cause and a text that stand first and in the usual
   form. Only in haste: a build for size (gcc, clang: -Os) does without. */
#ifdef __OPTIMIZE_SIZE__
static inline void rdi_reason_usual(rdi_scan *scan, redial_reason *value) {
  (void)scan;
  (void)value;
}
#else
void rdi_reason_usual(rdi_scan *scan, redial_reason *value);
#endif
/* What says that a value of this namespace was seen; 0 for none. */
uint16_t rdi_reason_mark(uint8_t ns);

bool rdi_is_analytics(redial_span text);
/* Reads and takes the next value whose protocol has not been seen, if there
   is one. Others are passed over without a closer look. The scan is behind
   the strays at the start of the header. */
bool rdi_reason_take_next(rdi_scan *scan, redial_reason *value,
                          redial_evidence *evidence);

RDI_PRIVATE_END

#endif
