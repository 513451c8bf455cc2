/* An argument to a code: "486", "SIP/2.0 486 Busy Here", "q850:17", "busy". */

#include "cli.h"
#include <string.h>

#define CODE_NUMBER_LIMIT 2147483647u

static bool code_is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool code_is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char code_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static redial_span code_trim(redial_span text) {
  while (text.len > 0 && code_is_blank(text.ptr[0])) {
    text.ptr++;
    text.len--;
  }
  while (text.len > 0 && code_is_blank(text.ptr[text.len - 1])) {
    text.len--;
  }
  return text;
}

static redial_span code_from(redial_span text, size_t at) {
  redial_span rest = {text.ptr + at, text.len - at};

  return code_trim(rest);
}

typedef struct code_prefix {
  const char *word;
  redial_namespace ns;
} code_prefix;

static const code_prefix prefixes[] = {
  {"sip/2.0", REDIAL_NAMESPACE_SIP},   {"sip", REDIAL_NAMESPACE_SIP},
  {"twilio", REDIAL_NAMESPACE_TWILIO}, {"q.850", REDIAL_NAMESPACE_Q850},
  {"q850", REDIAL_NAMESPACE_Q850},     {"dial", REDIAL_NAMESPACE_DIAL},
};

/* Length of the word when text begins with it and a colon or blank. */
static size_t code_prefix_length(redial_span text, const char *word) {
  size_t i;

  for (i = 0; word[i] != '\0'; i++) {
    if (i == text.len || code_lower(text.ptr[i]) != word[i]) {
      return 0;
    }
  }
  if (i < text.len && (text.ptr[i] == ':' || code_is_blank(text.ptr[i]))) {
    return i + 1;
  }
  return 0;
}

/* Takes the namespace off the front, if there is one. */
static void code_take_prefix(redial_span *text, redial_namespace *ns) {
  size_t i;

  for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
    size_t length = code_prefix_length(*text, prefixes[i].word);

    if (length > 0) {
      *text = code_from(*text, length);
      *ns = prefixes[i].ns;
      return;
    }
  }
}

/* What is wrong with digits of a number; NULL when nothing is. */
static const char *code_number(redial_span digits, int32_t *number) {
  uint64_t value = 0;
  size_t i;

  if (digits.len > 1 && digits.ptr[0] == '0') {
    return "begins with a zero; give the code as it is written";
  }
  for (i = 0; i < digits.len; i++) {
    value = value * 10 + (uint64_t)(digits.ptr[i] - '0');
    if (value > CODE_NUMBER_LIMIT) {
      return "is too large to be a code";
    }
  }
  *number = (int32_t)value;
  return NULL;
}

/* What is wrong with the text behind a number; NULL when nothing is. A
   phrase may be anything but a second number. */
static const char *code_phrase(redial_span rest) {
  redial_span phrase = code_trim(rest);
  size_t i = 0;

  if (phrase.len == 0) {
    return NULL;
  }
  if (!code_is_blank(rest.ptr[0])) {
    return "is not a number; give digits only";
  }
  while (i < phrase.len && code_is_digit(phrase.ptr[i])) {
    i++;
  }
  if (i > 0 && (i == phrase.len || code_is_blank(phrase.ptr[i]))) {
    return "holds two numbers; give one code in one argument";
  }
  return NULL;
}

static bool code_is_hex(redial_span text) {
  return text.len > 1 && text.ptr[0] == '0' && code_lower(text.ptr[1]) == 'x';
}

/* Takes the + of "603+": a mark and not a part of the number. */
static bool code_take_plus(redial_span digits, redial_span *rest,
                           redial_namespace ns) {
  bool plus = digits.len == 3 && memcmp(digits.ptr, "603", 3) == 0 &&
              rest->len > 0 && rest->ptr[0] == '+' &&
              (ns == REDIAL_NAMESPACE_NONE || ns == REDIAL_NAMESPACE_SIP);

  if (plus) {
    rest->ptr++;
    rest->len--;
  }
  return plus;
}

static cli_reading code_read_number(redial_span text, redial_namespace ns,
                                    cli_code *code, const char **why) {
  redial_span digits = {text.ptr, 0};
  redial_span rest;

  if (code_is_hex(text)) {
    *why = "is hexadecimal; give decimal digits only";
    return CLI_REFUSED;
  }
  while (digits.len < text.len && code_is_digit(text.ptr[digits.len])) {
    digits.len++;
  }
  rest.ptr = text.ptr + digits.len;
  rest.len = text.len - digits.len;
  code->ns = ns;
  code->word = NULL;
  code->plus = code_take_plus(digits, &rest, ns);
  *why = code_phrase(rest);
  if (*why == NULL) {
    *why = code_number(digits, &code->code);
  }
  if (*why == NULL && ns == REDIAL_NAMESPACE_DIAL) {
    *why = "is no Dial status; they are completed, answered, busy, no-answer, "
           "failed and canceled";
  }
  return *why == NULL ? CLI_READ : CLI_REFUSED;
}

/* What is wrong at first sight; NULL when nothing is. */
static const char *code_refusal(redial_span rest, redial_namespace ns,
                                redial_namespace named) {
  if (ns != REDIAL_NAMESPACE_NONE && named != ns) {
    return "names another namespace than --namespace";
  }
  if (rest.len == 0) {
    return "holds no code";
  }
  if (rest.ptr[0] == '+' || rest.ptr[0] == '-') {
    return "has a sign; give digits only";
  }
  return NULL;
}

cli_reading cli_code_read(const char *text, redial_namespace ns, cli_code *code,
                          const char **why) {
  redial_span all = {text, strlen(text)};
  redial_span rest = code_trim(all);
  redial_namespace named = ns;

  code_take_prefix(&rest, &named);
  *why = code_refusal(rest, ns, named);
  if (*why != NULL) {
    return CLI_REFUSED;
  }
  if (code_is_digit(rest.ptr[0])) {
    return code_read_number(rest, named, code, why);
  }
  return cli_word_read(rest, named, code, why);
}

const char *cli_code_sought(const cli_code *code) {
  switch (code->ns) {
  case REDIAL_NAMESPACE_SIP:
    return "is in no table; looked for a SIP status, 100 to 699";
  case REDIAL_NAMESPACE_TWILIO:
    return "is in no table; looked for a Twilio error";
  case REDIAL_NAMESPACE_Q850:
    return "is in no table; looked for a Q.850 cause, 1 to 127";
  case REDIAL_NAMESPACE_NONE:
  case REDIAL_NAMESPACE_DIAL:
    break;
  }
  return code->code >= 10000
           ? "is in no table; looked for a Twilio error"
           : "is in no table; looked for a SIP status, 100 to 699, and a "
             "Twilio error of five digits or more";
}
