#include "sim.h"
#include <stdlib.h>
#include <string.h>

/* A host of the library: pools, a scene for each call, a hunt for each call.
   Agents are endpoints; carriers are the via side, with health and a retry
   budget, and each number called is an endpoint of its own. */

#define HOST_OFFER_MS 3600000u /* longer than any timer of a profile */
#define HOST_TALK_MS UINT32_MAX

/* Retries of a tenth, as in docs/policy.md, and one a second in any case. */
#define HOST_BUDGET_PER_MILLE 100u
#define HOST_BUDGET_FLOOR 1u
#define HOST_BUDGET_SAVED 100u

typedef struct host_side {
  redial_pool *pool;
  void **memory;
  const redial_selector **uses;
  redial_target target; /* of each, but for its id */
  uint32_t count, leases;
} host_side;

static bool host_apply(const host_side *side) {
  redial_target *targets = malloc(side->count * sizeof(*targets));
  bool done = false;
  uint32_t i;

  if (targets != NULL) {
    for (i = 0; i < side->count; i++) {
      targets[i] = side->target;
      targets[i].id = i;
    }
    done =
      redial_pool_apply(side->pool, targets, side->count, 0, NULL) == REDIAL_OK;
  }
  free(targets);
  return done;
}

static bool host_pool(const host_side *side) {
  redial_pool_config config = redial_pool_defaults(side->count);
  size_t size;

  config.leases = side->leases;
  config.groups = 1;
  config.offer_ms = HOST_OFFER_MS;
  config.talk_ms = HOST_TALK_MS;
  config.max_calls = side->target.capacity > config.max_calls
                       ? side->target.capacity
                       : config.max_calls;
  size = redial_pool_bytes(&config, side->uses, 1);
  *side->memory = malloc(size);
  return *side->memory != NULL &&
         redial_pool_init(side->pool, *side->memory, size, &config, side->uses,
                          1) == REDIAL_OK &&
         host_apply(side);
}

static bool host_open_centre(sim_run *run) {
  sim_host *host = &run->host;
  host_side agents = {&host->whom,        &host->whom_memory,
                      host->whom_uses,    redial_target_defaults(0),
                      run->plan->targets, run->plan->targets};

  host->whom_uses[0] = run->way->selector;
  agents.target.wrap_up_ms = run->plan->wrap_ms;
  agents.target.kind = REDIAL_KIND_PHONE;
  return host_pool(&agents);
}

