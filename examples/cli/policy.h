#ifndef REDIAL_CLI_POLICY_H
#define REDIAL_CLI_POLICY_H

/* What a profile makes of every outcome. */

#include "cli.h"

/* policy_codes.c: for every outcome a code, and one more for every other scope
   or retry that a SIP status gives it. */
#define POLICY_CODES 64

typedef struct policy_code {
  char input[16]; /* as redial explain would be asked */
  redial_verdict verdict;
} policy_code;

/* In the order of the outcomes; returns how many. */
uint32_t policy_codes(policy_code *codes);

/* policy_cases.c: who else there is when an attempt has failed. */
typedef enum policy_case {
  POLICY_CASE_PERSON, /* no via; another person */
  POLICY_CASE_DEVICE, /* no via; another device of the same person */
  POLICY_CASE_NOBODY, /* no via; nobody */
  POLICY_CASE_VIA,    /* by a via; another via, and another person */
  POLICY_CASE_ALONE   /* by a via; nobody */
} policy_case;

#define POLICY_CASES 5

/* After the first attempt of a call, with the longest wait. */
redial_decision policy_decide(const redial_policy *policy,
                              const redial_verdict *verdict, policy_case who);
bool policy_has_via(policy_case who);
const char *policy_left(policy_case who); /* whom: "person" .. "nobody" */

/* policy_words.c: a time as people say it, "90s", "2m" or "none". */
void policy_time(uint32_t ms, char *buffer, size_t size);
/* Words of a mask; "?" beyond the last. */
const char *policy_leaves_word(uint32_t bit);
const char *policy_options_word(uint32_t bit);
/* Joins the words of a mask of so many bits. */
void policy_join(uint32_t mask, uint32_t bits, const char *(*word)(uint32_t),
                 const char *separator, char *buffer, size_t size);
/* The same as an array. */
void policy_array(cli_json *json, const char *key, uint32_t mask,
                  uint32_t bits, const char *(*word)(uint32_t));
/* Prints a cell and a blank; the last of a line without any. */
void policy_cell(const char *text, int width, bool last);
/* Prints the codes of a set, wrapped. */
void policy_set(const policy_code *codes, uint32_t count, uint64_t set,
                int column, int indent);
const char *policy_treatment_word(uint32_t bit);
const char *policy_action_word(uint32_t bit);

/* policy_numbers.c: the numbers of a profile. */
void policy_numbers(const redial_policy *policy);
void policy_numbers_json(uint32_t index);
void policy_list(void); /* a line for each profile */

/* policy_rest.c: what decisions mean to others. */
void policy_rest(const redial_policy *policy, const policy_code *codes,
                 uint32_t count);

/* policy_json.c and policy_people.c: what it makes of every code. */
void policy_json(const redial_policy *policy);
void policy_people(const redial_policy *policy);

#endif
