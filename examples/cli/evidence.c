/* The evidence for people: what was found, a line each. */

#include "cli.h"
#include <string.h>

#define EVIDENCE_LINE 160

/* A span of somebody's message, safe to print on one line. */
static void evidence_span(FILE *out, const char *label, redial_span text) {
  char line[EVIDENCE_LINE];
  size_t i;

  for (i = 0; i < text.len && i < sizeof(line) - 1; i++) {
    char c = text.ptr[i];

    line[i] = c >= ' ' && c <= '~' ? c : '?';
  }
  line[i] = '\0';
  cli_row(out, label, line);
}

static void evidence_status(FILE *out, const redial_message *message) {
  char phrase[64];
  char line[EVIDENCE_LINE];
  int32_t code = message->evidence.code;
  size_t i;

  for (i = 0; i < message->phrase.len && i < sizeof(phrase) - 1; i++) {
    char c = message->phrase.ptr[i];

    phrase[i] = c >= ' ' && c <= '~' ? c : '?';
  }
  phrase[i] = '\0';
  if (code < 0) {
    snprintf(line, sizeof(line), "none that can be read");
  } else {
    snprintf(line, sizeof(line), "%ld %s", (long)code, phrase);
  }
  cli_row(out, "status", code != 0 ? line : NULL);
}

static void evidence_message(FILE *out, const redial_message *message) {
  uint8_t method = message->evidence.method;
  char line[EVIDENCE_LINE];

  snprintf(line, sizeof(line), "%s%s%s",
           redial_message_kind_name((redial_message_kind)message->kind),
           message->kind == REDIAL_MESSAGE_RESPONSE &&
               method != REDIAL_METHOD_UNKNOWN
             ? " to "
             : "",
           message->kind == REDIAL_MESSAGE_RESPONSE &&
               method != REDIAL_METHOD_UNKNOWN
             ? redial_method_name((redial_method)method)
             : "");
  cli_row(out, "message", line);
  evidence_status(out, message);
}

static void evidence_reason(FILE *out, const redial_evidence *seen) {
  char line[EVIDENCE_LINE];
  const char *name =
    redial_code_phrase(REDIAL_NAMESPACE_Q850, seen->q850_cause);

  if (seen->q850_cause != 0) {
    snprintf(line, sizeof(line), "Q.850 cause %u, %s%s%s",
             (unsigned)seen->q850_cause, name != NULL ? name : "unassigned",
             seen->location != 0 ? ", location " : "",
             seen->location != 0
               ? redial_location_name((redial_location)seen->location)
               : "");
    cli_row(out, "Reason", line);
  }
  if (seen->sip_cause != 0) {
    name = redial_code_phrase(REDIAL_NAMESPACE_SIP, seen->sip_cause);
    snprintf(line, sizeof(line), "SIP cause %u, %s", (unsigned)seen->sip_cause,
             name != NULL ? name : "");
    cli_row(out, "Reason", line);
  }
}

static void evidence_retry_after(FILE *out, const redial_retry_after *after) {
  char line[EVIDENCE_LINE] = "";
  size_t at = 0;

  if (after->present != 0) {
    at = (size_t)snprintf(line, sizeof(line), "%lu s",
                          (unsigned long)after->seconds);
    if (after->duration_s != 0) {
      at += (size_t)snprintf(line + at, sizeof(line) - at,
                             ", then available for %lu s",
                             (unsigned long)after->duration_s);
    }
  }
  if (after->damage != REDIAL_DAMAGE_NONE) {
    snprintf(line + at, sizeof(line) - at, "%s%s",
             after->present != 0 ? ", " : "not a number of seconds, ",
             redial_damage_name((redial_damage)after->damage));
  }
  cli_row(out, "Retry-After", line);
}

static void evidence_warnings(FILE *out, const redial_evidence *seen) {
  char line[EVIDENCE_LINE] = "";
  size_t at = 0;
  size_t i;

  for (i = 0; i < REDIAL_WARNINGS && seen->warnings[i] != 0; i++) {
    at += (size_t)snprintf(line + at, sizeof(line) - at, "%s%u",
                           i > 0 ? ", " : "", (unsigned)seen->warnings[i]);
  }
  cli_row(out, "Warning", line);
}

