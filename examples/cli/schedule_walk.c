/* A call from its first attempt to its last, by a clock that jumps. */

#include "schedule.h"
#include <string.h>

/* splitmix64: the same numbers everywhere for a seed. */
static uint32_t schedule_random(schedule_walk *walk) {
  uint64_t mixed;

  walk->random += 0x9e3779b97f4a7c15u;
  mixed = walk->random;
  mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
  return (uint32_t)((mixed ^ mixed >> 31) >> 32);
}

static uint64_t schedule_unix(const schedule_walk *walk, uint64_t wait_ms) {
  return walk->asked->start_s + (walk->now_ms + wait_ms) / 1000;
}

/* When caps and hours allow an attempt, asked for the time at which it would
   be made. Hours last: what they move, they move to a later time. */
static uint64_t schedule_opening(const schedule_walk *walk, uint64_t then_s,
                                 schedule_row *row) {
  const schedule *asked = walk->asked;
  uint64_t opening = then_s;

  if (asked->preset.limits != NULL) {
    redial_caps_answer may = redial_caps_not_before(
      asked->preset.limits, &walk->record, then_s, asked->offset_min);

    opening = may.unix_s;
    row->caps_why = may.why;
    row->bar = opening > then_s ? SCHEDULE_BAR_CAPS : SCHEDULE_BAR_NONE;
  }
  if (asked->hours.count > 0 && opening != REDIAL_NEVER) {
    uint64_t open =
      redial_hours_not_before(&asked->hours, opening, asked->offset_min);

    row->bar = open > opening ? SCHEDULE_BAR_HOURS : row->bar;
    opening = open;
  }
  return opening;
}

schedule_walk schedule_begin(const schedule *asked) {
  schedule_row ignored = {0};
  schedule_walk walk;

  memset(&walk, 0, sizeof(walk));
  walk.asked = asked;
  walk.random = asked->seed;
  walk.going = true;
  redial_caps_init(&walk.record);
  walk.now_ms =
    (schedule_opening(&walk, asked->start_s, &ignored) - asked->start_s) * 1000;
  return walk;
}

uint32_t schedule_lasts_ms(const schedule *asked) {
  return asked->answer.verdict.outcome == REDIAL_OUTCOME_NO_ANSWER
           ? asked->policy->ring_ms
           : 0;
}

static redial_caps_end schedule_end(const redial_verdict *verdict) {
  switch ((redial_outcome)verdict->outcome) {
  case REDIAL_OUTCOME_SUCCESS:
    return REDIAL_CAPS_END_TALKED;
  case REDIAL_OUTCOME_BUSY:
    return REDIAL_CAPS_END_BUSY;
  case REDIAL_OUTCOME_NO_ANSWER:
    return REDIAL_CAPS_END_NO_ANSWER;
  default:
    return REDIAL_CAPS_END_FAILED;
  }
}

static void schedule_attempt(schedule_walk *walk) {
  const redial_verdict *verdict = &walk->asked->answer.verdict;

  redial_history_place(&walk->history, walk->now_ms);
  redial_caps_placed(&walk->record, schedule_unix(walk, 0));
  walk->now_ms += schedule_lasts_ms(walk->asked);
  redial_caps_ended(&walk->record, schedule_unix(walk, 0),
                    schedule_end(verdict),
                    verdict->outcome == REDIAL_OUTCOME_NO_ANSWER);
}

static redial_situation schedule_situation(schedule_walk *walk) {
  redial_situation now;

  memset(&now, 0, sizeof(now));
  now.origin = REDIAL_ORIGIN_REMOTE;
  if (walk->asked->answer.verdict.outcome == REDIAL_OUTCOME_NO_ANSWER) {
    now.progress = REDIAL_PROGRESS_RINGING;
  }
  now.endpoint_attempts = (uint16_t)(walk->history.attempts - 1);
  now.now_ms = walk->now_ms;
  now.unix_s = schedule_unix(walk, 0);
  now.random = schedule_random(walk);
  return now;
}

/* A decision is pure, so it can be asked twice: where its wait would end
   outside of caps or hours, once more with their time. */
static void schedule_decide(schedule_walk *walk, schedule_row *row) {
  const redial_policy *policy = walk->asked->policy;
  const redial_verdict *verdict = &walk->asked->answer.verdict;
  redial_situation now = schedule_situation(walk);

  row->decision = redial_decide(policy, &walk->history, verdict, &now);
  if (row->decision.next == REDIAL_NEXT_AGAIN) {
    now.not_before_s =
      schedule_opening(walk, schedule_unix(walk, row->decision.wait_ms), row);
    if (row->bar != SCHEDULE_BAR_NONE) {
      row->decision = redial_decide(policy, &walk->history, verdict, &now);
    }
  }
  redial_history_note(&walk->history, verdict, &now, &row->decision);
}

schedule_row schedule_next(schedule_walk *walk) {
  schedule_row row;

  memset(&row, 0, sizeof(row));
  schedule_attempt(walk);
  row.attempt = walk->history.attempts;
  row.unix_s = schedule_unix(walk, 0) - schedule_lasts_ms(walk->asked) / 1000;
  row.since_ms =
    walk->now_ms - schedule_lasts_ms(walk->asked) - walk->history.started_ms;
  schedule_decide(walk, &row);
  walk->going = row.decision.next == REDIAL_NEXT_AGAIN;
  walk->now_ms += row.decision.wait_ms;
  return row;
}
