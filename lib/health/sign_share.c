#include "ward.h"

/* When a share is worth a sign. */

#define SHARE_WHOLE 10000u

bool rdi_share_is_high(const redial_health *health, const redial_sign *sign,
                       uint32_t rate) {
  return sign->of >= health->limits->sign_min &&
         redial_wilson_lower(sign->count, sign->of) > rate;
}

/* Few peers say nothing about what is usual. */
bool rdi_share_stands_out(const redial_health *health, const redial_sign *sign,
                          uint32_t peer_hits, uint32_t peer_of) {
  return peer_of <= health->limits->sign_min ||
         redial_wilson_lower(sign->count, sign->of) >
           redial_wilson_upper(peer_hits, peer_of);
}

/* Half the rate is enough to stay up: a share at the threshold would
   otherwise flutter with every call. */
bool rdi_share_stays(const redial_sign *sign, uint32_t rate) {
  return sign->count > 0 &&
         (uint64_t)sign->count * SHARE_WHOLE * 2 >= (uint64_t)sign->of * rate;
}
