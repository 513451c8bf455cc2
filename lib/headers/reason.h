#ifndef REDIAL_HEADERS_REASON_H
#define REDIAL_HEADERS_REASON_H

#include "../headers/scan.h"
#include <redial/headers.h>

/* How the text of a 603+ starts (ATIS-1000099). */
#define RDI_ANALYTICS "v=analytics1;"

RDI_PRIVATE_BEGIN

/* Length of "SIP", "Q.850" or its alias "Q850" where that is the protocol
   which starts here, in any case; 0 for any other. */
#define RDI_REASON_SIP 3u
#define RDI_REASON_ALIAS 4u
#define RDI_REASON_Q850 5u
size_t rdi_reason_protocol(const rdi_scan *scan);

/* Reads the value that starts here with a protocol of that length, and the
   comma behind it. */
void rdi_reason_value(rdi_scan *scan, size_t length, redial_reason *value);

bool rdi_is_analytics(redial_span text);
/* Reads and takes the next value whose protocol has not been seen, if there
   is one. Others are passed over without a closer look. */
bool rdi_reason_take_next(redial_span *header, redial_reason *value,
                          redial_evidence *evidence);

RDI_PRIVATE_END

#endif
