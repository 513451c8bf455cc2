#include <redial/classify.h>

/* In the order of redial_outcome. */
static const uint8_t families[] = {
  REDIAL_FAMILY_NONE,     /* unknown */
  REDIAL_FAMILY_OK,       /* progress */
  REDIAL_FAMILY_OK,       /* success */
  REDIAL_FAMILY_REDIRECT, /* redirected */
  REDIAL_FAMILY_CALLEE,   /* busy */
  REDIAL_FAMILY_CALLEE,   /* unavailable */
  REDIAL_FAMILY_CALLEE,   /* no_answer */
  REDIAL_FAMILY_CALLEE,   /* declined */
  REDIAL_FAMILY_REFUSED,  /* unwanted */
  REDIAL_FAMILY_REFUSED,  /* blocked */
  REDIAL_FAMILY_REFUSED,  /* forbidden */
  REDIAL_FAMILY_REFUSED,  /* auth_required */
  REDIAL_FAMILY_REFUSED,  /* identity_rejected */
  REDIAL_FAMILY_REFUSED,  /* security */
  REDIAL_FAMILY_ADDRESS,  /* not_found */
  REDIAL_FAMILY_ADDRESS,  /* gone */
  REDIAL_FAMILY_ADDRESS,  /* bad_address */
  REDIAL_FAMILY_REQUEST,  /* bad_request */
  REDIAL_FAMILY_REQUEST,  /* too_large */
  REDIAL_FAMILY_REQUEST,  /* unsupported */
  REDIAL_FAMILY_REQUEST,  /* interval_too_short */
  REDIAL_FAMILY_REQUEST,  /* media */
  REDIAL_FAMILY_ENDED,    /* cancelled */
  REDIAL_FAMILY_ENDED,    /* answered_elsewhere */
  REDIAL_FAMILY_DIALOG,   /* state_lost */
  REDIAL_FAMILY_DIALOG,   /* conflict */
  REDIAL_FAMILY_NETWORK,  /* loop */
  REDIAL_FAMILY_NETWORK,  /* timeout */
  REDIAL_FAMILY_NETWORK,  /* unreachable */
  REDIAL_FAMILY_NETWORK,  /* service_unavailable */
  REDIAL_FAMILY_NETWORK,  /* overloaded */
  REDIAL_FAMILY_NETWORK,  /* server_error */
  REDIAL_FAMILY_PLATFORM, /* throttled */
  REDIAL_FAMILY_PLATFORM, /* misconfigured */
};

redial_family redial_outcome_family(uint32_t outcome) {
  if (outcome >= sizeof(families)) {
    return REDIAL_FAMILY_NONE;
  }
  return (redial_family)families[outcome];
}

bool redial_is_everywhere(redial_verdict verdict) {
  return verdict.scope == REDIAL_SCOPE_EVERYWHERE;
}
