/* An answer for people: first what to do, then the words, then where they
   come from. */

#include "cli.h"

#define CARD_LABEL 2
#define CARD_TEXT 14  /* column of what follows a label */
#define CARD_MEANS 34 /* column of what a word means */

static void card_headline(FILE *out, const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;
  const char *where = "";
  char name[48];
  char sentence[320];

  cli_answer_name(answer, name, sizeof(name));
  if (v->scope == REDIAL_SCOPE_EVERYWHERE) {
    where = ", and that holds everywhere";
  } else if (v->scope == REDIAL_SCOPE_HERE && v->retry != REDIAL_RETRY_NONE) {
    where = " on this device";
  }
  snprintf(sentence, sizeof(sentence), "%s: %s%s; %s.", name,
           cli_outcome_means(v->outcome), where, cli_action_means(v->action));
  fputs(cli_bold(out), out);
  cli_wrap(out, 0, 0, sentence);
  fputs(cli_plain(out), out);
}

void cli_row(FILE *out, const char *label, const char *text) {
  if (text != NULL && text[0] != '\0') {
    cli_wrap(out, fprintf(out, "%*s%s", CARD_LABEL, "", label), CARD_TEXT,
             text);
  }
}

static void card_word(FILE *out, const char *label, const char *word,
                      const char *means) {
  cli_wrap(out,
           fprintf(out, "%*s%-*s%s", CARD_LABEL, "", CARD_TEXT - CARD_LABEL,
                   label, word),
           CARD_MEANS, means);
}

static void card_words(FILE *out, const redial_verdict *v) {
  card_word(out, "outcome", redial_outcome_name((redial_outcome)v->outcome),
            cli_outcome_means(v->outcome));
  card_word(out, "about", redial_about_name((redial_about)v->about),
            cli_about_means(v->about));
  card_word(out, "scope", redial_scope_name((redial_scope)v->scope),
            cli_scope_means(v->scope));
  card_word(out, "retry", redial_retry_name((redial_retry)v->retry),
            cli_retry_means(v->retry));
  card_word(out, "action", redial_action_name((redial_action)v->action),
            cli_action_means(v->action));
  card_word(out, "treatment",
            redial_treatment_name((redial_treatment)v->treatment),
            cli_treatment_means(v->treatment));
}

/* The SIP status that another namespace's code stands for. */
static void card_sip(FILE *out, const redial_verdict *v) {
  const char *phrase = redial_code_phrase(REDIAL_NAMESPACE_SIP, v->sip);
  char text[96];

  if (v->sip != 0 && v->ns != REDIAL_NAMESPACE_SIP) {
    snprintf(text, sizeof(text), "%u %s", (unsigned)v->sip,
             phrase != NULL ? phrase : "");
    cli_row(out, "SIP status", text);
  }
}

static void card_fallback(FILE *out, const redial_verdict *v) {
  char text[96];

  if (v->effective != v->sip) {
    snprintf(text, sizeof(text),
             "%u: the status is not registered (RFC 3261 8.1.3.2)",
             (unsigned)v->effective);
    cli_row(out, "handled as", text);
  }
}

static void card_certainty(FILE *out, const redial_verdict *v) {
  if (v->confidence != REDIAL_CONFIDENCE_CERTAIN) {
    cli_row(out, "confidence",
             redial_confidence_name((redial_confidence)v->confidence));
  }
  if ((v->flags & REDIAL_FLAG_MALFORMED) != 0) {
    cli_row(out, "malformed", "something given could not be read properly");
  }
  if ((v->flags & REDIAL_FLAG_CONFLICT) != 0) {
    cli_row(out, "conflict", "two pieces of evidence disagree");
  }
  if ((v->flags & REDIAL_FLAG_MAYBE_CAPACITY) != 0) {
    cli_row(out, "capacity", "the trunk may be full rather than the callee");
  }
}

static void card_wait(FILE *out, const cli_answer *answer) {
  char text[64];

  if (answer->verdict.has_retry_after) {
    snprintf(text, sizeof(text), "%lu s",
             (unsigned long)answer->verdict.retry_after_s);
    cli_row(out, "Retry-After", text);
  }
  if (answer->duration_s != 0) {
    snprintf(text, sizeof(text), "%lu s from then on",
             (unsigned long)answer->duration_s);
    cli_row(out, "duration", text);
  }
}

/* One line for each rule that fired, in their order. */
static void card_rules(FILE *out, uint32_t rules) {
  char label[16];
  uint32_t bit;

  for (bit = 0; bit < 32; bit++) {
    if ((rules >> bit & 1u) != 0) {
      snprintf(label, sizeof(label), "rule %s", redial_rule_name(bit));
      cli_row(out, label, cli_rule_means(bit));
    }
  }
}

void cli_card(FILE *out, const cli_answer *answer) {
  const redial_verdict *v = &answer->verdict;

  card_headline(out, answer);
  fputc('\n', out);
  card_words(out, v);
  fputc('\n', out);
  cli_row(out, "phrase", answer->phrase);
  cli_row(out, "read as", answer->word);
  card_sip(out, v);
  if (v->ns == REDIAL_NAMESPACE_TWILIO) {
    cli_row(out, "mapping", cli_mapping_means(v->mapping));
  }
  card_fallback(out, v);
  card_wait(out, answer);
  card_certainty(out, v);
  card_rules(out, v->rules);
  cli_row(out, "source", answer->source);
  cli_row(out, "read first", answer->headers);
  cli_row(out, "note", answer->note);
}
