#ifndef REDIAL_HEADERS_MESSAGE_H
#define REDIAL_HEADERS_MESSAGE_H

/* A message in lines. */

#include "../headers/scan.h"
#include <redial/headers.h>

RDI_PRIVATE_BEGIN

typedef enum rdi_header {
  RDI_HEADER_OTHER,
  RDI_HEADER_CONTACT,
  RDI_HEADER_CONTENT_TYPE,
  RDI_HEADER_CSEQ,
  RDI_HEADER_REASON,
  RDI_HEADER_WARNING,
  RDI_HEADER_CALL_INFO,
  RDI_HEADER_RETRY_AFTER,
  RDI_HEADER_TWILIO_ERROR,
  RDI_HEADER_CHALLENGE
} rdi_header;

/* Does the head end here? Then the scan goes on to the body. */
bool rdi_scan_blank_line(rdi_scan *scan);
/* The next header whose bit, 1 << id, is wanted, folded lines and all. False
   at the end of the head. */
bool rdi_scan_header(rdi_scan *scan, uint32_t wanted, rdi_header *id,
                     redial_span *value);
#define RDI_WANT(name) (1u << RDI_HEADER_##name)

/* redial_method of a word, and of what a CSeq ends with. */
uint8_t rdi_method(redial_span word);
uint8_t rdi_cseq_method(redial_span header);
/* Reads every wanted header up to the end of the head. */
void rdi_message_head(rdi_scan *scan, uint32_t wanted, redial_message *message);

RDI_PRIVATE_END

#endif
