#include "../core/inner.h"
#include <redial/pool.h>

/* How long a verdict cools, by whom it speaks of: a callee's failure says
   nothing about a trunk, a trunk's nothing about a phone. */

static uint32_t cool_for_callee(const redial_cooling *cooling,
                                uint8_t outcome) {
  switch (outcome) {
  case REDIAL_OUTCOME_BUSY:
    return cooling->busy_ms;
  case REDIAL_OUTCOME_NO_ANSWER:
    return cooling->no_answer_ms;
  case REDIAL_OUTCOME_UNAVAILABLE:
    return cooling->unavailable_ms;
  case REDIAL_OUTCOME_DECLINED:
  case REDIAL_OUTCOME_UNWANTED:
  case REDIAL_OUTCOME_BLOCKED:
    return cooling->declined_ms;
  default:
    return 0;
  }
}

static bool cool_for_is_carrier(redial_kind kind) {
  return kind == REDIAL_KIND_TRUNK || kind == REDIAL_KIND_SERVER;
}

/* RFC 3261 20.33: on a 503 it speaks of the server, on 480, 486, 600 and 603
   of the callee; on 413 and 500 of this request only. */
static bool cool_for_hint(const redial_verdict *verdict) {
  return verdict->has_retry_after != 0 && verdict->effective != 413 &&
         verdict->effective != 500;
}

static uint32_t cool_for_hinted(const redial_cooling *cooling,
                                uint32_t after_s) {
  uint32_t wait = rdi_mul32(after_s, 1000);

  wait = wait < cooling->hint_min_ms ? cooling->hint_min_ms : wait;
  return wait > cooling->hint_max_ms ? cooling->hint_max_ms : wait;
}

uint32_t redial_cool_for(const redial_cooling *cooling,
                         const redial_verdict *verdict, redial_kind kind) {
  bool callee = verdict->about == REDIAL_ABOUT_CALLEE;
  bool carrier = verdict->about == REDIAL_ABOUT_SERVER ||
                 verdict->about == REDIAL_ABOUT_PATH;
  uint32_t wait = 0;

  if (callee && !cool_for_is_carrier(kind)) {
    wait = cool_for_callee(cooling, verdict->outcome);
  } else if (carrier && cool_for_is_carrier(kind)) {
    wait = cooling->failed_ms;
  } else {
    return 0;
  }
  return cool_for_hint(verdict)
           ? cool_for_hinted(cooling, verdict->retry_after_s)
           : wait;
}
