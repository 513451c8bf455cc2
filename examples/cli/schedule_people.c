/* A schedule for people: what was asked, one line an attempt, how it ends. */

#include "schedule.h"
#include <inttypes.h>

#define PEOPLE_DAY_MS 86400000u
#define PEOPLE_WEEK_MS (7u * PEOPLE_DAY_MS)

static void people_why(const schedule_row *row, char *text, size_t size) {
  const char *why = redial_why_name(row->decision.why);

  if (row->bar == SCHEDULE_BAR_CAPS) {
    snprintf(text, size, "%s, caps %s", why,
             redial_caps_why_name(row->caps_why));
  } else {
    snprintf(text, size, "%s%s", why,
             row->bar == SCHEDULE_BAR_HOURS ? ", hours" : "");
  }
}

static void people_next(const redial_decision *decision, char *text,
                        size_t size) {
  if (decision->next == REDIAL_NEXT_AGAIN) {
    cli_span_write(decision->wait_ms, text, size);
  } else {
    snprintf(text, size, "%s", redial_next_name(decision->next));
  }
}

void schedule_people(const schedule *asked, const schedule_row *row) {
  char local[48];
  char since[32];
  char next[32];
  char why[64];

  cli_time_write(row->unix_s, asked->offset_min, ' ', local, sizeof(local));
  cli_span_write(row->since_ms, since, sizeof(since));
  people_next(&row->decision, next, sizeof(next));
  people_why(row, why, sizeof(why));
  printf("%3u  %s %s %12s %12s  %s\n", (unsigned)row->attempt,
         cli_time_weekday(row->unix_s, asked->offset_min), local, since, next,
         why);
}

static void people_caps(const cli_preset *preset) {
  char text[320];

  if (preset->name != NULL) {
    snprintf(text, sizeof(text), "%s, NOT LEGAL ADVICE: %s; %s (%s)",
             preset->name, preset->place, preset->source, preset->checked);
    cli_row(stdout, "caps", text);
  }
}

static void people_rings(const schedule *asked) {
  char text[64];

  if (schedule_lasts_ms(asked) > 0) {
    snprintf(text, sizeof(text), "%lu s each, as ring_ms of the policy says",
             (unsigned long)schedule_lasts_ms(asked) / 1000);
    cli_row(stdout, "rings", text);
  }
}

static void people_clock(const schedule *asked) {
  bool west = asked->offset_min < 0;
  int minutes = west ? -asked->offset_min : asked->offset_min;
  char text[64];

  snprintf(text, sizeof(text), "UTC%c%02d:%02d, seed %" PRIu64,
           west ? '-' : '+', minutes / 60, minutes % 60, asked->seed);
  cli_row(stdout, "local time", text);
}

void schedule_heading(const schedule *asked) {
  const redial_verdict *v = &asked->answer.verdict;
  char name[48];
  char text[320];

  cli_answer_name(&asked->answer, name, sizeof(name));
  snprintf(text, sizeof(text), "%s, for a number that always answers %s: %s.",
           asked->policy_name, name, cli_outcome_means(v->outcome));
  fputs(cli_bold(stdout), stdout);
  cli_wrap(stdout, 0, 0, text);
  fputs(cli_plain(stdout), stdout);
  putchar('\n');
  people_rings(asked);
  cli_row(stdout, "hours", asked->hours_text);
  people_caps(&asked->preset);
  people_clock(asked);
  printf("\n%s%3s  %-22s %12s %12s  %s%s\n", cli_bold(stdout), "#",
         "local time", "since first", "then wait", "why", cli_plain(stdout));
}

void schedule_count(schedule_sum *sum, const schedule_row *row) {
  sum->day += row->since_ms < PEOPLE_DAY_MS;
  sum->week += row->since_ms < PEOPLE_WEEK_MS;
}

void schedule_footing(const schedule_sum *sum, const schedule_row *last,
                      bool cut) {
  char counted[96];
  char why[256];
  char text[400];

  snprintf(counted, sizeof(counted),
           "%u in the first day, %u in the first week", (unsigned)sum->day,
           (unsigned)sum->week);
  redial_decision_explain(&last->decision, why, sizeof(why));
  snprintf(text, sizeof(text),
           cut ? "Cut after %s; --most shows more. The last decision: %s."
               : "Attempts: %s. Then %s.",
           counted, why);
  putchar('\n');
  cli_wrap(stdout, 0, 0, text);
}
