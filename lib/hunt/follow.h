#ifndef REDIAL_HUNT_FOLLOW_H
#define REDIAL_HUNT_FOLLOW_H

/* A decision on its way through the hunt; shared by the files that follow
   it. */

#include "../hunt/inner.h"

typedef struct rdi_follow_case {
  redial_hunt *hunt;
  const redial_scene *scene;
  const redial_verdict *verdict;
  redial_situation *situation;
  redial_leg *leg; /* may hold another attempt already */
  redial_leg was;  /* the one that ended */
  redial_decision *made;
  uint32_t cool_ms; /* its endpoint is held so long when its lease ends */
  bool told;        /* those outside have learned of it */
} rdi_follow_case;

RDI_PRIVATE_BEGIN

/* follow.c */
void rdi_follow(rdi_follow_case *f);

/* act.c */
bool rdi_act_route(rdi_follow_case *f);
void rdi_act(rdi_follow_case *f);

static inline uint32_t rdi_follow_due(const rdi_follow_case *f) {
  return rdi_add32(rdi_hunt_since(f->hunt, f->situation->now_ms),
                   f->made->wait_ms);
}

static inline void rdi_follow_end_leg(const rdi_follow_case *f) {
  rdi_leg_end(f->scene, f->leg, f->verdict->outcome, f->cool_ms,
              f->situation->now_ms);
}

RDI_PRIVATE_END

#endif
