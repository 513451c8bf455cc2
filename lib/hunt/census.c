#include "../hunt/inner.h"

/* When nobody is left: who may come back in another round, and when? Or, with
   out for the round as well, who may be asked yet in this one? Of a
   group, and of a small pool, each is looked at; a large pool is asked for
   its counts. Asked at the end of a round only. */

#define CENSUS_MAX REDIAL_GROUP_MAX

typedef struct census_walk {
  const redial_side *side;
  redial_pick_request request; /* who is out for it */
  uint32_t besides;
  rdi_census found;
} census_walk;

static void census_slot(census_walk *walk, uint32_t slot) {
  uint64_t opens;
  redial_bar bar;

  if (redial_is_tried(walk->side->pool, walk->request.tried, slot) !=
      REDIAL_BAR_NONE) {
    return;
  }
  bar = redial_pool_why_not(walk->side->pool, &walk->request, slot, &opens);
  if (bar != REDIAL_BAR_NONE && bar != REDIAL_BAR_BUSY &&
      bar != REDIAL_BAR_COOLING) {
    return;
  }
  walk->found.back += slot != walk->besides;
  walk->found.ready += slot != walk->besides && bar == REDIAL_BAR_NONE;
  if (bar != REDIAL_BAR_COOLING) {
    walk->found.until = 0;
    return;
  }
  if (opens < walk->found.until) {
    walk->found.until = opens;
  }
  if (opens < walk->found.opens) {
    walk->found.opens = opens;
  }
}

static void census_counts(census_walk *walk) {
  redial_pool_counts counts = redial_pool_count(walk->side->pool);

  walk->found.back = counts.slots[REDIAL_BAR_NONE] > 0 ||
                     counts.slots[REDIAL_BAR_BUSY] > 0 ||
                     counts.slots[REDIAL_BAR_COOLING] > 0;
  walk->found.ready = counts.slots[REDIAL_BAR_NONE] > 0;
  walk->found.until = 0;
}

static void census_all(census_walk *walk) {
  const redial_group *group = walk->side->group;
  uint32_t count =
    group != NULL ? group->count : redial_pool_capacity(walk->side->pool);
  uint32_t i;

  if (count > CENSUS_MAX) {
    census_counts(walk);
    return;
  }
  for (i = 0; i < count; i++) {
    census_slot(walk, group != NULL ? group->members[i].slot : i);
  }
}

static rdi_census census_of(const redial_scene *scene, const redial_side *side,
                            const redial_tried *tried, uint32_t besides,
                            uint64_t now_ms) {
  census_walk walk;

  walk.side = side;
  walk.besides = besides;
  walk.found.back = 0;
  walk.found.ready = 0;
  walk.found.until = REDIAL_NEVER;
  walk.found.opens = REDIAL_NEVER;
  rdi_out_request(scene, side, tried, now_ms, &walk.request);
  census_all(&walk);
  if (walk.found.until == REDIAL_NEVER) {
    walk.found.until = 0; /* nobody: nothing to wait for */
  }
  return walk.found;
}

rdi_census rdi_census_whom(const redial_hunt *hunt, const redial_scene *scene,
                           uint32_t out, uint32_t besides, uint64_t now_ms) {
  redial_tried tried;

  rdi_out_whom(hunt, out, &tried);
  return census_of(scene, &scene->whom, &tried, besides, now_ms);
}

rdi_census rdi_census_via(const redial_hunt *hunt, const redial_scene *scene,
                          const redial_leg *leg, uint32_t out,
                          uint64_t now_ms) {
  redial_tried tried;

  rdi_out_via(hunt, scene,
              rdi_note_find(hunt, RDI_NOTE_ENDPOINT, leg->whom.slot, 0), out,
              &tried);
  return census_of(scene, &scene->via, &tried, leg->via.slot, now_ms);
}
#undef CENSUS_MAX
