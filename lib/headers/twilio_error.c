#include "../headers/scan.h"
#include <redial/headers.h>

/* "32203 text": a number, and perhaps words about it. */
int32_t rdi_twilio_error(redial_span value) {
  rdi_scan scan = rdi_scan_open(value);
  redial_span word;
  uint32_t number = 0;

  rdi_scan_spaces(&scan);
  word = rdi_scan_word(&scan);
  if (!rdi_number(&word, &number) || number > INT32_MAX) {
    return 0;
  }
  return (int32_t)number;
}

void redial_twilio_error_read(redial_span value, redial_evidence *evidence) {
  if (evidence->twilio_error == 0) {
    evidence->twilio_error = rdi_twilio_error(value);
  }
}
