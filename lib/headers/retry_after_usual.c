#include "../headers/retry_after.h"

/* Nearly every Retry-After is seconds alone, or seconds and a duration:

     120        18000;duration=3600

   These are read here at one go; the whole reader, which says the same of
   them, has the rest. */
#ifndef __OPTIMIZE_SIZE__

/* Up to nine digits, which 32 bits always hold; the start when there is none.
   A tenth is left where it is, so that the value does not end here. */
static inline const char *retry_usual_digits(const char *start, const char *end,
                                             uint32_t *number) {
  const char *most = end - start > 9 ? start + 9 : end;
  const char *at = start;

  *number = 0;
  while (at != most && rdi_digit(*at) <= 9) {
    *number = *number * 10 + rdi_digit(*at);
    at++;
  }
  return at;
}

bool rdi_retry_after_usual(redial_span value, redial_retry_after *seen) {
  static const char name[] = ";duration=";
  const size_t length = sizeof(name) - 1;
  const char *end = value.len == 0 ? value.ptr : value.ptr + value.len;
  uint32_t seconds;
  uint32_t duration = 0;
  const char *at = retry_usual_digits(value.ptr, end, &seconds);

  if (at == value.ptr) {
    return false;
  }
  if ((size_t)(end - at) > length && memcmp(at, name, length) == 0) {
    const char *start = at + length;

    at = retry_usual_digits(start, end, &duration);
    at = at == start ? value.ptr : at;
  }
  if (at != end) {
    return false;
  }
  seen->seconds = seconds;
  seen->duration_s = duration;
  seen->present = 1;
  return true;
}
#endif
