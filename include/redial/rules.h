#ifndef REDIAL_RULES_H
#define REDIAL_RULES_H

/** @file
 * Your own readings: "when you see this, read it as that". A carrier that
 * says 486 when it is full, a switch that says 603 when nobody picked up:
 * every network has some, and no table can know them.
 *
 * Rules stand between the verdict and the decision, because they ask for
 * what the verdict no longer holds: target, progress, elapsed time, causes.
 *
 * @code
 * redial_verdict v = redial_assess(&seen);
 * redial_rule_match by = redial_rules_apply(&rules, &seen, &v);
 * if (by.rule != NULL) log_line("rule of line %u", by.rule->line);
 * @endcode
 *
 * A rule is plain data, written as a constant or read from text:
 *
 * @code
 * 486 kind=trunk elapsed_ms<150 -> outcome=overloaded scope=route
 * @endcode
 *
 * What no rule can do: touch an answered call or a provisional, and take
 * scope everywhere off a 6xx, which ends forking whatever else is known
 * (RFC 3261 21.6). docs/rules.md has the whole grammar by example.
 */

#include <redial/classify.h>
#include <redial/codes.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_rules
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** The six words of a verdict, as indexes of redial_rule::words.
 * @par Since
 * 0.1.0 */
typedef enum redial_word {
  REDIAL_WORD_NONE = 0,     /**< No word. */
  REDIAL_WORD_OUTCOME = 1,  /**< #redial_outcome */
  REDIAL_WORD_ABOUT = 2,    /**< #redial_about */
  REDIAL_WORD_SCOPE = 3,    /**< #redial_scope */
  REDIAL_WORD_RETRY = 4,    /**< #redial_retry */
  REDIAL_WORD_ACTION = 5,   /**< #redial_action */
  REDIAL_WORD_TREATMENT = 6 /**< #redial_treatment */
} redial_word;

/** Length of redial_rule::words. */
#define REDIAL_WORDS 7

/** The set that holds one value; join several with |. */
#define REDIAL_SET(value) ((uint64_t)1 << (value))

/** A cause of a rule that asks for evidence without one. */
#define REDIAL_CAUSE_ABSENT 0xffffu

/** Sets that may stand in one chain; what lies beyond is not looked at. */
#define REDIAL_RULES_DEPTH 8u

/** One reading. Cleared to zero it matches every failure and changes nothing;
 * every condition that is set narrows it. 40 bytes.
 * @par Since
 * 0.1.0 */
typedef struct redial_rule {
  uint64_t outcomes;   /**< Set of #redial_outcome of the verdict before;
                            0: any. */
  int32_t code_first;  /**< Lowest code. */
  int32_t code_last;   /**< Highest code; 0: any code or none. */
  uint32_t elapsed_below_ms; /**< It ended sooner than this; 0: any time. An
                            elapsed time that is not known is not sooner. */
  uint32_t line;       /**< Line of the text that it was read from; 0: none. */
  uint16_t q850_cause; /**< Reason: Q.850;cause; 0: any,
                            #REDIAL_CAUSE_ABSENT: none told. */
  uint16_t sip_cause;  /**< Reason: SIP;cause, likewise. */
  uint8_t ns;          /**< #redial_namespace of the codes. NONE: the SIP code
                            that the verdict stands for. Else the code as
                            given, or told beside it in X-Twilio-Error, Dial
                            status word or Reason. */
  uint8_t kinds;       /**< Set of #redial_kind; 0: any. */
  uint8_t progress;    /**< Set of #redial_progress; 0: any. */
  uint8_t origins;     /**< Set of #redial_origin; 0: any. */
  uint8_t replaces;    /**< Set of #redial_word that are replaced; 0: the
                            reading is kept, and no later rule is asked. */
  uint8_t words[REDIAL_WORDS]; /**< The new words, by #redial_word. */
} redial_rule;

/** A list of rules, and whose list is asked when none of them matches: a
 * tenant's rules, then its parent's. Belongs to the caller; const throughout.
 * @par Since
 * 0.1.0 */
typedef struct redial_rules {
  const redial_rule *rule; /**< May be NULL when @c count is 0. */
  uint32_t count;          /**< Rules in the array. */
  const struct redial_rules *parent; /**< NULL: nobody. At most
                                #REDIAL_RULES_DEPTH sets are asked. */
} redial_rules;

/** Which rule spoke.
 * @par Since
 * 0.1.0 */
typedef struct redial_rule_match {
  const redial_rule *rule; /**< NULL: none matched, nothing changed. */
  uint32_t index;          /**< Its place in its array. */
  uint8_t level;           /**< 0: the set given, 1: its parent, ... */
  uint8_t kept_scope;      /**< 1 when it asked for another scope and the
                                6xx kept everywhere. */
} redial_rule_match;

/** Read a verdict as the rules say. The first rule that matches wins, the
 * given set before its parent.
 * @param[in] rules        The sets.
 * @param[in] evidence     What the verdict was made of.
 * @param[in,out] verdict  Of redial_assess() or any other; gets the words and
 *   #REDIAL_RULE_USER when a rule matched. Code, flags, confidence and
 *   Retry-After stay.
 * @return Which rule it was.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_rule_match redial_rules_apply(const redial_rules *rules,
                                                const redial_evidence *evidence,
                                                redial_verdict *verdict);

/** Where and why a text could not be read.
 * @par Since
 * 0.1.0 */
typedef struct redial_rules_error {
  redial_span token; /**< What was met there, within the text; empty at the
                          end of a line. */
  size_t column;     /**< From 1, in bytes. */
  uint32_t line;     /**< From 1. */
} redial_rules_error;

/** Read rules from text, one a line; what follows a # is a comment. Total:
 * any bytes, any length.
 * @param[in] text      Belongs to the caller and is not needed afterwards.
 * @param[out] rule     Receives the rules; may be NULL when @p capacity is 0.
 * @param[in] capacity  Rules that fit; one for each line is always enough.
 * @param[out] count    Rules read.
 * @param[out] error    Filled on error only.
 * @return #REDIAL_OK. Else @p rule and @p count are untouched and the status
 *   is #REDIAL_ERR_SYNTAX (out of place, or said twice), #REDIAL_ERR_NO_MATCH
 *   (no such name), #REDIAL_ERR_RANGE (no such number) or #REDIAL_ERR_FULL
 *   (the first rule that does not fit).
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_rules_read(redial_span text, redial_rule *rule,
                                           uint32_t capacity, uint32_t *count,
                                           redial_rules_error *error);

/** Write one rule as a line that redial_rules_read() reads back the same, but
 * for redial_rule::line.
 * @param[in] rule     Any rule whose fields are values that exist.
 * @param[out] buffer  Receives as much as fits, always terminated, without a
 *   line end; may be NULL when @p size is 0.
 * @param[in] size     Bytes in @p buffer.
 * @return Length of the whole line: @p size or more means that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_rule_write(const redial_rule *rule, char *buffer,
                                    size_t size);

/** Name of a word: "outcome" .. "treatment"; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_word_name(uint32_t value);

/** Word of a name, in any case.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_word_by_name(redial_span name,
                                             redial_word *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
