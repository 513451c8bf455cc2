#include "../codes/tables.h"

static const rdi_twilio_row twilio_rows[] = {
#define CODE(code, mapping, sip, outcome, about, scope, retry, action,         \
             treatment, name, source)                                          \
  {code, sip, REDIAL_MAPPING_##mapping,                                        \
   RDI_WORDS(outcome, about, scope, retry, action, treatment)},
#include "../codes/twilio.def"
#undef CODE
};

#define TWILIO_COUNT ((uint32_t)(sizeof(twilio_rows) / sizeof(twilio_rows[0])))

const rdi_twilio_row *rdi_twilio_row_of(int32_t code) {
  uint32_t low = 0;
  uint32_t high = TWILIO_COUNT;

  while (low < high) {
    uint32_t middle = (low + high) / 2;

    if (twilio_rows[middle].code < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < TWILIO_COUNT && twilio_rows[low].code == code
           ? &twilio_rows[low]
           : NULL;
}

redial_mapped redial_twilio_to_sip(int32_t twilio) {
  const rdi_twilio_row *row = rdi_twilio_row_of(twilio);
  redial_mapped sip = {0, 0};

  if (row != NULL && rdi_mapping_is_sip(row->mapping)) {
    sip.code = row->sip;
    sip.lossy = row->mapping != REDIAL_MAPPING_SIP;
  }
  return sip;
}

/* The way back is rare and the table short: a walk, and no second table. */
redial_mapped redial_sip_to_twilio(int32_t sip) {
  redial_mapped twilio = {0, 0};
  uint32_t i;

  for (i = 0; i < TWILIO_COUNT; i++) {
    const rdi_twilio_row *row = &twilio_rows[i];

    if (row->sip == sip && (row->mapping == REDIAL_MAPPING_SIP ||
                            row->mapping == REDIAL_MAPPING_SIP_OR_HTTP)) {
      twilio.code = row->code;
      twilio.lossy = row->mapping != REDIAL_MAPPING_SIP;
    }
  }
  return twilio;
}
