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

static redial_why table_endpoint(rdi_case *c, uint8_t why) {
  const redial_situation *s = c->situation;
  uint32_t gone =
    c->scope == REDIAL_SCOPE_EVERYWHERE ? s->same_person_left : 0;

  if (s->endpoints_left <= gone) {
    return rdi_again(c);
  }
  c->made.next = REDIAL_NEXT_ENDPOINT;
  return (redial_why)(c->barred != REDIAL_WHY_NONE ? c->barred : why);
}

static void table_wait(rdi_case *c, uint32_t wait_ms) {
  if (c->made.wait_ms < wait_ms) {
    c->made.wait_ms = wait_ms;
  }
}

/* No attempt before its time, and none that would come too late. */
static redial_why table_pace(rdi_case *c, redial_why why) {
  const redial_situation *s = c->situation;

  table_wait(c, rdi_wait_from(&c->now, &s->not_before_ms));
  table_wait(c, rdi_mul32(rdi_wait_from(&s->unix_s, &s->not_before_s), 1000));
  if (c->made.wait_ms >= c->left) {
    c->made.next = REDIAL_NEXT_STOP;
    return REDIAL_WHY_TOO_LATE;
  }
  return why;
}

redial_why rdi_by_table(rdi_case *c) {
  redial_why why = REDIAL_WHY_NONE;

  if (c->row->way == RDI_WAY_STOP) {
    return (redial_why)c->row->why;
  }
  if (c->row->way == RDI_WAY_AGAIN) {
    why = rdi_again(c);
  } else if (c->row->way >= RDI_WAY_CONFIRM) {
    why = rdi_route(c);
  }
  if (why == REDIAL_WHY_NONE) {
    why = table_endpoint(c, c->row->why);
  }
  return c->made.next != REDIAL_NEXT_STOP ? table_pace(c, why) : why;
}
