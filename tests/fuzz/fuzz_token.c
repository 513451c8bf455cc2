#include "fuzz.h"

FUZZ_WORDS(FUZZ_LIST(
  "AQAAAegHAwr_tJilD-YDFQEAAADmA-YD5gMEDAISAAAAAAACAAAACgQAAA",
  "ABAgoAAAABAAEAAhEAAAERAQAB1pOsbw", "AQ", "AAAA", "____", "-", "=", "\n"));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt before;
  redial_hunt hunt;
  redial_status status;

  memset(&hunt, 0x5a, sizeof(hunt));
  before = hunt;
  status = redial_hunt_token_read(fuzz_span(data, size), &hunt);
  if (status != REDIAL_OK) {
    FUZZ_CHECK(status == REDIAL_ERR_SYNTAX || status == REDIAL_ERR_VERSION ||
               status == REDIAL_ERR_CORRUPT);
    FUZZ_CHECK(memcmp(&hunt, &before, sizeof(hunt)) == 0);
    return 0;
  }
  FUZZ_CHECK(hunt.state <= REDIAL_HUNT_STOPPED);
  FUZZ_CHECK(hunt.note_count <= REDIAL_HUNT_NOTES);
  FUZZ_CHECK(hunt.used <= REDIAL_HUNT_LEGS && hunt.winner <= hunt.used);
  /* What was read can be written, and is as short. */
  FUZZ_CHECK(redial_hunt_token_write(&hunt, text, sizeof(text)) == REDIAL_OK);
  return 0;
}
