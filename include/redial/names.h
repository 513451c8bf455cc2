#ifndef REDIAL_NAMES_H
#define REDIAL_NAMES_H

/** @file
 * Numbers to words and back: every enumeration, the phrase of every code, and
 * one line that explains a verdict.
 *
 * Names are the words of the vocabulary, in lower case: "try_next". Reading
 * ignores the case of ASCII letters and nothing else. Linked only when used.
 *
 * @code
 * char line[200];
 * redial_explain(redial_classify(31486), line, sizeof(line));
 * @endcode
 */

#include <redial/classify.h>
#include <redial/codes.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>

/** @addtogroup redial_names
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** @name Name of a value
 * Each takes a value, or a field that holds one, and returns a constant,
 * terminated text; "?" for a number that is no value of the enumeration.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of this value; "?" when it is none. */
REDIAL_API const char *redial_outcome_name(uint32_t value);
REDIAL_API const char *redial_family_name(uint32_t value);
REDIAL_API const char *redial_about_name(uint32_t value);
REDIAL_API const char *redial_scope_name(uint32_t value);
REDIAL_API const char *redial_retry_name(uint32_t value);
REDIAL_API const char *redial_action_name(uint32_t value);
REDIAL_API const char *redial_treatment_name(uint32_t value);
REDIAL_API const char *redial_kind_name(uint32_t value);
REDIAL_API const char *redial_namespace_name(uint32_t value);
REDIAL_API const char *redial_dial_status_name(uint32_t value);
REDIAL_API const char *redial_mapping_name(uint32_t value);
REDIAL_API const char *redial_confidence_name(uint32_t value);
REDIAL_API const char *redial_origin_name(uint32_t value);
REDIAL_API const char *redial_progress_name(uint32_t value);
REDIAL_API const char *redial_method_name(uint32_t value);
REDIAL_API const char *redial_location_name(uint32_t value);
REDIAL_API const char *redial_damage_name(uint32_t value);
REDIAL_API const char *redial_status_name(int32_t value);
/** @} */

/** @name Value of a name
 * Each reads a whole name, in any case, and returns #REDIAL_OK, or
 * #REDIAL_ERR_NO_MATCH with the value untouched.
 * @par Since
 * 0.1.0
 * @{ */
/** Value of this name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_outcome_by_name(redial_span name,
                                                redial_outcome *value);
REDIAL_API redial_status redial_family_by_name(redial_span name,
                                               redial_family *value);
REDIAL_API redial_status redial_about_by_name(redial_span name,
                                              redial_about *value);
REDIAL_API redial_status redial_scope_by_name(redial_span name,
                                              redial_scope *value);
REDIAL_API redial_status redial_retry_by_name(redial_span name,
                                              redial_retry *value);
REDIAL_API redial_status redial_action_by_name(redial_span name,
                                               redial_action *value);
REDIAL_API redial_status redial_treatment_by_name(redial_span name,
                                                  redial_treatment *value);
REDIAL_API redial_status redial_kind_by_name(redial_span name,
                                             redial_kind *value);
REDIAL_API redial_status redial_namespace_by_name(redial_span name,
                                                  redial_namespace *value);
REDIAL_API redial_status redial_dial_status_by_name(redial_span name,
                                                    redial_dial_status *value);
REDIAL_API redial_status redial_mapping_by_name(redial_span name,
                                                redial_mapping *value);
REDIAL_API redial_status redial_confidence_by_name(redial_span name,
                                                   redial_confidence *value);
REDIAL_API redial_status redial_origin_by_name(redial_span name,
                                               redial_origin *value);
REDIAL_API redial_status redial_progress_by_name(redial_span name,
                                                 redial_progress *value);
REDIAL_API redial_status redial_method_by_name(redial_span name,
                                               redial_method *value);
REDIAL_API redial_status redial_location_by_name(redial_span name,
                                                 redial_location *value);
REDIAL_API redial_status redial_damage_by_name(redial_span name,
                                               redial_damage *value);
REDIAL_API redial_status redial_status_by_name(redial_span name,
                                               redial_status *value);
/** @} */

/** Id of a rule: bit 0 of redial_verdict::rules is "R1", bit 24 "T1".
 * @param[in] bit  0..31.
 * @return "R1" .. "R24", "T1", "P1" .. "P4", "user"; "?" beyond.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_rule_name(uint32_t bit);

/** Phrase of a code, as its registry or dictionary has it.
 * @param[in] ns    #REDIAL_NAMESPACE_NONE decides as redial_classify().
 * @param[in] code  Any number.
 * @return Terminated text. A SIP code that is not registered has the phrase
 *   of its class, in parentheses. NULL when the code is in no table.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_code_phrase(redial_namespace ns, int32_t code);

/** Where the row of a code comes from.
 * @param[in] ns    As for redial_code_phrase().
 * @param[in] code  Any number.
 * @return "RFC 3261 21.4.24" and the like; NULL when the code is in no table.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_code_source(redial_namespace ns, int32_t code);

/** Header fields to read before acting on a SIP status.
 * @param[in] sip  Any number.
 * @return "Retry-After; Reason" and the like; "" when there is nothing to
 *   read or the status is in no table.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_code_headers(int32_t sip);

/** What people should know about a code.
 * @param[in] ns    As for redial_code_phrase().
 * @param[in] code  Any number.
 * @return Terminated text of one or more sentences; "" when there is none.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_code_note(redial_namespace ns, int32_t code);

/** One line for the log: the code, what happened, how far it reaches, what to
 * do, and which rules said so.
 * @param[in] verdict  Any verdict.
 * @param[out] buffer  Receives as much as fits, always terminated; may be
 *   NULL when @p size is 0.
 * @param[in] size     Bytes in @p buffer.
 * @return Length of the whole line without its end: @p size or more means
 *   that it was cut.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_explain(redial_verdict verdict, char *buffer,
                                 size_t size);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
