#include "../headers/message.h"

/* In the order of redial_method. */
static const char method_cells[] =
  "invite   cancel   bye      register options  subscribenotify   publish  "
  "refer    message  update   info     prack    ack      ";

uint8_t rdi_method(redial_span word) {
  uint8_t place = rdi_cell_of(word, method_cells, 9);

  if (place == 0 && word.len > 0) {
    return REDIAL_METHOD_OTHER;
  }
  return place;
}

uint8_t rdi_cseq_method(redial_span header) {
  rdi_scan scan = rdi_scan_open(header);
  uint32_t number;
  bool saturated;

  if (!rdi_scan_number(&scan, &number, &saturated)) {
    return REDIAL_METHOD_UNKNOWN;
  }
  rdi_scan_spaces(&scan);
  return rdi_method(rdi_scan_word(&scan));
}
