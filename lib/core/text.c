#include "../core/inner.h"

static void text_put(rdi_out *out, char c) {
  /* One byte is kept for the end. */
  if (out->size > 0 && out->length < out->size - 1) {
    out->buffer[out->length] = c;
    out->buffer[out->length + 1] = '\0';
  }
  out->length++;
}

void rdi_out_open(rdi_out *out, char *buffer, size_t size) {
  out->buffer = buffer;
  out->size = size;
  out->length = 0;
  if (size > 0) {
    buffer[0] = '\0';
  }
}

void rdi_out_text(rdi_out *out, const char *terminated) {
  for (; *terminated != '\0'; terminated++) {
    text_put(out, *terminated);
  }
}

void rdi_out_number(rdi_out *out, uint32_t value) {
  uint32_t power = 1;

  while (value / power >= 10) {
    power *= 10; /* at most 10^9: value / power was at least 10 */
  }
  for (; power > 0; power /= 10) {
    text_put(out, (char)('0' + value / power % 10));
  }
}

void rdi_out_signed(rdi_out *out, int32_t value) {
  if (value < 0) {
    text_put(out, '-');
    /* Negated as unsigned: -INT32_MIN does not fit. */
    rdi_out_number(out, 0u - (uint32_t)value);
  } else {
    rdi_out_number(out, (uint32_t)value);
  }
}
