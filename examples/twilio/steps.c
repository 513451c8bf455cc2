#define _DEFAULT_SOURCE
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The steps that follow a hunt: the ladder from queue to goodbye. */

tw_answer tw_visit_answer(tw_visit *visit) {
  tw_answer answer;

  memset(&answer, 0, sizeof(answer));
  answer.config = visit->desk->config;
  answer.group = visit->group_name;
  answer.text = visit->text;
  return answer;
}

redial_span tw_visit_value(const tw_visit *visit, const char *name) {
  return tw_form_value(&visit->desk->form, name);
}

/* Of the statuses that Twilio knows these five are final; an unknown one is
   not. */
bool tw_visit_is_gone(const tw_visit *visit) {
  static const char *const final[] = {"completed", "busy", "failed",
                                      "no-answer", "canceled"};
  redial_span status = tw_visit_value(visit, "CallStatus");
  size_t i;

  for (i = 0; i < sizeof(final) / sizeof(final[0]); i++) {
    if (tw_is(status, final[i])) {
      return true;
    }
  }
  return false;
}

/* A CallSid is letters and digits: nothing that a terminal could obey. */
void tw_visit_note(const tw_visit *visit, const char *what,
                   const char *detail) {
  FILE *journal = visit->desk->journal;

  if (journal != NULL) {
    fprintf(journal, "%.*s %s%s%s\n", (int)visit->call.len, visit->call.ptr,
            what, detail[0] != '\0' ? " " : "", detail);
  }
}

static void steps_below(tw_visit *visit, redial_treatment treatment) {
  const redial_policy *policy = &visit->desk->config->policy;
  tw_answer answer = tw_visit_answer(visit);
  redial_treatment below = redial_treatment_below(policy, treatment);

  tw_visit_note(visit, redial_treatment_name(below), "");
  tw_answer_treat(&answer, below);
}

/* The caller has left the queue. */
static bool steps_queue(tw_visit *visit) {
  redial_span result = tw_visit_value(visit, "QueueResult");
  tw_answer answer = tw_visit_answer(visit);

  if (tw_is(result, "bridged") || tw_is(result, "hangup") ||
      tw_is(result, "redirected-from-bridged") || tw_visit_is_gone(visit)) {
    tw_visit_note(visit, "ends", "");
    tw_answer_hang_up(&answer);
  } else {
    steps_below(visit, REDIAL_TREATMENT_QUEUE);
  }
  return true;
}

static bool steps_wait(tw_visit *visit) {
  tw_answer answer = tw_visit_answer(visit);
  uint32_t waited = 0;

  (void)tw_number(tw_visit_value(visit, "QueueTime"), UINT32_MAX, &waited);
  tw_answer_wait(&answer, waited);
  return true;
}

/* One number to call back: digits and a plus, or a word without blanks. */
static bool steps_is_caller(redial_span from) {
  size_t i;

  for (i = 0; i < from.len; i++) {
    if (from.ptr[i] <= ' ' || from.ptr[i] > '~') {
      return false;
    }
  }
  return from.len > 0 && from.len <= 256;
}

/* Appends one line, whole or not at all as far as the disk allows. */
static bool steps_keep(const tw_visit *visit, redial_span from) {
  const char *path = visit->desk->config->callbacks;
  char bytes[400];
  tw_text line = tw_text_over(bytes, sizeof(bytes));
  int file;
  bool kept;

  tw_put_number(&line, visit->now_ms / 1000);
  tw_put(&line, " ");
  tw_put_span(&line, visit->call);
  tw_put(&line, " ");
  tw_put_span(&line, from);
  tw_put(&line, "\n");
  file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return false;
  }
  kept = write(file, line.bytes, line.length) == (ssize_t)line.length;
  return close(file) == 0 && kept;
}

/* The caller was offered to be called back and pressed a key. */
static bool steps_callback(tw_visit *visit) {
  const tw_config *config = visit->desk->config;
  redial_span from = tw_visit_value(visit, "From");
  tw_answer answer = tw_visit_answer(visit);

  if (config->callbacks[0] == '\0' ||
      !tw_is(tw_visit_value(visit, "Digits"), "1") || !steps_is_caller(from)) {
    steps_below(visit, REDIAL_TREATMENT_CALLBACK);
  } else if (!steps_keep(visit, from)) {
    fprintf(stderr, "redial: %s: %s\n", config->callbacks, strerror(errno));
    steps_below(visit, REDIAL_TREATMENT_CALLBACK);
  } else {
    tw_visit_note(visit, "will be called back", "");
    tw_answer_say(&answer, TW_SAY_CALLED_BACK);
  }
  return true;
}

static bool steps_voicemail(tw_visit *visit) {
  tw_answer answer = tw_visit_answer(visit);

  tw_visit_note(visit, "left a message", "");
  tw_answer_say(&answer, TW_SAY_THANKS);
  return true;
}

const tw_step *tw_step_by_name(redial_span name) {
  static const tw_step steps[] = {
    {"", "CallSid", tw_step_start},
    {"dial", "CallSid", tw_step_dial},
    {"again", "CallSid", tw_step_again},
    {"status", "ParentCallSid", tw_step_status}, /* CallSid: the agent's */
    {"queue", "CallSid", steps_queue},
    {"wait", "CallSid", steps_wait},
    {"callback", "CallSid", steps_callback},
    {"voicemail", "CallSid", steps_voicemail},
  };
  size_t i;

  for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
    if (tw_is(name, steps[i].name)) {
      return &steps[i];
    }
  }
  return NULL;
}
