/* One hunt of three attempts: begin, then polls and events until it is
   answered. The argument says how many; tests/measure/hunt counts what one
   more costs. */

#include <redial/redial.h>
#include <stdlib.h>
#include <string.h>

static const redial_selector *const use[] = {&redial_round_robin};
static REDIAL_POOL_STORAGE(memory, 1000, 1);
static redial_target targets[1000];

static uint64_t answer(redial_hunt *hunt, const redial_scene *scene,
                       const redial_step *step, int32_t code, uint64_t now) {
  redial_evidence seen;

  memset(&seen, 0, sizeof(seen));
  seen.code = code;
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  redial_hunt_event(hunt, scene, step->lease, &seen, now + 10);
  return now + 10;
}

static uint64_t one(const redial_scene *scene, uint64_t now) {
  static const int32_t codes[] = {486, 480, 200};
  redial_hunt hunt;
  uint32_t i;

  redial_hunt_begin(&hunt, now);
  for (i = 0; i < 3; i++) {
    redial_step step = redial_hunt_poll(&hunt, scene, now, (uint32_t)now);

    redial_hunt_poll(&hunt, scene, now, 1); /* wait */
    now = answer(&hunt, scene, &step, codes[i], now);
  }
  return redial_hunt_poll(&hunt, scene, now, 1).kind == REDIAL_STEP_DONE
           ? now + 100000
           : 0;
}

int main(int argc, char **argv) {
  redial_pool_config config = redial_pool_defaults(1000);
  redial_pool pool;
  redial_scene scene;
  uint64_t now = 1;
  int i;

  for (i = 0; i < 1000; i++) {
    targets[i] = redial_target_defaults((uint64_t)i + 1);
  }
  memset(&scene, 0, sizeof(scene));
  scene.whom.pool = &pool;
  scene.whom.selector = use[0];
  scene.policy = &redial_profile_hunt_group;
  if (redial_pool_init(&pool, memory, sizeof(memory), &config, use, 1) !=
        REDIAL_OK ||
      redial_pool_apply(&pool, targets, 1000, now, NULL) != REDIAL_OK) {
    return 1;
  }
  for (i = argc > 1 ? atoi(argv[1]) : 1; i > 0 && now > 0; i--) {
    now = one(&scene, now);
  }
  return now > 0 ? 0 : 1;
}
