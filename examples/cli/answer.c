#include "cli.h"
#include <string.h>

/* 603+: a network blocked the caller (ATIS-1000099). The phrase and a Reason
   header tell it from a person's 603, so it takes evidence to ask for it. */
static redial_verdict answer_network_blocked(void) {
  redial_evidence evidence;

  memset(&evidence, 0, sizeof(evidence));
  evidence.ns = REDIAL_NAMESPACE_SIP;
  evidence.code = 603;
  evidence.marks = REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS;
  return redial_assess(&evidence);
}

static bool answer_is_plus(const redial_verdict *verdict) {
  return (verdict->rules & REDIAL_RULE_R(3)) != 0;
}

/* Phrase and the rest, from the table that has the code. */
static void answer_texts(cli_answer *answer) {
  redial_namespace ns = (redial_namespace)answer->verdict.ns;
  int32_t code = answer->verdict.code;

  if (answer_is_plus(&answer->verdict)) {
    answer->phrase = "Network Blocked";
    answer->source = "ATIS-1000099";
    answer->headers = "Reason text; phrase";
    answer->note = "";
    return;
  }
  answer->phrase = redial_code_phrase(ns, code);
  answer->source = redial_code_source(ns, code);
  answer->headers = redial_code_headers(answer->verdict.sip);
  answer->note = redial_code_note(ns, code);
}

cli_answer cli_answer_from(const char *input, redial_verdict verdict) {
  cli_answer answer = cli_answer_none(input);

  answer.has_code = true;
  answer.verdict = verdict;
  answer_texts(&answer);
  answer.found =
    answer.phrase != NULL || verdict.outcome != REDIAL_OUTCOME_UNKNOWN;
  return answer;
}

cli_answer cli_answer_of(const char *input, const cli_code *code) {
  cli_answer answer = cli_answer_from(
    input, code->plus ? answer_network_blocked()
                      : redial_classify_in(code->ns, code->code));

  answer.word = code->word;
  return answer;
}

cli_answer cli_answer_none(const char *input) {
  cli_answer answer;

  memset(&answer, 0, sizeof(answer));
  answer.input = input;
  answer.headers = "";
  answer.note = "";
  answer.verdict.scope = REDIAL_SCOPE_UNKNOWN;
  return answer;
}

int cli_answer_read(const char *command, const char *text, redial_namespace ns,
                    cli_answer *answer) {
  cli_code code;
  const char *why;
  cli_reading reading = cli_code_read(text, ns, &code, &why);

  if (reading != CLI_READ) {
    cli_say(command, text, why);
    return reading == CLI_REFUSED ? CLI_USAGE : CLI_NOTHING;
  }
  *answer = cli_answer_of(text, &code);
  if (!answer->found) {
    cli_say(command, text, cli_code_sought(&code));
    return CLI_NOTHING;
  }
  return CLI_ANSWERED;
}

void cli_answer_name(const cli_answer *answer, char *buffer, size_t size) {
  const redial_verdict *v = &answer->verdict;
  const char *before = "";

  if (answer->title != NULL) {
    snprintf(buffer, size, "%s", answer->title);
    return;
  }
  if (v->ns == REDIAL_NAMESPACE_DIAL) {
    snprintf(buffer, size, "Dial %s",
             redial_dial_status_name((uint32_t)v->code));
    return;
  }
  if (v->ns == REDIAL_NAMESPACE_TWILIO) {
    before = "Twilio ";
  } else if (v->ns == REDIAL_NAMESPACE_Q850) {
    before = "Q.850 ";
  }
  snprintf(buffer, size, "%s%ld%s", before, (long)v->code,
           answer_is_plus(v) ? "+" : "");
}
