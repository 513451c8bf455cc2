#ifndef REDIAL_LINT_H
#define REDIAL_LINT_H

/** @file
 * What is wrong with rules that read well: a rule that never fires, words
 * that cannot stand together, a retry that nothing ends. Linked only when
 * used; run it when a configuration is loaded.
 *
 * @code
 * redial_finding finding[16];
 * uint32_t n = redial_rules_lint(&rules, NULL, finding, 16);
 * for (i = 0; i < n && i < 16; i++)
 *   redial_finding_explain(&finding[i], line, sizeof(line));
 * @endcode
 */

#include <redial/export.h>
#include <redial/rules.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_lint
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** What was found.
 * @par Since
 * 0.1.0 */
typedef enum redial_finding_kind {
  REDIAL_FINDING_NONE = 0,        /**< Nothing. */
  REDIAL_FINDING_UNREACHABLE = 1, /**< Never fires: one earlier rule takes all
                                       that it would, or its conditions are
                                       never met. */
  REDIAL_FINDING_DUPLICATE = 2,   /**< Never fires: same conditions as an
                                       earlier rule. */
  REDIAL_FINDING_CONTRADICTION = 3, /**< Two words that cannot stand
                                       together. */
  REDIAL_FINDING_UNBOUNDED = 4,   /**< Allows a retry that no limit ends. */
  REDIAL_FINDING_KEPT_SCOPE = 5,  /**< Asks for another scope of a 6xx, which
                                       keeps everywhere. */
  REDIAL_FINDING_ZERO_WEIGHT = 6  /**< A target of weight 0: never offered by
                                       a weighted strategy. */
} redial_finding_kind;

/** One finding.
 * @par Since
 * 0.1.0 */
typedef struct redial_finding {
  uint32_t rule;       /**< Index of the rule, or of the weight. */
  uint32_t other;      /**< Index of the earlier rule that takes its place;
                            the same as @c rule when none is to blame. */
  uint32_t line;       /**< redial_rule::line of the rule; 0: not known. */
  uint32_t other_line; /**< The same of the other. */
  uint8_t kind;        /**< #redial_finding_kind */
  uint8_t word;        /**< #redial_word at fault; 0 where none is. */
  uint8_t value;       /**< Its value. */
  uint8_t other_word;  /**< #redial_word that it contradicts; 0: it cannot
                            stand at all. */
  uint8_t other_value; /**< Its value. */
} redial_finding;

/** Number of a limit that is not set. */
#define REDIAL_UNLIMITED UINT32_MAX

/** Numbers of the policy that the rules will meet; #REDIAL_UNLIMITED where it
 * sets none.
 * @par Since
 * 0.1.0 */
typedef struct redial_lint_limits {
  uint32_t attempts;     /**< Attempts per call. */
  uint32_t via_attempts; /**< Attempts per call that go through gateways. */
  uint32_t rounds;       /**< Rounds over the endpoints. */
  uint32_t deadline_ms;  /**< Time for the whole call. */
} redial_lint_limits;

/** Look for what is wrong with one set. Its parent is not looked at: that a
 * tenant takes a case from its parent is no fault.
 *
 * A rule counts as unreachable when one earlier rule covers it; several that
 * cover it together are not seen.
 * @param[in] rules     The set.
 * @param[in] limits    NULL: not known, and no rule is called unbounded.
 * @param[out] finding  Receives the first of them in the order of the rules;
 *   may be NULL when @p capacity is 0.
 * @param[in] capacity  Findings that fit.
 * @return How many there are, which may be more than fit.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_rules_lint(const redial_rules *rules,
                                      const redial_lint_limits *limits,
                                      redial_finding *finding,
                                      uint32_t capacity);

/** Look for targets of weight 0.
 * @param[in] weight    Weight of each target.
 * @param[in] count     Targets.
 * @param[out] finding  As for redial_rules_lint().
 * @param[in] capacity  Findings that fit.
 * @return How many there are.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_weights_lint(const uint32_t *weight, uint32_t count,
                                        redial_finding *finding,
                                        uint32_t capacity);

/** One line about a finding: "line 4: contradiction: retry never, action
 * failover".
 * @param[in] finding  Any finding.
 * @param[out] buffer  Receives as much as fits, always terminated; may be
 *   NULL when @p size is 0.
 * @param[in] size     Bytes in @p buffer.
 * @return Length of the whole line: @p size or more means that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_finding_explain(const redial_finding *finding,
                                         char *buffer, size_t size);

/** Name of a kind of finding; "?" for a number that is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_finding_kind_name(uint32_t value);

/** Kind of finding of a name, in any case.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status
redial_finding_kind_by_name(redial_span name, redial_finding_kind *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
