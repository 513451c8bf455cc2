#ifndef REDIAL_HEADERS_REASON_H
#define REDIAL_HEADERS_REASON_H

#include "../headers/scan.h"
#include <redial/headers.h>

/* How the text of a 603+ starts (ATIS-1000099). */
#define RDI_ANALYTICS "v=analytics1;"

RDI_PRIVATE_BEGIN

bool rdi_is_analytics(redial_span text);
/* Reads and takes the next value whose protocol has not been seen, if there
   is one. Others are passed over without a closer look. */
bool rdi_reason_take_next(redial_span *header, redial_reason *value,
                          redial_evidence *evidence);

RDI_PRIVATE_END

#endif
