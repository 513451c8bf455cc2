#include "sim.h"
#include <inttypes.h>

char *sim_decimal(char *text, size_t size, uint64_t value, uint32_t places) {
  uint64_t unit = 1;
  uint32_t i;

  for (i = 0; i < places; i++) {
    unit *= 10;
  }
  if (places == 0) {
    snprintf(text, size, "%" PRIu64, value);
  } else {
    snprintf(text, size, "%" PRIu64 ".%0*" PRIu64, value / unit, (int)places,
             value % unit);
  }
  return text;
}

const char *sim_model_name(sim_model model) {
  return model == SIM_CENTRE ? "centre" : "carriers";
}
