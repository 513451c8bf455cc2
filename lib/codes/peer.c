#include "../codes/peer.h"

static const rdi_peer_cause *peer_cause(const rdi_peer *peer, int32_t cause) {
  size_t i;

  for (i = 0; i < peer->cause_count; i++) {
    if (peer->causes[i].cause == cause) {
      return &peer->causes[i];
    }
  }
  return NULL;
}

const char *rdi_peer_name(const rdi_peer *peer, int32_t cause) {
  const rdi_peer_cause *row = peer_cause(peer, cause);

  return row != NULL ? peer->names + row->name : NULL;
}

redial_status rdi_peer_by_name(const rdi_peer *peer, redial_span name,
                               int32_t *cause) {
  size_t i;

  for (i = 0; i < peer->cause_count; i++) {
    if (rdi_same(rdi_text(peer->names + peer->causes[i].name), name)) {
      *cause = peer->causes[i].cause;
      return REDIAL_OK;
    }
  }
  return REDIAL_ERR_NO_MATCH;
}

static int32_t peer_cause_of(const rdi_peer *peer, int32_t sip) {
  size_t i;

  for (i = 0; i < peer->sip_count; i++) {
    if (peer->sips[i].sip == sip) {
      return peer->sips[i].cause;
    }
  }
  return sip >= 300 && sip <= 699 ? peer->fallback_cause[sip / 100 - 3] : 0;
}

static int32_t peer_sip_of(const rdi_peer *peer, int32_t cause) {
  const rdi_peer_cause *row = peer_cause(peer, cause);

  return row != NULL && row->sip != 0 ? row->sip : peer->fallback_sip;
}

redial_mapped rdi_peer_from_sip(const rdi_peer *peer, int32_t sip) {
  redial_mapped cause = {0, 0};

  cause.code = peer_cause_of(peer, sip);
  cause.lossy = cause.code != 0 && peer_sip_of(peer, cause.code) != sip;
  return cause;
}

redial_mapped rdi_peer_to_sip(const rdi_peer *peer, int32_t cause) {
  redial_mapped sip = {0, 0};

  sip.code = peer_sip_of(peer, cause);
  sip.lossy = peer_cause_of(peer, sip.code) != cause;
  return sip;
}
