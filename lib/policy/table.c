#include "../policy/case.h"

/* Section 6 of the design, row by row. What leaves for the round leaves for
   the call when it does not come back: never, or only after a fix. A route
   without another via takes its endpoint along. */
#define SCOPE(scope, leaves, way, why)                                         \
  [REDIAL_SCOPE_##scope] = {leaves, RDI_WAY_##way, REDIAL_WHY_##why},
#define NOTHING 0
#define PAIRING REDIAL_LEAVES_PAIRING_ROUND
#define ENDPOINT REDIAL_LEAVES_ENDPOINT_ROUND
#define PERSON REDIAL_LEAVES_PERSON_ROUND

const rdi_scope_row rdi_scope_rows[REDIAL_SCOPE_UNKNOWN + 1] = {
  /*    scope       leaves    then      why */
  SCOPE(NONE,       NOTHING,  STOP,     NOTHING_FAILED)
  SCOPE(ROUTE,      PAIRING,  ROUTE,    ROUTE)
  SCOPE(HERE,       ENDPOINT, ENDPOINT, HERE)
  SCOPE(ADDRESS,    ENDPOINT, CONFIRM,  ADDRESS)
  SCOPE(EVERYWHERE, PERSON,   ENDPOINT, EVERYWHERE)
  SCOPE(REQUEST,    NOTHING,  AGAIN,    REQUEST)
  SCOPE(DIALOG,     NOTHING,  STOP,     DIALOG)
  SCOPE(UNKNOWN,    PAIRING,  ROUTE,    UNKNOWN)
};

#undef SCOPE
#undef NOTHING
#undef PAIRING
#undef ENDPOINT
#undef PERSON