static bool host_open_health(sim_run *run) {
  sim_host *host = &run->host;
  uint32_t i;

  host->health.pool = &host->health_pool;
  host->health.limits = &redial_health_defaults;
  host->health.slots = malloc(run->plan->targets * sizeof(*host->health.slots));
  if (host->health.slots == NULL) {
    return false;
  }
  redial_health_init(&host->health, run->plan->targets, 0);
  for (i = 0; i < run->plan->targets; i++) {
    redial_health_enter(&host->health, i, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  }
  return true;
}

static bool host_open_carriers(sim_run *run) {
  sim_host *host = &run->host;
  uint32_t seats = run->plan->targets * run->plan->channels;
  host_side numbers = {
    &host->whom,     &host->whom_memory,
    host->whom_uses, redial_target_defaults(0),
    SIM_NUMBERS,     seats < 16384 ? 16384 + seats : 2 * seats};
  host_side carriers = {&host->via,         &host->via_memory,
                        host->via_uses,     redial_target_defaults(0),
                        run->plan->targets, seats};

  host->whom_uses[0] = &redial_skip_busy;
  host->via_uses[0] = run->way->selector;
  numbers.target.capacity = UINT16_MAX; /* the callee's phone will tell */
  numbers.target.kind = REDIAL_KIND_PHONE;
  carriers.target.capacity = (uint16_t)run->plan->channels;
  carriers.target.kind = REDIAL_KIND_TRUNK;
  redial_budget_init(&host->budget, HOST_BUDGET_PER_MILLE, HOST_BUDGET_FLOOR,
                     HOST_BUDGET_SAVED, 0);
  return host_pool(&numbers) && host_pool(&carriers) && host_open_health(run);
}

static bool host_open(sim_run *run) {
  return run->plan->model == SIM_CENTRE ? host_open_centre(run)
                                        : host_open_carriers(run);
}

/* group has to live as long as the scene. */
static redial_scene host_scene(sim_run *run, sim_call *call,
                               redial_group *group) {
  sim_host *host = &run->host;
  redial_scene scene;

  memset(&scene, 0, sizeof(scene));
  scene.whom.pool = &host->whom;
  scene.whom.selector = host->whom_uses[0];
  scene.policy = run->way->policy;
  scene.call = call->number + 1;
  scene.key = sim_draw(run->plan, SIM_CHANCE_NUMBER, call->number, 1);
  scene.width = (uint8_t)run->plan->width;
  scene.options = REDIAL_SCENE_TALK;
  if (run->plan->model == SIM_CARRIERS) {
    group->members = &call->member;
    group->count = 1;
    group->rotation = 0;
    scene.whom.group = group;
    scene.via.pool = &host->via;
    scene.via.selector = host->via_uses[0];
    scene.budget = &host->budget;
  }
  return scene;
}

static void host_begin(sim_run *run, sim_call *call) {
  memset(&call->member, 0, sizeof(call->member));
  call->member.slot = sim_world_number(run->plan, call->number);
  call->member.weight = 1;
  redial_hunt_begin(&call->hunt, run->now_ms);
}

static redial_step host_poll(sim_run *run, sim_call *call) {
  redial_group group;
  redial_scene scene = host_scene(run, call, &group);
  uint64_t draw = sim_draw(run->plan, SIM_CHANCE_POLL, run->host.polls++, 0);
  redial_step step =
    redial_hunt_poll(&call->hunt, &scene, run->now_ms, (uint32_t)(draw >> 32));

  if (step.kind == REDIAL_STEP_DIAL && run->plan->model == SIM_CARRIERS) {
    redial_health_offer(&run->host.health, step.via, run->now_ms);
  }
  return step;
}

/* The health says until when a carrier is to be left alone, and the pool
   does it. */
static void host_learns(sim_run *run, sim_call *call,
                        const redial_hunt_report *report,
                        const redial_evidence *seen) {
  redial_health_event event;
  redial_health_view view;

  memset(&event, 0, sizeof(event));
  event.callee = call->member.slot + UINT64_C(1);
  event.verdict = report->verdict;
  event.origin = seen->origin;
  view =
    redial_health_report(&run->host.health, report->via, &event, run->now_ms);
  if (view.may_offer == 0 && view.until_ms > run->now_ms) {
    redial_pool_cool(&run->host.via, report->via,
                     REDIAL_OUTCOME_SERVICE_UNAVAILABLE,
                     (uint32_t)(view.until_ms - run->now_ms), run->now_ms);
  }
}

static void host_event(sim_run *run, sim_call *call, const sim_leg *leg,
                       const redial_evidence *seen) {
  redial_group group;
  redial_scene scene = host_scene(run, call, &group);
  redial_hunt_report report =
    redial_hunt_event(&call->hunt, &scene, leg->lease, seen, run->now_ms);

  if (report.status == REDIAL_OK && report.via != REDIAL_NO_SLOT &&
      seen->code >= 200) {
    host_learns(run, call, &report, seen);
  }
}

static void host_gone(sim_run *run, sim_call *call) {
  redial_group group;
  redial_scene scene = host_scene(run, call, &group);

  redial_hunt_caller_gone(&call->hunt, &scene, run->now_ms);
}

static void host_talked(sim_run *run, const sim_leg *leg) {
  redial_pool_release(&run->host.whom, leg->lease, REDIAL_OUTCOME_SUCCESS,
                      run->now_ms);
  if (run->plan->model == SIM_CARRIERS) {
    redial_pool_release(&run->host.via, leg->via_lease, REDIAL_OUTCOME_SUCCESS,
                        run->now_ms);
  }
}

/* What registrations and presence tell a host that listens to them. */
static void host_sees(sim_run *run, uint32_t target) {
  redial_pool *pool = &run->host.whom;
  bool away = sim_world_is_away(run, target);
  bool elsewhere = sim_world_is_elsewhere(run, target);

  redial_observe(pool, target, REDIAL_SIGHT_REGISTERED, away ? 0 : 1,
                 UINT32_MAX, run->now_ms);
  redial_observe(pool, target, REDIAL_SIGHT_IDLE, elsewhere ? 0 : 1, UINT32_MAX,
                 run->now_ms);
}

static void host_close(sim_run *run) {
  free(run->host.whom_memory);
  free(run->host.via_memory);
  free(run->host.health.slots);
}

const sim_hunter sim_hunter_redial = {
  host_open, host_begin,  host_poll, host_event,
  host_gone, host_talked, host_sees, host_close,
};
