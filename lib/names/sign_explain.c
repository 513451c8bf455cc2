#include "../core/inner.h"
#include "../names/list.h"
#include <redial/sign.h>

/* In the order of redial_sign_kind: what it is, and what was counted. */
static const char sign_phrases[] =
  "nothing\0" "busy more often than usual\0"
  "stuck busy, perhaps a hung session\0"
  "trunk answers busy for everybody, perhaps full\0" "unregistered\0"
  "unavailable although registered\0" "declines although it should answer\0"
  "declines more often than usual\0" "many declines at this hour\0"
  "all ejected, or held back by the ceiling alone";
static const char sign_counted[] =
  "counted\0" "busy\0" "in a row with no call known\0" "callees in a row\0"
  "s\0" "in a row\0" "declined\0" "declined\0" "declined\0" "ejected";

static void sign_whose(rdi_out *out, const redial_sign *sign) {
  if (sign->slot == REDIAL_SIGN_POOL) {
    rdi_out_text(out, "pool");
  } else {
    rdi_out_text(out, "slot ");
    rdi_out_number(out, sign->slot);
  }
  if (sign->hour != REDIAL_SIGN_NO_HOUR) {
    rdi_out_text(out, ", hour ");
    rdi_out_number(out, sign->hour);
  }
}

static void sign_count(rdi_out *out, const redial_sign *sign) {
  rdi_out_text(out, ": ");
  rdi_out_number(out, sign->count);
  if (sign->of != 0) {
    rdi_out_text(out, " of ");
    rdi_out_number(out, sign->of);
  }
  rdi_out_text(out, " ");
  rdi_out_text(out,
               rdi_list_at(sign_counted, sizeof(sign_counted), sign->kind));
}

/* Whole seconds: milliseconds of a monotonic clock tell nobody anything. */
static void sign_since(rdi_out *out, const redial_sign *sign) {
  uint64_t seconds = sign->since_ms / 1000;

  rdi_out_text(out, sign->raised != 0 ? ", since " : ", cleared at ");
  rdi_out_number(out, seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds);
  rdi_out_text(out, " s");
}

size_t redial_sign_explain(const redial_sign *sign, char *buffer,
                           size_t size) {
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  sign_whose(&out, sign);
  rdi_out_text(&out, ": ");
  rdi_out_text(&out,
               rdi_list_at(sign_phrases, sizeof(sign_phrases), sign->kind));
  sign_count(&out, sign);
  sign_since(&out, sign);
  return out.length;
}