/* Whether there is a Contact matters to a redirection alone. */
static uint32_t evidence_told_marks(const redial_evidence *seen) {
  uint32_t contact = REDIAL_MARK_CONTACT | REDIAL_MARK_NO_CONTACT;

  return seen->code >= 300 && seen->code < 400 ? seen->marks
                                               : seen->marks & ~contact;
}

static void evidence_marks(FILE *out, uint32_t marks) {
  static const struct {
    uint32_t mark;
    const char *label;
    const char *text;
  } rows[] = {
    {REDIAL_MARK_NETWORK_BLOCKED, "phrase", "says Network Blocked"},
    {REDIAL_MARK_STALE_DATE, "phrase", "says Stale Date"},
    {REDIAL_MARK_ANALYTICS, "Reason", "text of an analytics block"},
    {REDIAL_MARK_STALE, "challenge", "stale=true"},
    {REDIAL_MARK_CONTACT, "Contact", "one that can be called"},
    {REDIAL_MARK_NO_CONTACT, "Contact", "none that can be called"},
    {REDIAL_MARK_IN_DIALOG, "told", "the request was inside a dialog"},
    {REDIAL_MARK_AUTHENTICATED, "told", "the request carried credentials"},
    {REDIAL_MARK_SIPS, "told", "the request URI was SIPS"},
    {REDIAL_MARK_FAN_OUT, "told", "a proxy chose among several answers"},
    {REDIAL_MARK_MALFORMED, "malformed", "something could not be read"},
  };
  size_t i;

  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    if ((marks & rows[i].mark) != 0) {
      cli_row(out, rows[i].label, rows[i].text);
    }
  }
}

static void evidence_told(FILE *out, const redial_evidence *seen) {
  char line[EVIDENCE_LINE];

  if (seen->progress != REDIAL_PROGRESS_UNKNOWN) {
    cli_row(out, "progress",
            redial_progress_name((redial_progress)seen->progress));
  }
  if (seen->origin > REDIAL_ORIGIN_REMOTE) {
    cli_row(out, "origin", redial_origin_name((redial_origin)seen->origin));
  }
  if (seen->elapsed_ms != 0) {
    snprintf(line, sizeof(line), "%lu ms", (unsigned long)seen->elapsed_ms);
    cli_row(out, "elapsed", line);
  }
  if (seen->kind != REDIAL_KIND_UNKNOWN) {
    cli_row(out, "target", redial_kind_name((redial_kind)seen->kind));
  }
}

static void evidence_predicted(FILE *out, const redial_evidence *seen) {
  redial_verdict predicted = redial_predict(seen);

  if (seen->code >= 100 && seen->code < 200 &&
      predicted.outcome != REDIAL_OUTCOME_UNKNOWN) {
    cli_row(out, "predicted",
            redial_outcome_name((redial_outcome)predicted.outcome));
  }
}

static void evidence_redress(FILE *out, const redial_redress *redress) {
  evidence_span(out, "appeal url", redress->url);
  evidence_span(out, "appeal tel", redress->tel);
  evidence_span(out, "appeal mail", redress->email);
  evidence_span(out, "appeal card", redress->card);
}

void cli_evidence(FILE *out, const char *path, const redial_message *message) {
  const redial_evidence *seen = &message->evidence;
  char line[EVIDENCE_LINE];

  if (path != NULL) {
    redial_span name = {path, strlen(path)};

    evidence_span(out, "file", name);
  }
  evidence_message(out, message);
  evidence_reason(out, seen);
  evidence_retry_after(out, &seen->retry_after);
  evidence_warnings(out, seen);
  if (seen->twilio_error != 0) {
    snprintf(line, sizeof(line), "%ld", (long)seen->twilio_error);
    cli_row(out, "Twilio", line);
  }
  evidence_marks(out, evidence_told_marks(seen));
  evidence_told(out, seen);
  evidence_predicted(out, seen);
  evidence_redress(out, &message->redress);
}
