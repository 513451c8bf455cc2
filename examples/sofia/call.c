#include "dialer.h"
#include <stdio.h>

/* The loop of docs/hunt.md: ask what to do, do it, tell what came. */

static void call_drive(dialer *d);

static void call_print(const dialer *d) {
  redial_journal_record record;
  char line[600];

  if (redial_journal_read(&d->journal, redial_journal_last(&d->journal),
                          &record) == REDIAL_OK &&
      host_journal_line(&record, &d->hunt, &d->phones, &d->gateways, line,
                        sizeof(line))) {
    puts(line);
  }
}

static void call_later(dialer *d, su_timer_t *timer, su_timer_f then,
                       uint64_t ms) {
  /* A day is long enough: what comes then only asks again. */
  (void)su_timer_set_interval(timer, then, d,
                              (su_duration_t)(ms > 86400000u ? 86400000u : ms));
}

static void call_woken(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  call_drive(d);
}

static void call_next(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  call_begin(d);
}

/* The last word was said and nobody is called any more. */
static void call_finish(dialer *d) {
  (void)su_timer_reset(d->pause);
  (void)su_timer_reset(d->wake);
  if (d->gone || --d->calls_left == 0) {
    su_root_break(d->root);
  } else {
    call_later(d, d->pause, call_next, d->options.pause_ms);
  }
}

static void call_lingered(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  while (d->attempts != NULL) {
    attempt_free(d->attempts);
  }
  call_finish(d);
}

static void call_talked(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  call_later(d, d->pause, call_lingered, d->options.linger_ms);
  if (d->talking != NULL) {
    dialog_bye(d->talking);
  }
}

static void call_patience(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  call_hang_up(d);
}

static void call_say_nobody(const dialer *d) {
  char why[200];
  char line[240];

  (void)redial_hunt_why(&d->hunt, why, sizeof(why));
  (void)snprintf(line, sizeof(line), "nobody answered: %s", why);
  (void)host_fail(NULL, line);
}

static void call_over(dialer *d, const redial_step *step) {
  d->over = true;
  if (step->kind == REDIAL_STEP_DONE) {
    d->talking = attempt_find(d, step->lease);
    call_later(d, d->pause, call_talked, d->options.talk_ms);
    return;
  }
  d->exit_code = d->gone ? DIALER_GONE : DIALER_NOBODY;
  call_say_nobody(d);
  if (d->attempts != NULL) {
    call_later(d, d->pause, call_lingered, d->options.linger_ms);
  } else {
    call_finish(d);
  }
}

/* Nothing could be sent. */
static void call_unsent(dialer *d, redial_lease lease) {
  redial_evidence seen = {0};

  seen.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  (void)redial_journal_event(&d->journal, &d->hunt, &d->scene, lease, &seen,
                             host_now_ms());
  call_print(d);
}

static void call_dial(dialer *d, const redial_step *step) {
  attempt *a = attempt_new(d, step);

  if (a == NULL || !attempt_invite(a, step)) {
    if (a != NULL) {
      attempt_free(a);
    }
    call_unsent(d, step->lease);
  }
}

/* What cannot be repaired stands as it is: the same answer once more, and a
   redirect that leads nowhere has no Contact to follow. */
static void call_repair(dialer *d, const redial_step *step) {
  attempt *a = attempt_find(d, step->old_lease);

  if (a == NULL) {
    call_unsent(d, step->lease);
    return;
  }
  if (repair_prepare(a, step) && attempt_invite(a, step)) {
    printf("%21s%s\n", "to ", a->uri);
    return;
  }
  a->last.marks &= (uint16_t)~REDIAL_MARK_CONTACT;
  a->last.marks |= REDIAL_MARK_NO_CONTACT;
  (void)redial_journal_event(&d->journal, &d->hunt, &d->scene, step->lease,
                             &a->last, host_now_ms());
  call_print(d);
}

static void call_step(dialer *d, const redial_step *step) {
  attempt *a;

  switch (step->kind) {
  case REDIAL_STEP_DIAL:
    call_dial(d, step);
    break;
  case REDIAL_STEP_REPAIR:
    call_repair(d, step);
    break;
  case REDIAL_STEP_CANCEL:
    a = attempt_find(d, step->lease);
    if (a != NULL) {
      attempt_cancel(a, step->cause);
    }
    break;
  case REDIAL_STEP_HANG_UP:
    a = attempt_find(d, step->lease);
    if (a != NULL) {
      dialog_bye(a);
    }
    break;
  default:
    break;
  }
}

static void call_drive(dialer *d) {
  for (;;) {
    uint64_t now_ms = host_now_ms();
    redial_step step = redial_journal_poll(&d->journal, &d->hunt, &d->scene,
                                           now_ms, host_random());
    bool last = step.kind == REDIAL_STEP_DONE || step.kind == REDIAL_STEP_STOP;

    if (!last || !d->over) {
      call_print(d);
    }
    if (step.kind == REDIAL_STEP_WAIT) {
      if (step.wake_ms != REDIAL_NEVER) {
        call_later(d, d->wake, call_woken,
                   step.wake_ms > now_ms ? step.wake_ms - now_ms : 1);
      }
      return;
    }
    if (last) {
      if (!d->over) {
        call_over(d, &step);
      }
      return;
    }
    call_step(d, &step);
  }
}

void call_event(attempt *a, const redial_evidence *seen) {
  dialer *d = a->dialer;
  redial_hunt_report report = redial_journal_event(
    &d->journal, &d->hunt, &d->scene, a->lease, seen, host_now_ms());

  call_print(d);
  if (report.status == REDIAL_ERR_NO_LEASE && a->answered) {
    dialog_bye(a); /* answered after its time was up: nobody's call */
  }
  call_drive(d);
}

void call_ended(attempt *a) {
  dialer *d = a->dialer;

  attempt_free(a);
  if (d->over && d->attempts == NULL) {
    call_finish(d);
  }
}

void call_hang_up(dialer *d) {
  bool again = d->gone;

  d->gone = true;
  if (d->talking != NULL && !again) {
    call_talked(d, d->pause, NULL);
  } else if (!d->over && !again) {
    (void)redial_journal_caller_gone(&d->journal, &d->hunt, &d->scene,
                                     host_now_ms());
    call_print(d);
    call_drive(d);
  } else {
    su_root_break(d->root);
  }
}

void call_begin(dialer *d) {
  d->over = false;
  d->scene.call++;
  redial_journal_begin(&d->journal, &d->hunt, &d->scene, host_now_ms());
  if (d->options.hang_up_after_ms != 0) {
    call_later(d, d->pause, call_patience, d->options.hang_up_after_ms);
  }
  call_drive(d);
}
