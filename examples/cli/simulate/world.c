#include "sim.h"
#include <stdlib.h>

/* What is true, whoever asks: who is in a call, away, down, and what each
   callee would do. docs/simulate.md gives these numbers. */

#define WORLD_AWAY_MS 300000u    /* mean: a phone that is not registered */
#define WORLD_PRIVATE_MS 180000u /* mean: an agent's own call */
#define WORLD_DOWN_MS 120000u    /* mean: a carrier's failure */
#define WORLD_RETRY_AFTER_S 30u

/* Milliseconds: at least, and how many more at most. */
typedef struct world_span {
  uint32_t least, more;
} world_span;

static const world_span world_reply[] = {{20, 40}, {100, 200}};
static const world_span world_alert[] = {{20, 40}, {500, 2000}};
static const world_span world_pick_up[] = {{2000, 8000}, {4000, 12000}};
static const world_span world_refuse[] = {{2000, 6000}, {3000, 9000}};

static uint32_t world_in(const world_span *spans, sim_model model,
                         uint64_t draw) {
  return spans[model].least + sim_below(draw, spans[model].more);
}

bool sim_world_open(sim_run *run) {
  run->targets = calloc(run->plan->targets, sizeof(*run->targets));
  return run->targets != NULL;
}

/* The good and the bad times follow each other, each exponential, and the bad
   ones make up share of SIM_PARTS. */
static uint64_t world_next_spell(const sim_run *run, const sim_spell *spell,
                                 sim_chance what, uint32_t target,
                                 uint32_t share, uint32_t bad_ms) {
  uint64_t draw = sim_draw(run->plan, what, target, spell->drawn);
  uint64_t mean =
    spell->on ? bad_ms : (uint64_t)bad_ms * (SIM_PARTS - share) / share;

  return sim_exponential(draw, mean) + 1;
}

static bool world_spell(const sim_run *run, sim_spell *spell, sim_chance what,
                        uint32_t target, uint32_t share, uint32_t bad_ms) {
  if (share == 0 || share == SIM_PARTS) {
    return share > 0;
  }
  if (spell->drawn == 0) {
    spell->on =
      sim_below(sim_draw(run->plan, what, target, 0), SIM_PARTS) < share;
    spell->drawn = 1;
    spell->until_ms = world_next_spell(run, spell, what, target, share, bad_ms);
  }
  while (spell->until_ms <= run->now_ms) {
    spell->on = !spell->on;
    spell->drawn++;
    spell->until_ms +=
      world_next_spell(run, spell, what, target, share, bad_ms);
  }
  return spell->on;
}

uint64_t sim_world_hold_ms(const sim_plan *plan) {
  uint32_t answer = SIM_PARTS - plan->decline - plan->no_answer;
  const world_span *ring = &world_pick_up[plan->model];
  uint64_t hold = ring->least + ring->more / 2;

  if (plan->model == SIM_CENTRE) {
    return hold + plan->talk_ms + plan->wrap_ms;
  }
  answer -= plan->busy + plan->unregistered;
  return hold + (uint64_t)plan->talk_ms * answer / SIM_PARTS;
}

uint32_t sim_world_number(const sim_plan *plan, uint64_t call) {
  return sim_below(sim_draw(plan, SIM_CHANCE_NUMBER, call, 0), SIM_NUMBERS);
}

bool sim_world_has_room(const sim_run *run, uint32_t target) {
  const sim_target *it = &run->targets[target];

  return it->calls < run->plan->channels && it->wraps_ms <= run->now_ms;
}

static void world_refuses(sim_reply *reply, uint16_t code, bool busy) {
  reply->code = code;
  reply->wasted = true;
  reply->busy = busy;
}

/* What a person does whose phone can ring: chance is out of SIM_PARTS. */
static void world_person(const sim_plan *plan, uint32_t chance, uint64_t draw,
                         sim_reply *reply) {
  reply->takes = true;
  reply->ring_ms = world_in(world_alert, plan->model, draw);
  reply->code = 200;
  reply->final_ms = world_in(world_pick_up, plan->model, draw << 16);
  if (chance < plan->decline) {
    /* The reject key: some phones say 603, others 486. */
    reply->code = (draw & 1) != 0 ? 603 : 486;
    reply->final_ms = world_in(world_refuse, plan->model, draw << 16);
  } else if (chance < plan->decline + plan->no_answer) {
    reply->code = 0;
    reply->final_ms = SIM_SILENT;
  }
}

static bool world_has_refused(const sim_call *call, uint32_t person) {
  uint32_t i;

  for (i = 0; i < call->refused_count; i++) {
    if (call->refused[i] == person) {
      return true;
    }
  }
  return false;
}

