#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST("120", "0", "4294967296", ";duration=", ";", "(", ")",
                     "\\", ",", " ", "\"", "=", ";x="));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_retry_after seen;

  memset(&seen, 0, sizeof(seen));
  redial_retry_after_read(fuzz_span(data, size), &seen);
  FUZZ_CHECK(seen.present <= 1);
  FUZZ_CHECK(seen.damage <= REDIAL_DAMAGE_MALFORMED);
  FUZZ_CHECK(seen.present || seen.damage == REDIAL_DAMAGE_MALFORMED);
  FUZZ_CHECK(seen.present || (seen.seconds == 0 && seen.duration_s == 0));
  return 0;
}
