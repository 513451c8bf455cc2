#include <redial/version.h>

uint32_t redial_version(void) {
  return REDIAL_VERSION;
}
