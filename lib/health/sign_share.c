#include "ward.h"

#define SHARE_WHOLE 10000u

/* Half the rate is enough to stay up: a share at the threshold would
   otherwise flutter with every call. */
static bool share_stays(const redial_sign *sign, uint32_t rate) {
  return sign->count > 0 && (uint64_t)sign->count * SHARE_WHOLE * 2 >=
                              (uint64_t)sign->of * rate;
}

bool rdi_sign_share(const redial_health *health, const redial_sign *sign,
                    uint32_t peer_hits, uint32_t peer_of, uint32_t rate,
                    bool was_up) {
  uint32_t least;

  if (was_up) {
    return share_stays(sign, rate);
  }
  if (sign->of < health->limits->sign_min) {
    return false;
  }
  least = redial_wilson_lower(sign->count, sign->of);
  /* Few peers say nothing about what is usual. */
  return least > rate && (peer_of <= health->limits->sign_min ||
                          least > redial_wilson_upper(peer_hits, peer_of));
}
