#include "agi.h"
#include <stdio.h>

/* The newest record of the journal, into the log of Asterisk. */
static void call_log(agi_call *c) {
  redial_journal_record record;
  agi_reply reply;
  char line[600];
  char *at;

  if (c->verbose == 0 ||
      redial_journal_read(&c->journal, redial_journal_last(&c->journal),
                          &record) != REDIAL_OK ||
      !host_journal_line(&record, &c->hunt, &c->phones, &c->gateways, line,
                         sizeof(line))) {
    return;
  }
  for (at = line; *at != '\0'; at++) {
    *at = *at == '"' || *at == '\\' ? '\'' : *at;
  }
  (void)agi_ask(&c->agi, &reply, "VERBOSE \"redial: %s\" %lu", line,
                (unsigned long)c->verbose);
}

/* The caller has gone, or the program gives up. */
static void call_gone(agi_call *c) {
  if (c->agi.broken) {
    (void)redial_journal_withdraw(&c->journal, &c->hunt, &c->scene,
                                  host_now_ms());
  } else {
    c->agi.gone = true;
    (void)redial_journal_caller_gone(&c->journal, &c->hunt, &c->scene,
                                     host_now_ms());
  }
  call_log(c);
}

static void call_dial(agi_call *c, const redial_step *step) {
  char channel[400];
  redial_evidence seen;
  dial_order order;
  dial_end end;
  bool placed;

  channel_compose(c, step, channel, sizeof(channel));
  order.channel = channel;
  order.options = c->dial_options;
  order.ring_ms = step->ring_ms;
  placed = dial_place(&c->agi, &order, &end);
  evidence_of(&end, &seen);
  if (seen.code != 200 &&
      (!placed || agi_is_gone(&c->agi) || dial_is_cancelled(&end))) {
    call_gone(c);
    return;
  }
  (void)redial_journal_event(&c->journal, &c->hunt, &c->scene, step->lease,
                             &seen, end.at_ms);
  call_log(c);
}

static void call_wait(agi_call *c, uint64_t wake_ms) {
  uint64_t now_ms = host_now_ms();
  uint64_t ms = wake_ms > now_ms ? wake_ms - now_ms : 1;
  agi_reply reply;

  if (wake_ms == REDIAL_NEVER ||
      !agi_ask(&c->agi, &reply, "EXEC Wait %lu.%03lu",
               (unsigned long)(ms / 1000), (unsigned long)(ms % 1000)) ||
      reply.result != 0 || agi_is_gone(&c->agi)) {
    call_gone(c);
  }
}

static int call_end(agi_call *c, const redial_step *step) {
  outcome_tell(&c->agi, &c->hunt, &c->phones, c->hang_up && !c->agi.gone);
  if (c->agi.broken) {
    return AGI_BROKEN;
  }
  if (step->kind == REDIAL_STEP_DONE) {
    return AGI_ANSWERED;
  }
  return c->agi.gone ? AGI_GONE : AGI_NOBODY;
}

/* The loop of docs/hunt.md. Dial does what cancel and hang up ask for. */
int call_hunt(agi_call *c) {
  agi_open(&c->agi);
  redial_journal_begin(&c->journal, &c->hunt, &c->scene, host_now_ms());
  if (c->agi.closed || agi_is_gone(&c->agi)) {
    call_gone(c);
  }
  for (;;) {
    redial_step step = redial_journal_poll(&c->journal, &c->hunt, &c->scene,
                                           host_now_ms(), host_random());

    call_log(c);
    switch (step.kind) {
    case REDIAL_STEP_DIAL:
      call_dial(c, &step);
      break;
    case REDIAL_STEP_WAIT:
      call_wait(c, step.wake_ms);
      break;
    case REDIAL_STEP_DONE:
    case REDIAL_STEP_STOP:
      return call_end(c, &step);
    default:
      break;
    }
  }
}
