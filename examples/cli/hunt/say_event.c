/* What came: the verdict, the rules that spoke, and what follows. */

#include "tell.h"
#include <string.h>

static const char *say_timer(uint8_t progress) {
  switch ((redial_progress)progress) {
  case REDIAL_PROGRESS_NOTHING:
    return "setup timer";
  case REDIAL_PROGRESS_TRYING:
    return "trying timer";
  default:
    return "ring timer";
  }
}

static void say_code(tell *t, const redial_evidence *seen) {
  if (seen->origin == REDIAL_ORIGIN_LOCAL_TIMEOUT) {
    tell_say(t, "%s", say_timer(seen->progress));
  } else if (seen->origin == REDIAL_ORIGIN_LOCAL_TRANSPORT) {
    tell_say(t, "refused");
  } else if (seen->ns == REDIAL_NAMESPACE_DIAL) {
    tell_say(t, "Dial %s", redial_dial_status_name((uint32_t)seen->code));
  } else {
    tell_say(t, "%s%ld",
             seen->ns == REDIAL_NAMESPACE_TWILIO ? "Twilio "
             : seen->ns == REDIAL_NAMESPACE_Q850 ? "Q.850 "
                                                 : "",
             (long)seen->code);
  }
}

static void say_rules_json(tell *t, const redial_hunt_report *report) {
  char list[200] = "";
  size_t at = 0;
  uint32_t bit;

  for (bit = 0; bit < 32; bit++) {
    if ((report->verdict.rules >> bit & 1u) != 0) {
      at += (size_t)snprintf(list + at, sizeof(list) - at, "%s%s",
                             at > 0 ? "," : "", redial_rule_name(bit));
    }
  }
  tell_text(t, "rules", list);
  if (report->rule != 0) {
    tell_number(t, "line", report->rule);
  } else {
    tell_null(t, "line");
  }
}

static void say_rules(tell *t, const redial_hunt_report *report) {
  const char *separator = " (";
  uint32_t bit;

  for (bit = 0; bit < 32; bit++) {
    if ((report->verdict.rules >> bit & 1u) != 0 &&
        redial_rule_name(bit)[0] != 'u') { /* the line says who "user" is */
      tell_say(t, "%s%s", separator, redial_rule_name(bit));
      separator = ", ";
    }
  }
  if (report->rule != 0) {
    tell_say(t, "%sline %lu", separator, (unsigned long)report->rule);
    separator = ", ";
  }
  tell_say(t, "%s", separator[0] == ',' ? ")" : "");
}

static void say_verdict(tell *t, const redial_verdict *v) {
  tell_say(t, " is %s%s", redial_outcome_name(v->outcome),
           v->confidence == REDIAL_CONFIDENCE_GUESS ? " (a guess)" : "");
  if (v->outcome != REDIAL_OUTCOME_SUCCESS) {
    tell_say(t, ", %s, %s", redial_scope_name(v->scope),
             redial_retry_name(v->retry));
  }
  if (v->has_retry_after) {
    tell_say(t, ", Retry-After %lus", (unsigned long)v->retry_after_s);
  }
}

/* A provisional has a phrase and nothing else to say. */
static void say_provisional(tell *t, const redial_evidence *seen) {
  const char *phrase = redial_code_phrase(REDIAL_NAMESPACE_SIP, seen->code);

  tell_say(t, " %s", phrase != NULL ? phrase : "");
  if (seen->progress == REDIAL_PROGRESS_EARLY_MEDIA) {
    tell_say(t, ", with media");
  }
}

/* The name of a party of the decision; a person has one of their own when
   they were given one. */
static void say_party(tell *t, const redial_hunt_report *report,
                      uint8_t party) {
  const scenario *s = t->p->s;
  uint32_t target = t->p->side[SCENARIO_WHOM].target[report->whom];
  uint64_t person = s->target[target].told.person;

  if (party == REDIAL_PARTY_VIA && report->via != REDIAL_NO_SLOT) {
    tell_say(t, "%s", world_name(t->p, SCENARIO_VIA, report->via));
  } else if (party == REDIAL_PARTY_PERSON && person != 0) {
    tell_say(t, "%s's devices", s->label[person - 1].name);
  } else {
    tell_say(t, "%s", s->target[target].name);
  }
}

/* Who leaves for the call leaves for the round. */
static uint32_t say_leavers(uint32_t leaves) {
  uint32_t for_call = leaves & (REDIAL_LEAVES_PAIRING | REDIAL_LEAVES_ENDPOINT |
                                REDIAL_LEAVES_PERSON);

  return leaves & ~(for_call >> 1);
}

static void say_leaves(tell *t, const redial_hunt_report *report) {
  static const struct {
    uint8_t party;
    bool pairing;
    const char *more;
  } leavers[] = {
    /* in the order of the bits */
    {REDIAL_PARTY_VIA, true, " (round)"},
    {REDIAL_PARTY_VIA, true, ""},
    {REDIAL_PARTY_ENDPOINT, false, " (round)"},
    {REDIAL_PARTY_ENDPOINT, false, ""},
    {REDIAL_PARTY_PERSON, false, " (round)"},
    {REDIAL_PARTY_PERSON, false, ""},
    {REDIAL_PARTY_VIA, false, ""},
    {REDIAL_PARTY_VIA, false, "'s group"},
  };
  uint32_t leaves = say_leavers(report->decision.leaves);
  const char *separator = "; out: ";
  uint32_t bit;

  for (bit = 0; bit < 8; bit++) {
    if ((leaves >> bit & 1u) != 0) {
      tell_say(t, "%s", separator);
      say_party(t, report, leavers[bit].party);
      if (leavers[bit].pairing && report->via != REDIAL_NO_SLOT) {
        tell_say(t, " for %s", world_name(t->p, SCENARIO_WHOM, report->whom));
      }
      tell_say(t, "%s", leavers[bit].more);
      separator = ", ";
    }
  }
}

