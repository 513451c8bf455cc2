#ifndef REDIAL_HUNT_USUAL_H
#define REDIAL_HUNT_USUAL_H

/* How nearly every call goes: one attempt at a time, each its own route, and
   nothing has come that asks for more. A few looks tell; whatever is different
   goes the way of poll_any.c and event_any.c, which is right for everybody and
   the only one of a build for size. What both come to is the same. */

#include "../classify/short.h"
#include "../hunt/leases.h"
#include <string.h>

/* In one look at four bytes that stand side by side. */
typedef char rdi_usual_fits
  [offsetof(redial_hunt, begun) == offsetof(redial_hunt, state) + 1 &&
       offsetof(redial_hunt, marks) == offsetof(redial_hunt, state) + 2 &&
       offsetof(redial_hunt, used) == offsetof(redial_hunt, state) + 3
     ? 1
     : -1];

RDI_HOT bool usual_is(const redial_hunt *hunt, uint8_t state, uint8_t used) {
  const uint8_t is[] = {state, 1, 0, used}; /* begun, no marks */

  return RDI_SHORT_WAYS && memcmp(&hunt->state, is, sizeof(is)) == 0;
}

/* Is it answered, and was nobody else rung? */
RDI_HOT bool rdi_usual_is_answered(const redial_hunt *hunt) {
  return (usual_is(hunt, REDIAL_HUNT_ANSWERED, 1) ||
          usual_is(hunt, REDIAL_HUNT_DONE, 1)) &&
         hunt->legs[0].state == RDI_LEG_ANSWERED;
}

/* One leg at a time, and each its own route. */
RDI_HOT bool usual_scene(const redial_scene *scene) {
  return scene->width <= 1 && scene->via.pool == NULL;
}

/* A clock that goes backward stands still. What was seen since the first leg
   was offered is not before the beginning. */
RDI_HOT uint64_t rdi_usual_seen(const redial_hunt *hunt, uint64_t now_ms) {
  return now_ms > hunt->history.seen_ms ? now_ms : hunt->history.seen_ms;
}

/* May an attempt be under way or begin? */
RDI_HOT bool usual_in_time(const redial_hunt *hunt, const redial_scene *scene,
                           uint64_t seen_ms) {
  uint64_t since = seen_ms - hunt->begun_ms;

  return since < scene->policy->deadline_ms && since >= hunt->due_ms;
}

/* Is there one attempt, of which we have not heard the end? */
RDI_HOT bool rdi_usual_is_one(const redial_hunt *hunt,
                              const redial_scene *scene, uint64_t seen_ms) {
  return usual_is(hunt, REDIAL_HUNT_OPEN, 1) && usual_scene(scene) &&
         usual_in_time(hunt, scene, seen_ms) && !rdi_leg_has_via(hunt->legs);
}

/* Is nobody rung yet? */
RDI_HOT bool rdi_usual_is_first(const redial_hunt *hunt,
                                const redial_scene *scene, uint64_t now_ms) {
  return usual_is(hunt, REDIAL_HUNT_OPEN, 0) && usual_scene(scene) &&
         usual_in_time(hunt, scene, rdi_hunt_seen(hunt, now_ms)) &&
         scene->stage_ms == 0 &&
         hunt->history.attempts < scene->policy->attempts;
}

/* Leased, and nothing came in between? */
RDI_HOT bool rdi_usual_may_dial(const redial_hunt *hunt,
                                const redial_scene *scene) {
  const redial_leg *leg = hunt->legs;

  return leg->state == RDI_LEG_TO_DIAL &&
         hunt->history.attempts < scene->policy->attempts &&
         !rdi_lease_is_barred(scene->whom.pool, leg->whom.slot);
}

/* Is everybody who was met out for this round, and nothing more? */
RDI_HOT bool usual_tried(const redial_hunt *hunt, redial_tried *tried) {
  uint32_t i;

  tried->since = 0;
  tried->person_count = 0;
  tried->group_count = 0;
  tried->overflowed = 0;
  tried->fault_limit = 1;
  for (i = 0; i < hunt->note_count; i++) {
    if (hunt->notes[i].what != (RDI_NOTE_ENDPOINT | RDI_NOTE_ROUND)) {
      return false;
    }
    tried->slots[i] = hunt->notes[i].number;
  }
  tried->slot_count = (uint8_t)i;
  return i < REDIAL_HUNT_NOTES;
}

RDI_HOT bool usual_ask(redial_hunt *hunt, const redial_scene *scene,
                       const redial_tried *tried, uint64_t now_ms,
                       redial_offer *offer) {
  redial_pick_request request;

  rdi_out_request(scene, &scene->whom, tried, now_ms, &request);
  request.random = rdi_hunt_random(hunt);
  return redial_pool_offer(scene->whom.pool, scene->whom.selector, &request,
                           offer) == REDIAL_OK;
}

/* Mostly a new one: only a strategy of the caller's own gives whom it was told
   to leave out. There is room. */
