/* A word to a code: Dial status, SIP phrase, cause name, Twilio name. */

#include "cli.h"
#include <ctype.h>
#include <string.h>

/* Above every code of the dictionary. */
#define TWILIO_LAST 999999

static bool words_same(redial_span word, const char *other) {
  size_t i;

  for (i = 0; i < word.len; i++) {
    if (tolower((unsigned char)word.ptr[i]) !=
        tolower((unsigned char)other[i])) {
      return false;
    }
  }
  return other[word.len] == '\0';
}

static void words_found(cli_code *code, redial_namespace ns, int32_t number,
                        const char *word) {
  code->ns = ns;
  code->code = number;
  code->plus = false;
  code->word = word;
}

static int words_dial(redial_span word, cli_code *code) {
  redial_dial_status status = REDIAL_DIAL_UNKNOWN;

  if (redial_dial_status_by_name(word, &status) != REDIAL_OK ||
      status == REDIAL_DIAL_UNKNOWN) {
    return 0;
  }
  words_found(code, REDIAL_NAMESPACE_DIAL, (int32_t)status, NULL);
  return 1;
}

/* How many codes of first..last have this phrase; code is the first. */
static int words_phrase(redial_span word, redial_namespace ns, int32_t first,
                        int32_t last, const char *as, cli_code *code) {
  int count = 0;
  int32_t number;

  for (number = first; number <= last; number++) {
    const char *phrase = redial_code_phrase(ns, number);

    /* A phrase in parentheses stands for a whole class. */
    if (phrase == NULL || phrase[0] == '(' || !words_same(word, phrase)) {
      continue;
    }
    if (count == 0) {
      words_found(code, ns, number, as);
    }
    count++;
  }
  return count;
}

/* A cause by its name in Asterisk, in FreeSWITCH, or in Q.850 itself. */
static int words_cause(redial_span word, cli_code *code) {
  int32_t cause = 0;

  if (redial_asterisk_cause_by_name(word, &cause) == REDIAL_OK) {
    words_found(code, REDIAL_NAMESPACE_Q850, cause, "cause name of Asterisk");
    return 1;
  }
  if (redial_freeswitch_cause_by_name(word, &cause) != REDIAL_OK) {
    return words_phrase(word, REDIAL_NAMESPACE_Q850, 1, 127,
                        "cause name of Q.850", code);
  }
  words_found(code, REDIAL_NAMESPACE_Q850, cause, "cause name of FreeSWITCH");
  if (cause > 127) {
    /* Private causes are no Q.850: the SIP status that it sends for them. */
    words_found(code, REDIAL_NAMESPACE_SIP,
                redial_freeswitch_to_sip(cause).code,
                "cause name of FreeSWITCH, by the SIP status that it sends");
  }
  return 1;
}

/* Number of codes of this namespace that the word may mean. */
static int words_in(redial_span word, redial_namespace ns, cli_code *code) {
  switch (ns) {
  case REDIAL_NAMESPACE_DIAL:
    return words_dial(word, code);
  case REDIAL_NAMESPACE_SIP:
    return words_phrase(word, ns, 100, 699, "SIP phrase", code);
  case REDIAL_NAMESPACE_Q850:
    return words_cause(word, code);
  case REDIAL_NAMESPACE_TWILIO:
    return words_phrase(word, ns, 1, TWILIO_LAST, "name of a Twilio error",
                        code);
  case REDIAL_NAMESPACE_NONE:
    break;
  }
  return 0;
}

/* The same in the namespace given, or in all of them, the likeliest first. */
static int words_find(redial_span word, redial_namespace ns, cli_code *code) {
  static const redial_namespace order[] = {
    REDIAL_NAMESPACE_DIAL, REDIAL_NAMESPACE_SIP, REDIAL_NAMESPACE_Q850,
    REDIAL_NAMESPACE_TWILIO};
  int count = words_in(word, ns, code);
  size_t i;

  if (ns != REDIAL_NAMESPACE_NONE) {
    return count;
  }
  for (i = 0; i < sizeof(order) / sizeof(order[0]) && count == 0; i++) {
    count = words_in(word, order[i], code);
  }
  return count;
}

/* A word of letters that is not found has no match; anything else is no
   word. */
static bool words_is_word(redial_span word) {
  size_t i;

  for (i = 0; i < word.len; i++) {
    if (!isalpha((unsigned char)word.ptr[i]) &&
        strchr(" _-/'", word.ptr[i]) == NULL) {
      return false;
    }
  }
  return true;
}

static const char *words_sought(redial_namespace ns) {
  switch (ns) {
  case REDIAL_NAMESPACE_SIP:
    return "is in no table; looked for a SIP phrase";
  case REDIAL_NAMESPACE_TWILIO:
    return "is in no table; looked for the name of a Twilio error";
  case REDIAL_NAMESPACE_Q850:
    return "is in no table; looked for a Q.850 cause by its names in Q.850, "
           "Asterisk and FreeSWITCH";
  case REDIAL_NAMESPACE_DIAL:
    return "is in no table; looked for a Dial status: completed, answered, "
           "busy, no-answer, failed or canceled";
  case REDIAL_NAMESPACE_NONE:
    break;
  }
  return "is in no table; looked for a Dial status, a SIP phrase, a cause name "
         "and the name of a Twilio error";
}

cli_reading cli_word_read(redial_span word, redial_namespace ns, cli_code *code,
                          const char **why) {
  switch (words_find(word, ns, code)) {
  case 1:
    return CLI_READ;
  case 0:
    break;
  default:
    *why = "is the name of several codes; give the number";
    return CLI_REFUSED;
  }
  if (!words_is_word(word)) {
    *why = "is neither a code nor a word that names one";
    return CLI_REFUSED;
  }
  *why = words_sought(ns);
  return CLI_NO_MATCH;
}
