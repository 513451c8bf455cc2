#include "../codes/peer.h"
#include <redial/causes.h>
#include <stddef.h>

#define ASTERISK_302 302
#define ASTERISK_403 403
#define ASTERISK_404 404
#define ASTERISK_408 408
#define ASTERISK_410 410
#define ASTERISK_480 480
#define ASTERISK_484 484
#define ASTERISK_486 486
#define ASTERISK_488 488
#define ASTERISK_500 500
#define ASTERISK_501 501
#define ASTERISK_502 502
#define ASTERISK_503 503

#define ASTERISK_FALLBACK 0

/* All names in one object, one member each, so that a row holds an offset. */
static const struct asterisk_text {
#define CAUSE(cause, name, sip) char name[sizeof(#name)];
#define SIP(sip, cause)
#include "../codes/asterisk.def"
#undef CAUSE
#undef SIP
} asterisk_text = {
#define CAUSE(cause, name, sip) #name,
#define SIP(sip, cause)
#include "../codes/asterisk.def"
#undef CAUSE
#undef SIP
};

static const rdi_peer_cause asterisk_causes[] = {
#define CAUSE(cause, name, sip)                                                \
  {cause, ASTERISK_##sip, (uint16_t)offsetof(struct asterisk_text, name)},
#define SIP(sip, cause)
#include "../codes/asterisk.def"
#undef CAUSE
#undef SIP
};

static const rdi_peer_sip asterisk_sips[] = {
#define CAUSE(cause, name, sip)
#define SIP(sip, cause) {sip, cause},
#include "../codes/asterisk.def"
#undef CAUSE
#undef SIP
};

/* Built at each call: a const object with pointers would need relocation. */
static rdi_peer asterisk_peer(void) {
  rdi_peer peer;

  peer.causes = asterisk_causes;
  peer.cause_count = sizeof(asterisk_causes) / sizeof(asterisk_causes[0]);
  peer.sips = asterisk_sips;
  peer.sip_count = sizeof(asterisk_sips) / sizeof(asterisk_sips[0]);
  peer.names = (const char *)&asterisk_text;
  peer.fallback_sip = 603;
  /* What it makes of a code in no row: clearing, interworking, congestion. */
  peer.fallback_cause[0] = 16;
  peer.fallback_cause[1] = 127;
  peer.fallback_cause[2] = 34;
  peer.fallback_cause[3] = 127;
  return peer;
}

const char *redial_asterisk_cause_name(int32_t cause) {
  rdi_peer peer = asterisk_peer();

  return rdi_peer_name(&peer, cause);
}

redial_status redial_asterisk_cause_by_name(redial_span name, int32_t *cause) {
  rdi_peer peer = asterisk_peer();
  redial_span prefix = rdi_text("AST_CAUSE_");

  if (rdi_starts(name, prefix)) {
    name.ptr += prefix.len;
    name.len -= prefix.len;
  }
  return rdi_peer_by_name(&peer, name, cause);
}

redial_mapped redial_sip_to_asterisk(int32_t sip) {
  rdi_peer peer = asterisk_peer();

  return rdi_peer_from_sip(&peer, sip);
}

redial_mapped redial_asterisk_to_sip(int32_t cause) {
  rdi_peer peer = asterisk_peer();

  return rdi_peer_to_sip(&peer, cause);
}

const char *redial_asterisk_dialstatus(int32_t sip) {
  switch (redial_sip_to_asterisk(sip).code) {
  case 0:
    return NULL;
  case 16:
  case 19:
    return "NOANSWER";
  case 17:
    return "BUSY";
  case 34:
    return "CONGESTION";
  default:
    return "CHANUNAVAIL";
  }
}
