#include "../policy/case.h"

/* Section 6 of the design, row by row. What leaves for the round leaves for
   the call when it does not come back: never, or only after a fix. A route
   without another via takes its endpoint along. */
#define SCOPE(scope, leaves, returns, way, why)                                \
  [REDIAL_SCOPE_##scope] = {leaves, returns, RDI_WAY_##way, REDIAL_WHY_##why},
#define NOTHING 0
#define PAIRING REDIAL_LEAVES_PAIRING_ROUND
#define ENDPOINT REDIAL_LEAVES_ENDPOINT_ROUND
#define PERSON REDIAL_LEAVES_PERSON_ROUND
#define LATER (1u << REDIAL_RETRY_LATER)
/* Where the only way on is another one, elsewhere with nowhere left is
   later. */
#define ANY (LATER | 1u << REDIAL_RETRY_ELSEWHERE)

const rdi_scope_row rdi_scope_rows[REDIAL_SCOPE_UNKNOWN + 1] = {
  /*    scope       leaves    returns then      why */
  SCOPE(NONE,       NOTHING,  LATER,  STOP,     NOTHING_FAILED)
  SCOPE(ROUTE,      PAIRING,  ANY,    ROUTE,    ROUTE)
  SCOPE(HERE,       ENDPOINT, LATER,  ENDPOINT, HERE)
  SCOPE(ADDRESS,    ENDPOINT, LATER,  CONFIRM,  ADDRESS)
  SCOPE(EVERYWHERE, PERSON,   LATER,  ENDPOINT, EVERYWHERE)
  SCOPE(REQUEST,    NOTHING,  LATER,  AGAIN,    REQUEST)
  SCOPE(DIALOG,     NOTHING,  LATER,  STOP,     DIALOG)
  SCOPE(UNKNOWN,    PAIRING,  ANY,    ROUTE,    UNKNOWN)
};

#undef LATER
#undef ANY
#undef SCOPE
#undef NOTHING
#undef PAIRING
#undef ENDPOINT
#undef PERSON
