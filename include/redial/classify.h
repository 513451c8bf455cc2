#ifndef REDIAL_CLASSIFY_H
#define REDIAL_CLASSIFY_H

/** @file
 * From a code, or from all the evidence, to a verdict: what happened, how far
 * it reaches, whether to retry, what to do.
 *
 * @code
 * redial_verdict v = redial_classify(31486);
 * if (v.retry == REDIAL_RETRY_LATER && !redial_is_everywhere(v)) ...
 * @endcode
 *
 * Every function here is total: any number and any evidence gives a verdict.
 * The verdict of a code is API: see docs/design.md, "Stability".
 */

#include <redial/codes.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stdint.h>

/** @addtogroup redial_classify
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** How sure a verdict is.
 * @par Since
 * 0.1.0 */
typedef enum redial_confidence {
  REDIAL_CONFIDENCE_NONE = 0,   /**< Not judged. */
  REDIAL_CONFIDENCE_GUESS = 1,  /**< A fair guess. */
  REDIAL_CONFIDENCE_LIKELY = 2, /**< More likely than not. */
  REDIAL_CONFIDENCE_CERTAIN = 3 /**< What the evidence says. */
} redial_confidence;

/** @name Flags of a verdict
 * @{ */
#define REDIAL_FLAG_MALFORMED 0x01u /**< Something given could not be read. */
#define REDIAL_FLAG_CONFLICT 0x02u  /**< Two pieces of evidence disagree. */
#define REDIAL_FLAG_STATUS_DISAGREES 0x04u /**< The Dial status word is not
                                                one for this SIP code. */
#define REDIAL_FLAG_MAYBE_CAPACITY 0x08u /**< A trunk's 486 that may mean that
                                              the trunk is full (P3). */
/** @} */

/** @name Rules
 * Which refinement rules fired, in redial_verdict::rules. The text of each
 * stands in docs/design.md. R9 is an order and is never reported.
 * @{ */
#define REDIAL_RULE_R(n) (1u << ((n) - 1)) /**< R1..R24 */
#define REDIAL_RULE_T1 (1u << 24)          /**< T1 */
#define REDIAL_RULE_P(n) (1u << ((n) + 24)) /**< P1..P4 */
#define REDIAL_RULE_USER (1u << 29) /**< A rule of the caller's own. */
/** @} */

/** What a failure means. 28 bytes, passed by value; every field has a fixed
 * width and its natural alignment, so that other languages can read it.
 * @par Since
 * 0.1.0 */
typedef struct redial_verdict {
  int32_t code;            /**< As given, in its own namespace. */
  uint16_t sip;            /**< SIP code that it stands for; 0: none. */
  uint16_t effective;      /**< The same after the x00 fall-back. */
  uint8_t outcome;         /**< #redial_outcome */
  uint8_t about;           /**< #redial_about */
  uint8_t scope;           /**< #redial_scope */
  uint8_t retry;           /**< #redial_retry */
  uint8_t action;          /**< #redial_action */
  uint8_t treatment;       /**< #redial_treatment */
  uint8_t mapping;         /**< #redial_mapping */
  uint8_t confidence;      /**< #redial_confidence */
  uint8_t ns;              /**< #redial_namespace of @c code. */
  uint8_t flags;           /**< REDIAL_FLAG_... */
  uint8_t has_retry_after; /**< 1 when @c retry_after_s counts. */
  uint8_t reserved;        /**< 0 */
  uint32_t retry_after_s;  /**< Retry-After as sent; capping is policy. */
  uint32_t rules;          /**< REDIAL_RULE_... that fired. */
} redial_verdict;

/** Verdict of a bare code: a SIP status, or a Twilio error of five digits or
 * more.
 * @param[in] code  Any number.
 * @return The verdict; outcome unknown and flag malformed for a number that
 *   is neither.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_classify(int32_t code);

/** Verdict of a SIP status alone. Links the SIP table and nothing else: for
 * firmware that never meets Twilio.
 * @param[in] code  Any number.
 * @return The verdict; rule R1 for a number outside 100..699.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_classify_sip(int32_t code);

/** Verdict of a code in a namespace. Bare 404 is a SIP status in one and an
 * API error in another, so the namespace decides.
 * @param[in] ns    #REDIAL_NAMESPACE_NONE decides as redial_classify().
 * @param[in] code  Any number; a #redial_dial_status for
 *   #REDIAL_NAMESPACE_DIAL.
 * @return The verdict.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_classify_in(redial_namespace ns,
                                             int32_t code);

/** Verdict of a Twilio callback: the SIP code, the Dial status word and the
 * X-Twilio-Error of one attempt together. Precedence: answered; the Twilio
 * error; a SIP code of 300..699 but 487; the word; nothing.
 * @param[in] sip           DialSipResponseCode; 0 when absent.
 * @param[in] status        DialCallStatus.
 * @param[in] twilio_error  X-Twilio-Error; 0 when absent.
 * @return The verdict. #REDIAL_FLAG_CONFLICT when what was given disagrees,
 *   with #REDIAL_FLAG_STATUS_DISAGREES when the word is the odd one out.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_classify_dial(int32_t sip,
                                               redial_dial_status status,
                                               int32_t twilio_error);

/** Verdict of all the evidence: the code's row, refined by rules R1..R24, T1
 * and P1..P4.
 * @param[in] evidence  What is known; unchanged.
 * @return The verdict; the rules that fired are in it.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_assess(const redial_evidence *evidence);

/** What a provisional with a Reason predicts for the final answer: a 183
 * with Q.850;cause=1 while an announcement plays.
 * @param[in] evidence  Of a provisional or a 199; unchanged.
 * @return The verdict of the cause; outcome unknown when nothing is told.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_verdict redial_predict(const redial_evidence *evidence);

/** The two-value view of scope: everywhere, or here.
 * @param[in] verdict  Any verdict.
 * @return true when no other device or route of the callee may be tried.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_is_everywhere(redial_verdict verdict);

/** Family of an outcome; it never changes.
 * @param[in] outcome  A #redial_outcome, or any number.
 * @return #REDIAL_FAMILY_NONE for unknown and for numbers that are none.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_family redial_outcome_family(uint32_t outcome);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
