#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST("305", "370", "30", "3050", " host ", "\"text\"", "\"",
                     "\\", ",", " "));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  redial_evidence seen;
  size_t i;

  memset(&seen, 0, sizeof(seen));
  redial_warning_read(fuzz_span(data, size), &seen);
  for (i = 0; i < REDIAL_WARNINGS; i++) {
    FUZZ_CHECK(seen.warnings[i] <= 999);
    FUZZ_CHECK(i == 0 || seen.warnings[i] == 0 || seen.warnings[i - 1] != 0);
  }
  return 0;
}