RDI_HOT void usual_note_offered(redial_hunt *hunt, const redial_tried *tried,
                                uint32_t slot) {
  uint32_t at = 0;

  while (at < tried->slot_count && tried->slots[at] != slot) {
    at++;
  }
  if (at == tried->slot_count) {
    hunt->notes[at].number = slot;
    hunt->notes[at].extra = 0;
    hunt->notes[at].what = RDI_NOTE_ENDPOINT | RDI_NOTE_ROUND;
    hunt->notes[at].count = 0;
    hunt->note_count = (uint8_t)(at + 1u);
  }
}

/* Whom next, for the one leg. False: nobody. */
RDI_HOT bool rdi_usual_offer(redial_hunt *hunt, const redial_scene *scene,
                             uint64_t now_ms) {
  redial_leg *leg = hunt->legs;
  redial_tried tried;
  redial_offer offer;

  if (!usual_tried(hunt, &tried)) {
    return rdi_offer_leg(hunt, scene, now_ms);
  }
  hunt->used = 1;
  if (!usual_ask(hunt, scene, &tried, now_ms, &offer)) {
    hunt->bar = offer.why;
    return false;
  }
  rdi_leg_offered(leg, &offer);
  usual_note_offered(hunt, &tried, leg->whom.slot);
  rdi_hunt_first_offer(hunt, scene, leg);
  hunt->bar = REDIAL_BAR_NONE;
  return true;
}

/* The note of the leg, mostly the newest; RDI_NO_NOTE: none. */
RDI_HOT uint32_t usual_note(const redial_hunt *hunt) {
  uint32_t slot = hunt->legs[0].whom.slot;
  uint32_t last = hunt->note_count - 1u;

  return last < REDIAL_HUNT_NOTES && hunt->notes[last].number == slot &&
             hunt->notes[last].what == (RDI_NOTE_ENDPOINT | RDI_NOTE_ROUND)
           ? last
           : rdi_note_find(hunt, RDI_NOTE_ENDPOINT, slot, 0);
}

/* The leg is dialled. No number of attempts here reaches its largest. */
RDI_HOT void rdi_usual_place(redial_hunt *hunt, uint64_t now_ms) {
  redial_history *history = &hunt->history;
  redial_leg *leg = hunt->legs;
  uint32_t at = usual_note(hunt);

  history->seen_ms = now_ms;
  if (history->attempts == 0) {
    history->started_ms = now_ms;
  }
  history->attempts++;
  if (at != RDI_NO_NOTE && hunt->notes[at].count < UINT8_MAX) {
    hunt->notes[at].count++;
  }
  rdi_leg_live(hunt, leg, now_ms);
}

/* When an attempt that rings needs the next poll: it is overdue, or its lease
   runs out. Both are later than the beginning, and so near to it that no sum
   is too large. */
RDI_HOT uint64_t rdi_usual_wake(const redial_hunt *hunt,
                                const redial_policy *policy, uint64_t ends) {
  uint64_t lease = ends - hunt->begun_ms;
  uint64_t overdue = hunt->history.started_ms - hunt->begun_ms +
                     policy->deadline_ms + policy->setup_ms +
                     policy->trying_ms + policy->ring_ms;
  uint64_t wake = overdue < lease ? overdue : lease;

  return wake < UINT32_MAX ? hunt->begun_ms + wake : REDIAL_NEVER;
}

/* Is it told by a status and nothing more, and has no rule anything to say
   about it? */
RDI_HOT bool rdi_usual_is_plain(const redial_scene *scene,
                                const redial_leg *leg,
                                const redial_evidence *evidence) {
  return rdi_is_sip(evidence->code) && rdi_assess_is_bare(evidence) &&
         evidence->progress == REDIAL_PROGRESS_UNKNOWN &&
         rdi_assess_is_new(evidence->code, leg->progress,
                           evidence->code == 486
                             ? rdi_leg_kind(scene, leg, evidence)
                             : REDIAL_KIND_UNKNOWN);
}

/* Does it come for the one attempt, which nothing else may stop? */
RDI_HOT bool rdi_usual_is_mine(const redial_hunt *hunt,
                               const redial_scene *scene, redial_lease lease) {
  return usual_is(hunt, REDIAL_HUNT_OPEN, 1) && usual_scene(scene) &&
         scene->rules == NULL && scene->budget == NULL &&
         (scene->not_before_ms | scene->not_before_s) == 0 &&
         hunt->legs[0].state == RDI_LEG_LIVE &&
         rdi_leg_is_called(hunt->legs, lease) && !rdi_leg_has_via(hunt->legs);
}

/* What a short decision asks for. */
RDI_HOT void rdi_usual_situation(const redial_hunt *hunt, uint8_t origin,
                                 uint64_t now_ms, redial_situation *situation) {
  uint32_t at = usual_note(hunt);

  situation->origin = origin;
  situation->has_via = 0;
  situation->endpoints_left = 1;
  situation->endpoint_attempts =
    (uint16_t)(at != RDI_NO_NOTE ? hunt->notes[at].count - 1u : 0u);
  situation->not_before_ms = 0;
  situation->unix_s = 0;
  situation->not_before_s = 0;
  situation->now_ms = now_ms;
}

#endif
