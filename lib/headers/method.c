#include "../headers/message.h"

/* In the order of redial_method. */
static const char method_words[] =
  "\6invite\6cancel\3bye\10register\7options\11subscribe\6notify\7publish"
  "\5refer\7message\6update\4info\5prack\3ack";

uint8_t rdi_method(redial_span word) {
  uint8_t place = rdi_word_of(&word, method_words);

  if (place == 0 && word.len > 0) {
    return REDIAL_METHOD_OTHER;
  }
  return place;
}

uint8_t rdi_cseq_method(redial_span header) {
  rdi_scan scan = rdi_scan_open(header);

  while (rdi_scan_more(&scan) && rdi_digit(*scan.at) <= 9) {
    scan.at++;
  }
  if (scan.at == header.ptr) {
    return REDIAL_METHOD_UNKNOWN;
  }
  rdi_scan_spaces(&scan);
  return rdi_method(rdi_scan_word(&scan));
}
