#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST("Q.850", "SIP", "Q850", ";cause=", "17", "200", "145",
                     ";text=", "\"", "\\\"", ",", ";", " ", "=", ";location=U",
                     "v=analytics1;url=a;tel=b", "\r\n "));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_span header = fuzz_span(data, size);
  redial_span cursor = header;
  redial_evidence seen;
  redial_evidence stepped;
  redial_reason value;
  redial_redress redress;

  memset(&seen, 0, sizeof(seen));
  memset(&stepped, 0, sizeof(stepped));
  memset(&redress, 0, sizeof(redress));
  redial_reason_read(header, &seen);
  for (;;) {
    size_t before = cursor.len;

    if (!redial_reason_next(&cursor, &value)) {
      break;
    }
    FUZZ_CHECK(cursor.len < before);
    FUZZ_INSIDE(value.protocol, header);
    FUZZ_INSIDE(value.text, header);
    FUZZ_CHECK(value.has_cause || value.cause == 0);
    redial_reason_take(&value, &stepped);
    redial_redress_from_reason(&value, &redress);
  }
  FUZZ_INSIDE(redress.url, header);
  FUZZ_INSIDE(redress.tel, header);
  FUZZ_INSIDE(redress.email, header);
  FUZZ_CHECK(seen.q850_cause <= 127);
  FUZZ_CHECK(seen.sip_cause == 0 ||
             (seen.sip_cause >= 100 && seen.sip_cause <= 699));
  return 0;
}
