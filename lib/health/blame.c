#include "ward.h"

static bool blame_is_callee(const redial_verdict *verdict) {
  return verdict->about == REDIAL_ABOUT_CALLEE &&
         redial_outcome_family(verdict->outcome) == REDIAL_FAMILY_CALLEE;
}

/* A 408 that was received tells of some path further on, and not of the hop
   that answered; only an own timer tells of that. */
static bool blame_is_hearsay(const redial_verdict *verdict,
                             redial_origin origin) {
  return verdict->outcome == REDIAL_OUTCOME_TIMEOUT &&
         verdict->about == REDIAL_ABOUT_PATH &&
         origin != REDIAL_ORIGIN_LOCAL_TIMEOUT;
}

/* What would work once it is mended is no fault of the server, and a loop is
   in the routing of one number, often our own (RFC 5393). */
static bool blame_is_excused(const redial_verdict *verdict) {
  return verdict->retry == REDIAL_RETRY_AFTER_FIX ||
         verdict->outcome == REDIAL_OUTCOME_LOOP ||
         verdict->outcome == REDIAL_OUTCOME_PROGRESS;
}

static bool blame_is_fault(const redial_verdict *verdict,
                           redial_origin origin) {
  if (verdict->about != REDIAL_ABOUT_SERVER &&
      verdict->about != REDIAL_ABOUT_PATH) {
    return false;
  }
  return !blame_is_excused(verdict) && !blame_is_hearsay(verdict, origin);
}

redial_blame redial_blame_of(redial_verdict verdict, redial_origin origin,
                             redial_kind kind, redial_role role) {
  bool way = rdi_ward_way(kind, role);

  if (verdict.outcome == REDIAL_OUTCOME_SUCCESS) {
    return REDIAL_BLAME_GOOD;
  }
  if (blame_is_callee(&verdict)) {
    return way ? REDIAL_BLAME_GOOD : REDIAL_BLAME_CALLEE;
  }
  return way && blame_is_fault(&verdict, origin) ? REDIAL_BLAME_FAULT
                                                 : REDIAL_BLAME_NONE;
}
