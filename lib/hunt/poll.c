#include "../hunt/usual.h"

/* What the host does next: mostly it dials, or waits. */

RDI_COLD redial_step poll_ring(const redial_hunt *hunt,
                               const redial_scene *scene, uint64_t ends) {
  return (redial_step){.wake_ms = rdi_usual_wake(hunt, scene->policy, ends),
                       .whom = REDIAL_NO_SLOT,
                       .via = REDIAL_NO_SLOT,
                       .kind = REDIAL_STEP_WAIT};
}

RDI_COLD redial_step poll_dial(redial_hunt *hunt, const redial_scene *scene,
                               uint64_t now_ms) {
  const redial_leg *leg = hunt->legs;

  rdi_usual_place(hunt, now_ms);
  return (redial_step){.lease = leg->whom,
                       .via_lease = leg->via,
                       .whom = leg->whom.slot,
                       .via = leg->via.slot,
                       .setup_ms = scene->policy->setup_ms,
                       .trying_ms = scene->policy->trying_ms,
                       .ring_ms = scene->policy->ring_ms,
                       .kind = REDIAL_STEP_DIAL,
                       .last_resort = leg->word != 0};
}

/* Whom first? */
RDI_COLD redial_step poll_first(redial_hunt *hunt, const redial_scene *scene,
                                uint64_t now_ms) {
  now_ms = rdi_hunt_now(hunt, now_ms);
  if (rdi_usual_offer(hunt, scene, now_ms)) {
    return poll_dial(hunt, scene, now_ms);
  }
  rdi_nobody(hunt, scene, now_ms);
  return rdi_poll_rest(hunt, scene, now_ms);
}

/* The one attempt waits for its answer, or begins; else it is something
   else. */
RDI_HOT redial_step poll_one(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms) {
  uint64_t ends = rdi_lease_ends(scene->whom.pool, hunt->legs[0].whom);

  if (ends > now_ms && hunt->legs[0].state == RDI_LEG_LIVE) {
    hunt->history.seen_ms = now_ms;
    return poll_ring(hunt, scene, ends);
  }
  return ends > now_ms && rdi_usual_may_dial(hunt, scene)
           ? poll_dial(hunt, scene, now_ms)
           : rdi_poll_any(hunt, scene, now_ms);
}

redial_step redial_hunt_poll(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms, uint32_t random) {
  uint64_t seen_ms = rdi_usual_seen(hunt, now_ms);

  hunt->random = random;
  if (rdi_usual_is_one(hunt, scene, seen_ms)) {
    return poll_one(hunt, scene, seen_ms);
  }
  if (rdi_usual_is_first(hunt, scene, now_ms)) {
    return poll_first(hunt, scene, now_ms);
  }
  return rdi_usual_is_answered(hunt) ? rdi_poll_done(hunt)
                                     : rdi_poll_any(hunt, scene, now_ms);
}
