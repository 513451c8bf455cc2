#ifndef REDIAL_CAUSES_H
#define REDIAL_CAUSES_H

/** @file
 * Hang-up causes by their names in Asterisk and FreeSWITCH, and the SIP codes
 * that those systems make of them. Both fold many codes into one cause, so
 * most answers are lossy: classify from the SIP code while you have it.
 *
 * Linked only when used.
 */

#include <redial/codes.h>
#include <redial/export.h>
#include <redial/types.h>

/** @addtogroup redial_causes
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Name of a cause in Asterisk, without the AST_CAUSE_ prefix.
 * @param[in] cause  Q.850 number as in HANGUPCAUSE.
 * @return "USER_BUSY" and the like; NULL when Asterisk has no name for it.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_asterisk_cause_name(int32_t cause);

/** Cause of an Asterisk name, in any case, with or without AST_CAUSE_.
 * @param[in] name    The name.
 * @param[out] cause  Q.850 number; untouched on error.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_MATCH.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_asterisk_cause_by_name(redial_span name,
                                                       int32_t *cause);

/** Cause that Asterisk sets for a SIP status.
 * @param[in] sip  SIP status of a failed call.
 * @return Q.850 number; code 0 outside 300..699.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_sip_to_asterisk(int32_t sip);

/** SIP status that Asterisk sends for a cause.
 * @param[in] cause  Q.850 number.
 * @return SIP status; its fall-back 603 for a cause that it does not map.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_asterisk_to_sip(int32_t cause);

/** DIALSTATUS that Asterisk's Dial sets for a SIP status of one leg.
 * @param[in] sip  SIP status of a failed call.
 * @return "BUSY", "NOANSWER", "CONGESTION" or "CHANUNAVAIL"; NULL outside
 *   300..699. Always lossy: a decline reads CHANUNAVAIL.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_asterisk_dialstatus(int32_t sip);

/** Name of a cause in FreeSWITCH.
 * @param[in] cause  Number as in hangup_cause_q850 or a private one.
 * @return "USER_BUSY" and the like; NULL when FreeSWITCH has no name for it.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_freeswitch_cause_name(int32_t cause);

/** Cause of a FreeSWITCH name, in any case.
 * @param[in] name    The name.
 * @param[out] cause  Number; untouched on error.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_MATCH.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_freeswitch_cause_by_name(redial_span name,
                                                         int32_t *cause);

/** Cause that FreeSWITCH sets for a SIP status.
 * @param[in] sip  SIP status of a failed call.
 * @return Number, 487 and 819..823 being private ones; 0 outside 300..699.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_sip_to_freeswitch(int32_t sip);

/** SIP status that FreeSWITCH sends for a cause when it passes none through.
 * @param[in] cause  Number.
 * @return SIP status; its default 480 for a cause that it does not map.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_freeswitch_to_sip(int32_t cause);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
