#include "host.h"
#include <stdio.h>

typedef struct line_text {
  char *buffer;
  size_t size;
  size_t used;
} line_text;

static void line_add(line_text *line, const char *format, const char *text) {
  int length = line->used >= line->size
                 ? 0
                 : snprintf(line->buffer + line->used, line->size - line->used,
                            format, text);

  line->used += length > 0 ? (size_t)length : 0;
}

static void line_number(line_text *line, const char *before, uint32_t number) {
  char digits[12];

  (void)snprintf(digits, sizeof(digits), "%lu", (unsigned long)number);
  line_add(line, before, "");
  line_add(line, "%s", digits);
}

static void line_whom(line_text *line, const host_roster *phones,
                      const host_roster *gateways, uint32_t whom,
                      uint32_t via) {
  line_add(line, " %s", host_roster_word(phones, whom));
  if (via != REDIAL_NO_SLOT && gateways->count > 0) {
    line_add(line, " by %s", host_roster_word(gateways, via));
  }
}

/* What came, in the width of a column. */
static void line_came(line_text *line, const redial_evidence *seen) {
  char word[24];

  if (seen->origin == REDIAL_ORIGIN_LOCAL_TIMEOUT ||
      seen->origin == REDIAL_ORIGIN_LOCAL_TRANSPORT) {
    line_add(line, "%-9s",
             seen->origin == REDIAL_ORIGIN_LOCAL_TIMEOUT ? "timer"
                                                         : "transport");
    return;
  }
  (void)snprintf(word, sizeof(word), "%s%ld",
                 seen->ns == REDIAL_NAMESPACE_Q850 ? "Q.850 " : "",
                 (long)seen->code);
  line_add(line, "%-9s", word);
}

static void line_report(line_text *line, const redial_hunt_report *report) {
  char text[400];

  if (report->status != REDIAL_OK) {
    line_add(line, ": %s",
             report->status == REDIAL_ERR_STATE
               ? "of an attempt that was withdrawn"
               : "of no attempt any more");
    return;
  }
  line_add(line, ": %s", redial_outcome_name(report->verdict.outcome));
  if (report->decision.next == REDIAL_NEXT_NONE) {
    return;
  }
  line_add(line, ", scope %s", redial_scope_name(report->verdict.scope));
  if (report->verdict.has_retry_after != 0) {
    line_number(line, ", Retry-After ", report->verdict.retry_after_s);
  }
  if (report->rule != 0) {
    line_number(line, ", by your rule ", report->rule);
  }
  (void)redial_decision_explain(&report->decision, text, sizeof(text));
  line_add(line, "; %s", text);
}

static void line_stop(line_text *line, const redial_step *step) {
  line_number(line, " reply ", step->reply_code);
  line_add(line, ", treatment %s", redial_treatment_name(step->treatment));
  line_add(line, ", because of %s", redial_why_name(step->why));
  if (step->bar != REDIAL_BAR_NONE) {
    line_add(line, " (%s)", redial_bar_name(step->bar));
  }
}

static void line_step(line_text *line, const redial_step *step,
                      const host_roster *phones, const host_roster *gateways) {
  line_add(line, "%-9s", redial_step_kind_name(step->kind));
  switch (step->kind) {
  case REDIAL_STEP_WAIT:
    line_add(line, "%s", " before another round");
    break;
  case REDIAL_STEP_STOP:
    line_stop(line, step);
    break;
  default:
    line_whom(line, phones, gateways, step->whom, step->via);
    break;
  }
  if (step->kind == REDIAL_STEP_REPAIR) {
    line_add(line, ": %s", redial_action_name(step->action));
  }
  if (step->kind == REDIAL_STEP_CANCEL && step->cause != 0) {
    line_number(line, ", Reason SIP;cause=", step->cause);
  }
}

static bool line_is_dull(const redial_journal_record *record,
                         const redial_hunt *hunt) {
  return record->kind == REDIAL_JOURNAL_BEGUN ||
         (record->kind == REDIAL_JOURNAL_POLL &&
          record->answer.step.kind == REDIAL_STEP_WAIT &&
          redial_hunt_summary(hunt).legs > 0);
}

bool host_journal_line(const redial_journal_record *record,
                       const redial_hunt *hunt, const host_roster *phones,
                       const host_roster *gateways, char *buffer, size_t size) {
  uint64_t since = record->now_ms - redial_hunt_summary(hunt).begun_ms;
  line_text line = {buffer, size, 0};
  char time[24];

  if (line_is_dull(record, hunt)) {
    return false;
  }
  (void)snprintf(time, sizeof(time), "%4lu.%03lu  ",
                 (unsigned long)(since / 1000), (unsigned long)(since % 1000));
  line_add(&line, "%s", time);
  switch (record->kind) {
  case REDIAL_JOURNAL_POLL:
    line_step(&line, &record->answer.step, phones, gateways);
    break;
  case REDIAL_JOURNAL_EVENT:
    line_came(&line, &record->evidence);
    line_whom(&line, phones, gateways, record->answer.report.whom,
              record->answer.report.via);
    line_report(&line, &record->answer.report);
    break;
  default:
    line_add(&line, "%s", redial_journal_kind_name(record->kind));
    break;
  }
  return true;
}
