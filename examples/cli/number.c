#include "cli.h"

bool cli_number(const char *digits, uint64_t most, uint64_t *number) {
  uint64_t value = 0;
  size_t i;

  /* Twenty digits could wrap, and no number here needs as many. */
  for (i = 0; digits[i] >= '0' && digits[i] <= '9' && i < 19; i++) {
    value = value * 10 + (uint64_t)(digits[i] - '0');
  }
  if (i == 0 || digits[i] != '\0' || value > most) {
    return false;
  }
  *number = value;
  return true;
}