static void say_decision(tell *t, const redial_hunt_report *report) {
  const redial_decision *d = &report->decision;

  tell_say(t, "\n-> %s", redial_next_name(d->next));
  if (d->next == REDIAL_NEXT_REPAIR) {
    tell_say(t, " %s", redial_action_name(d->action));
  }
  if ((d->marks & REDIAL_DECISION_ROUND) != 0) {
    tell_say(t, ", another round");
  }
  if (d->wait_ms > 0) {
    tell_say(t, " after ");
    tell_say_span(t, d->wait_ms);
  }
  tell_say(t, " (%s)", redial_why_name(d->why));
  say_leaves(t, report);
  if (d->blame != REDIAL_PARTY_NONE) {
    tell_say(t, "; blame ");
    say_party(t, report, d->blame);
  }
  if (d->hold != REDIAL_PARTY_NONE) {
    tell_say(t, "; hold ");
    say_party(t, report, d->hold);
    tell_say(t, " ");
    tell_say_span(t, d->hold_ms);
  }
}

static void say_verdict_json(tell *t, const redial_verdict *v) {
  tell_text(t, "outcome", redial_outcome_name(v->outcome));
  tell_text(t, "about", redial_about_name(v->about));
  tell_text(t, "scope", redial_scope_name(v->scope));
  tell_text(t, "retry", redial_retry_name(v->retry));
  tell_text(t, "confidence", redial_confidence_name(v->confidence));
  if (v->has_retry_after) {
    tell_number(t, "retry_after_s", v->retry_after_s);
  } else {
    tell_null(t, "retry_after_s");
  }
}

static void say_decision_json(tell *t, const redial_decision *d) {
  tell_text(t, "next", redial_next_name(d->next));
  tell_text(t, "why", redial_why_name(d->why));
  tell_number(t, "wait_ms", d->wait_ms);
  tell_number(t, "leaves", d->leaves);
  tell_text(t, "cancel", redial_cancel_name(d->cancel));
  tell_text(t, "blame", redial_party_name(d->blame));
  tell_text(t, "hold", redial_party_name(d->hold));
  tell_number(t, "hold_ms", d->hold_ms);
}

static void say_event_json(tell *t, const redial_evidence *seen,
                           const redial_hunt_report *report) {
  tell_whose(t, "whom", SCENARIO_WHOM, report->whom);
  tell_whose(t, "via", SCENARIO_VIA, report->via);
  tell_text(t, "origin", redial_origin_name(seen->origin));
  tell_text(t, "namespace", redial_namespace_name(seen->ns));
  if (seen->code != 0) {
    tell_number(t, "code", (uint64_t)seen->code);
  } else {
    tell_null(t, "code");
  }
  say_verdict_json(t, &report->verdict);
  say_rules_json(t, report);
  tell_text(t, "status", redial_status_name(report->status));
  say_decision_json(t, &report->decision);
}

void say_event(player *p, uint32_t attempt, const redial_evidence *seen,
               const redial_hunt_report *report) {
  const player_attempt *a = &p->attempt[attempt];
  tell t = tell_open(p, a->call, "event");

  say_event_json(&t, seen, report);
  tell_say(&t, "%s", p->s->target[a->target].name);
  if (a->via != SCENARIO_NOBODY) {
    tell_say(&t, " via %s", p->s->target[a->via].name);
  }
  tell_say(&t, ": ");
  say_code(&t, seen);
  if (report->verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    say_provisional(&t, seen);
  } else if (report->status == REDIAL_OK) {
    say_verdict(&t, &report->verdict);
    say_rules(&t, report);
    say_decision(&t, report);
  } else {
    tell_say(&t, ", withdrawn: nobody is to blame");
  }
  tell_close(&t);
}

void say_forward(player *p, uint32_t attempt, uint32_t to,
                 redial_status status) {
  const player_attempt *a = &p->attempt[attempt];
  const char *from = p->s->target[a->rings].name;
  bool follow = status == REDIAL_OK || status == REDIAL_ERR_NO_MATCH;
  tell t = tell_open(p, a->call, "forward");

  tell_text(&t, "from", from);
  tell_text(&t, "to", p->s->target[to].name);
  tell_text(&t, "status", redial_status_name(status));
  tell_yes(&t, "followed", follow);
  tell_say(&t, "%s forwards to %s: ", from, p->s->target[to].name);
  if (follow) {
    tell_say(&t, status == REDIAL_OK ? "followed, and counts as tried"
                                     : "followed, it is not of this pool");
  } else {
    tell_say(&t, "not followed, %s",
             status == REDIAL_ERR_FULL ? "too many" : "it was tried: a loop");
  }
  tell_close(&t);
}
