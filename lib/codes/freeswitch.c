#include "../codes/peer.h"
#include <redial/causes.h>
#include <stddef.h>

#define FREESWITCH_403 403
#define FREESWITCH_404 404
#define FREESWITCH_408 408
#define FREESWITCH_410 410
#define FREESWITCH_428 428
#define FREESWITCH_429 429
#define FREESWITCH_437 437
#define FREESWITCH_438 438
#define FREESWITCH_480 480
#define FREESWITCH_483 483
#define FREESWITCH_484 484
#define FREESWITCH_486 486
#define FREESWITCH_487 487
#define FREESWITCH_488 488
#define FREESWITCH_501 501
#define FREESWITCH_502 502
#define FREESWITCH_503 503
#define FREESWITCH_504 504
#define FREESWITCH_603 603
#define FREESWITCH_607 607

#define FREESWITCH_DEFAULT 0

/* All names in one object, one member each, so that a row holds an offset. */
static const struct freeswitch_text {
#define CAUSE(cause, name, sip) char name[sizeof(#name)];
#define SIP(sip, cause)
#include "../codes/freeswitch.def"
#undef CAUSE
#undef SIP
} freeswitch_text = {
#define CAUSE(cause, name, sip) #name,
#define SIP(sip, cause)
#include "../codes/freeswitch.def"
#undef CAUSE
#undef SIP
};

static const rdi_peer_cause freeswitch_causes[] = {
#define CAUSE(cause, name, sip)                                                \
  {cause, FREESWITCH_##sip, (uint16_t)offsetof(struct freeswitch_text, name)},
#define SIP(sip, cause)
#include "../codes/freeswitch.def"
#undef CAUSE
#undef SIP
};

static const rdi_peer_sip freeswitch_sips[] = {
#define CAUSE(cause, name, sip)
#define SIP(sip, cause) {sip, cause},
#include "../codes/freeswitch.def"
#undef CAUSE
#undef SIP
};

/* Built at each call: a const object with pointers would need relocation. */
static rdi_peer freeswitch_peer(void) {
  rdi_peer peer;

  peer.causes = freeswitch_causes;
  peer.cause_count = sizeof(freeswitch_causes) / sizeof(freeswitch_causes[0]);
  peer.sips = freeswitch_sips;
  peer.sip_count = sizeof(freeswitch_sips) / sizeof(freeswitch_sips[0]);
  peer.names = (const char *)&freeswitch_text;
  peer.fallback_sip = 480;
  peer.fallback_cause[0] = 31;
  peer.fallback_cause[1] = 31;
  peer.fallback_cause[2] = 31;
  peer.fallback_cause[3] = 31;
  return peer;
}

const char *redial_freeswitch_cause_name(int32_t cause) {
  rdi_peer peer = freeswitch_peer();

  return rdi_peer_name(&peer, cause);
}

redial_status redial_freeswitch_cause_by_name(redial_span name, int32_t *cause) {
  rdi_peer peer = freeswitch_peer();

  return rdi_peer_by_name(&peer, name, cause);
}

redial_mapped redial_sip_to_freeswitch(int32_t sip) {
  rdi_peer peer = freeswitch_peer();

  return rdi_peer_from_sip(&peer, sip);
}

redial_mapped redial_freeswitch_to_sip(int32_t cause) {
  rdi_peer peer = freeswitch_peer();

  return rdi_peer_to_sip(&peer, cause);
}
