#ifndef REDIAL_CODES_H
#define REDIAL_CODES_H

/** @file
 * Codes and their namespaces. The same digits mean different things: 404 is
 * a SIP status and an entry of Twilio's dictionary; 31401 is a microphone and
 * not SIP 401. So nothing here computes with digits: every code is looked up
 * in the table of its namespace, and every answer says how it was found.
 *
 * @code
 * redial_mapped cause = redial_sip_to_q850(503);     41, lossy
 * redial_mapped code = redial_twilio_to_sip(31401);  0: none
 * @endcode
 */

#include <redial/export.h>
#include <redial/types.h>
#include <stdint.h>

/** @addtogroup redial_codes
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Who owns a number.
 * @par Since
 * 0.1.0 */
typedef enum redial_namespace {
  REDIAL_NAMESPACE_NONE = 0,   /**< By the number: SIP, or Twilio from five
                                    digits on. */
  REDIAL_NAMESPACE_SIP = 1,    /**< SIP status, 100..699. */
  REDIAL_NAMESPACE_TWILIO = 2, /**< Twilio error dictionary. */
  REDIAL_NAMESPACE_Q850 = 3,   /**< ITU-T Q.850 cause, 1..127. */
  REDIAL_NAMESPACE_DIAL = 4    /**< Twilio Dial status, #redial_dial_status. */
} redial_namespace;

/** Twilio's DialCallStatus words; the numbers are redial's own.
 * @par Since
 * 0.1.0 */
typedef enum redial_dial_status {
  REDIAL_DIAL_UNKNOWN = 0,   /**< Absent or unknown word. */
  REDIAL_DIAL_COMPLETED = 1, /**< completed */
  REDIAL_DIAL_ANSWERED = 2,  /**< answered (a conference) */
  REDIAL_DIAL_BUSY = 3,      /**< busy */
  REDIAL_DIAL_NO_ANSWER = 4, /**< no-answer */
  REDIAL_DIAL_FAILED = 5,    /**< failed */
  REDIAL_DIAL_CANCELED = 6   /**< canceled, with one l */
} redial_dial_status;

/** How a code relates to SIP.
 * @par Since
 * 0.1.0 */
typedef enum redial_mapping {
  REDIAL_MAPPING_NONE = 0,        /**< In no table. */
  REDIAL_MAPPING_SIP = 1,         /**< Is, or names, that SIP code. */
  REDIAL_MAPPING_SIP_OR_HTTP = 2, /**< The digits may report HTTP instead. */
  REDIAL_MAPPING_DERIVED = 3,     /**< In no list of Twilio's: a guess. */
  REDIAL_MAPPING_OWN = 4,         /**< A meaning of its own. */
  REDIAL_MAPPING_OWN_SEEN_WITH_SIP = 5, /**< Own meaning, seen beside a SIP
                                             code; the own meaning wins. */
  REDIAL_MAPPING_NOTICE = 6,   /**< A warning; the call went on. */
  REDIAL_MAPPING_IN_CALL = 7,  /**< Speaks of an answered call. */
  REDIAL_MAPPING_NOT_CALL = 8  /**< Not the outcome of a call at all. */
} redial_mapping;

/** A code of another namespace.
 * @par Since
 * 0.1.0 */
typedef struct redial_mapped {
  int32_t code;  /**< 0: there is none. */
  uint8_t lossy; /**< 1 when the way back gives another code. */
} redial_mapped;

/** SIP status to Q.850 cause: RFC 3398 8.2.6.1, then RFC 4497 8.4.4.
 * @param[in] sip  Any number; a provisional or success has no cause.
 * @return The cause; RFC 3398's default 31 where it names no other. Code 0
 *   outside 300..699 and for 487, which releases nothing.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_sip_to_q850(int32_t sip);

/** Q.850 cause to SIP status: RFC 3398 7.2.4.1, then RFC 4497 8.4.1.
 * @param[in] cause  Any number; 129..255 is read without its extension bit.
 * @return The status; the stated default 500 for an assigned cause without a
 *   row. Code 0 for 16 and 44, which become no response, and out of range.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_q850_to_sip(int32_t cause);

/** SIP status to the Twilio error that names it.
 * @param[in] sip  Any number.
 * @return One of the 16 codes that Twilio lists, else code 0. Lossy where the
 *   Twilio code may report HTTP just as well.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_sip_to_twilio(int32_t sip);

/** Twilio error to the SIP status that it names.
 * @param[in] twilio  Any number.
 * @return The status; 0 for a code with a meaning of its own. Lossy when the
 *   reading is a guess or may be HTTP.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_twilio_to_sip(int32_t twilio);

/** SIP status to the word that a Dial action callback would carry.
 * @param[in] sip  Any number.
 * @return A #redial_dial_status; code 0 for 1xx and outside 200..699. Lossy
 *   but for 200: one word covers many codes.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_mapped redial_sip_to_dial(int32_t sip);

/** May this Dial status word stand beside this SIP status? Twilio publishes
 * no table; the pairs that were seen or documented fit.
 * @param[in] sip     SIP status of the same attempt.
 * @param[in] status  The word.
 * @return 1 when they fit or one of them is not known, else 0.
 * @par Since
 * 0.1.0 */
REDIAL_API int redial_dial_fits(int32_t sip, redial_dial_status status);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
