/* One record of each call, and one of the whole. */

#include "tell.h"

static void say_counted(tell *t, unsigned count, const char *one,
                        const char *many) {
  tell_say(t, ", %u %s", count, count == 1 ? one : many);
}

static void say_record_json(tell *t, const redial_hunt_record *record) {
  tell_text(t, "state", redial_hunt_state_name(record->state));
  tell_whose(t, "whom", SCENARIO_WHOM, record->whom);
  tell_whose(t, "via", SCENARIO_VIA, record->via);
  tell_number(t, "begun_ms", record->begun_ms);
  tell_number(t, "took_ms", record->took_ms);
  tell_number(t, "attempts", record->attempts);
  tell_number(t, "rounds", record->rounds);
  tell_number(t, "repairs", record->repairs);
  tell_number(t, "cancels", record->cancels);
  tell_number(t, "forwards", record->forwards);
  tell_number(t, "reply_code", record->reply_code);
  tell_text(t, "treatment", redial_treatment_name(record->treatment));
  tell_text(t, "why", redial_why_name(record->why));
  tell_text(t, "bar", redial_bar_name(record->bar));
  tell_text(t, "outcome", redial_outcome_name(record->outcome));
  tell_yes(t, "heard", record->heard != 0);
}

void say_summary(player *p, uint32_t call) {
  redial_hunt_record record = redial_hunt_summary(&p->call[call].hunt);
  bool answered = record.state == REDIAL_HUNT_DONE;
  tell t = tell_open(p, call, "summary");

  say_record_json(&t, &record);
  if (answered) {
    tell_say(&t, "= %s", world_name(p, SCENARIO_WHOM, record.whom));
  } else {
    tell_say(&t, "= nobody, %u", (unsigned)record.reply_code);
  }
  say_counted(&t, record.attempts, "attempt", "attempts");
  say_counted(&t, record.rounds, "round", "rounds");
  if (record.repairs > 0) {
    say_counted(&t, record.repairs, "repair", "repairs");
  }
  if (record.cancels > 0) {
    say_counted(&t, record.cancels, "cancel", "cancels");
  }
  tell_say(&t, ", ");
  tell_say_span(&t, record.took_ms);
  tell_say(&t, ", last %s", redial_outcome_name(record.outcome));
  tell_close(&t);
}

static uint32_t say_leases(const player *p) {
  uint32_t leases = 0;
  uint32_t side;

  for (side = 0; side < 2; side++) {
    leases += p->side[side].memory != NULL
                ? redial_pool_count(&p->side[side].pool).leases
                : 0;
  }
  return leases;
}

/* Every begun hunt has ended, and no lease is left. */
void say_end(player *p) {
  tell t = tell_open(p, SCENARIO_NOBODY, "end");
  uint32_t leases = say_leases(p);

  tell_number(&t, "calls", p->s->calls);
  tell_number(&t, "attempts", p->attempts);
  tell_number(&t, "leases", leases);
  tell_say(&t, "%u call%s, %u attempt%s, %u lease%s left",
           (unsigned)p->s->calls, p->s->calls == 1 ? "" : "s",
           (unsigned)p->attempts, p->attempts == 1 ? "" : "s", (unsigned)leases,
           leases == 1 ? "" : "s");
  tell_close(&t);
}