static void world_note_refusal(sim_call *call, uint32_t person,
                               const sim_reply *reply) {
  bool refuses = reply->takes && reply->code >= 300;

  if (refuses && !reply->again && call->refused_count < SIM_REFUSED) {
    call->refused[call->refused_count++] = person;
  }
}

bool sim_world_is_away(sim_run *run, uint32_t target) {
  return world_spell(run, &run->targets[target].away, SIM_CHANCE_AWAY, target,
                     run->plan->unregistered, WORLD_AWAY_MS);
}

bool sim_world_is_elsewhere(sim_run *run, uint32_t target) {
  return world_spell(run, &run->targets[target].elsewhere, SIM_CHANCE_PRIVATE,
                     target, run->plan->busy, WORLD_PRIVATE_MS);
}

/* A spell that was never drawn does not end. */
static uint64_t world_until(const sim_spell *spell) {
  return spell->drawn > 0 ? spell->until_ms : UINT64_MAX;
}

uint64_t sim_world_changes_ms(sim_run *run, uint32_t target) {
  const sim_target *it = &run->targets[target];
  uint64_t away = world_until(&it->away);
  uint64_t elsewhere = world_until(&it->elsewhere);

  return away < elsewhere ? away : elsewhere;
}

static void world_agent(sim_run *run, const sim_call *call, uint32_t target,
                        sim_reply *reply) {
  const sim_plan *plan = run->plan;
  uint64_t draw = sim_draw(plan, SIM_CHANCE_DELAY, call->number, target);

  reply->again = world_has_refused(call, target);
  reply->final_ms = world_in(world_reply, plan->model, draw);
  if (sim_world_is_away(run, target)) {
    world_refuses(reply, 480, false);
  } else if (!sim_world_has_room(run, target) ||
             sim_world_is_elsewhere(run, target)) {
    world_refuses(reply, 486, true);
  } else {
    uint64_t manner = sim_draw(plan, SIM_CHANCE_MANNER, call->number, target);

    world_person(plan, sim_below(manner, SIM_PARTS), draw, reply);
  }
}

/* Each carrier fails in a manner of its own. */
static void world_carrier_is_down(uint32_t target, sim_reply *reply) {
  world_refuses(reply, 503, false);
  if (target % 3 == 0) {
    reply->code = 0;
    reply->final_ms = SIM_SILENT;
  } else if (target % 3 == 2) {
    reply->retry_after_s = WORLD_RETRY_AFTER_S;
  }
}

/* Behind the carrier the callee says the same by every way. */
static void world_callee(const sim_plan *plan, sim_call *call, uint64_t draw,
                         sim_reply *reply) {
  uint64_t manner = sim_draw(plan, SIM_CHANCE_CALLEE, call->number, 0);
  uint32_t chance = sim_below(manner, SIM_PARTS);
  uint32_t out = plan->decline + plan->no_answer;

  reply->again = call->refused_count > 0;
  reply->wasted = call->told;
  if (chance >= out && chance < out + plan->busy + plan->unregistered) {
    reply->final_ms = world_in(world_alert, plan->model, draw);
    reply->code = chance < out + plan->busy ? 486 : 480;
  } else {
    world_person(plan, chance, manner, reply);
    reply->ring_ms = world_in(world_alert, plan->model, draw);
  }
  call->told = call->told || reply->code != 200;
}

static void world_carrier(sim_run *run, sim_call *call, uint32_t target,
                          sim_reply *reply) {
  const sim_plan *plan = run->plan;
  sim_target *it = &run->targets[target];
  uint64_t draw = sim_draw(plan, SIM_CHANCE_DELAY, call->number, target);

  reply->final_ms = world_in(world_reply, plan->model, draw);
  if (world_spell(run, &it->away, SIM_CHANCE_FAILURE, target, plan->failure,
                  WORLD_DOWN_MS)) {
    world_carrier_is_down(target, reply);
  } else if (!sim_world_has_room(run, target)) {
    /* A full one says 503, or 486 as if the callee were busy. */
    world_refuses(reply, target % 2 == 0 ? 503 : 486, true);
  } else {
    world_callee(plan, call, draw, reply);
  }
}

sim_reply sim_world_ask(sim_run *run, sim_call *call, uint32_t target) {
  sim_reply reply = {0, 0, 0, 0, false, false, false, false};

  if (run->plan->model == SIM_CENTRE) {
    world_agent(run, call, target, &reply);
    world_note_refusal(call, target, &reply);
  } else {
    world_carrier(run, call, target, &reply);
    world_note_refusal(call, 0, &reply);
  }
  reply.wasted = reply.wasted || reply.again;
  return reply;
}
