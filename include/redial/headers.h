#ifndef REDIAL_HEADERS_H
#define REDIAL_HEADERS_H

/** @file
 * From bytes to evidence: single header values, a whole SIP message, a Twilio
 * form body.
 *
 * @code
 * redial_evidence seen;
 * if (redial_evidence_read(datagram, &seen) == REDIAL_OK) {
 *   v = redial_assess(&seen);
 * }
 * @endcode
 *
 * Every reader takes any bytes of any length, looks at each a bounded number
 * of times and copies none: spans in the results point into the caller's
 * bytes. What is damaged is read as far as it makes sense and flagged; it
 * never hides what stands beside it. A header value may be folded.
 *
 * Of more pieces than any honest sender makes (200 headers that matter, or
 * parameters, or form fields) the rest is left unread and flagged, so that the
 * work is bounded.
 *
 * A reader of one header adds to what was found before: call it once for each
 * header of that name, in their order.
 */

#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_headers
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** One value of a Reason header (RFC 3326).
 * @par Since
 * 0.1.0 */
typedef struct redial_reason {
  redial_span protocol; /**< As written: "Q.850"; empty when missing. */
  redial_span text;     /**< Inside its quotes, escapes as written. */
  uint32_t cause;       /**< As written, 0 when there is none; saturates. */
  uint8_t has_cause;    /**< 1 when a cause could be read. */
  uint8_t ns;           /**< #redial_namespace of the cause: SIP, Q.850, or
                             none for the other protocols. */
  uint8_t location;     /**< #redial_location */
  uint8_t damaged;      /**< 1 when it is not as it should be. */
} redial_reason;

/** Whom to ask when a call was blocked (603+, 608). Empty spans: not told.
 * @par Since
 * 0.1.0 */
typedef struct redial_redress {
  redial_span url;   /**< From the text of a 603+ Reason. */
  redial_span tel;   /**< The same. */
  redial_span email; /**< The same. */
  redial_span card;  /**< URI of a Call-Info with purpose=jwscard. */
  uint8_t location;  /**< #redial_location of that Reason. */
} redial_redress;

/** What a message is, as far as it tells how an attempt ended.
 * @par Since
 * 0.1.0 */
typedef enum redial_message_kind {
  REDIAL_MESSAGE_NONE = 0,     /**< Not known. */
  REDIAL_MESSAGE_RESPONSE = 1, /**< A response. */
  REDIAL_MESSAGE_CANCEL = 2,   /**< A CANCEL; it has no code. */
  REDIAL_MESSAGE_BYE = 3,      /**< A BYE; it has no code. */
  REDIAL_MESSAGE_SIPFRAG = 4   /**< A status line in a body, or bare
                                    (RFC 3420). */
} redial_message_kind;

/** All that a message tells.
 * @par Since
 * 0.1.0 */
typedef struct redial_message {
  redial_evidence evidence; /**< What redial_assess() wants. */
  redial_redress redress;   /**< Whom to ask for redress. */
  redial_span phrase;       /**< Of the status line. */
  uint8_t kind;             /**< #redial_message_kind */
} redial_message;

/** One decoded field of a form.
 * @par Since
 * 0.1.0 */
typedef struct redial_form_field {
  redial_span name;  /**< In the buffer that was given. */
  redial_span value; /**< The same; empty when there is no "=". */
  uint8_t damaged;   /**< 1 when an escape is broken, or the buffer was too
                          small and the rest is cut off. */
} redial_form_field;

/** A buffer that holds every field which redial_form_read() looks for. */
#define REDIAL_FORM_BUFFER 128

/** Read a Retry-After value: seconds, a comment, parameters.
 *
 * "60 seconds", a date, a sign or a fraction is no number: absent and
 * malformed. A comma, an unclosed comment or an odd duration leaves the
 * number and is malformed. Too large a number is 4294967295 and saturated.
 * @param[in] value        The header value.
 * @param[in,out] seen     Zero before the first header. The first
 *   header counts, even if it says nothing; a second one is malformed by
 *   itself.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_retry_after_read(redial_span value,
                                        redial_retry_after *seen);

/** Step through the values of a Reason header.
 * @param[in,out] cursor  The header value; what is left of it afterwards.
 * @param[out] value      The next value; untouched at the end.
 * @return false at the end. An empty header has no value at all.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_reason_next(redial_span *cursor, redial_reason *value);

/** Add one Reason value to the evidence. The first of each protocol counts,
 * even if it says nothing; what is wrong sets #REDIAL_MARK_MALFORMED.
 * @param[in] value          From redial_reason_next().
 * @param[in,out] evidence   Gains causes, location and marks.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_reason_take(const redial_reason *value,
                                   redial_evidence *evidence);

/** Add one whole Reason header to the evidence.
 * @param[in] header         The header value.
 * @param[in,out] evidence   As for redial_reason_take().
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_reason_read(redial_span header,
                                   redial_evidence *evidence);

/** Find the contacts in the text of a 603+ Reason; other values have none.
 * @param[in] value         From redial_reason_next().
 * @param[in,out] redress   Gains what is not known yet.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_redress_from_reason(const redial_reason *value,
                                           redial_redress *redress);

/** Find the card of a 608 in a Call-Info header (RFC 8688).
 * @param[in] header        The header value.
 * @param[in,out] redress   Gains the URI if it is not known yet.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_redress_from_call_info(redial_span header,
                                              redial_redress *redress);

/** Add the warn-codes of a Warning header: three digits each, the first four
 * in all. Anything else damaged sets #REDIAL_MARK_MALFORMED.
 * @param[in] header         The header value.
 * @param[in,out] evidence   Gains warn-codes and the mark.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_warning_read(redial_span header,
                                    redial_evidence *evidence);

/** Is there a Contact that can be called: sip, sips or tel?
 * @param[in] header  Value of one Contact header.
 * @return true when one of its values is.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_contact_is_usable(redial_span header);

/** Does a challenge say stale=true?
 * @param[in] header  Value of a WWW-Authenticate or Proxy-Authenticate.
 * @return true when it does, outside of quoted texts.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_challenge_is_stale(redial_span header);

/** Add an X-Twilio-Error to the evidence: a number, which text may follow.
 * The first that is one counts; anything else says nothing.
 * @param[in] value          The header value.
 * @param[in,out] evidence   Gains the number.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_twilio_error_read(redial_span value,
                                         redial_evidence *evidence);

/** Read a status line.
 * @param[in] line     With or without its line end.
 * @param[out] phrase  What follows the code; may be empty.
 * @return The code, which may lie outside 100..699; -1 when it is not exactly
 *   three digits, when it is 000, and for another protocol than SIP/2.0.
 * @par Since
 * 0.1.0 */
REDIAL_API int32_t redial_status_line_read(redial_span line,
                                           redial_span *phrase);

/** Read a message: a response, a CANCEL, a BYE, a request with a
 * message/sipfrag body, or such a body alone.
 *
 * Compact names, folded headers and bare line feeds are read; a line without
 * a colon is skipped; Content-Length is not believed. Behind a status outside
 * 100..699 nothing is read. The origin is "remote": overwrite it when you
 * know better.
 * @param[in] bytes  As received; a body may be missing.
 * @param[out] out   Untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_SYNTAX when it is no SIP message;
 *   #REDIAL_ERR_NO_MATCH for a request that does not end an attempt.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_message_read(redial_span bytes,
                                             redial_message *out);

/** The evidence of redial_message_read() alone.
 * @param[in] bytes  As received.
 * @param[out] out   Untouched on error.
 * @return As redial_message_read().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_evidence_read(redial_span bytes,
                                              redial_evidence *out);

/** Step through application/x-www-form-urlencoded fields.
 * @param[in,out] cursor  The body; what is left of it afterwards.
 * @param[out] buffer     Receives the decoded name and value; MUST NOT be
 *   NULL.
 * @param[in] size        Bytes in @p buffer.
 * @param[out] field      The next field; untouched at the end.
 * @return false at the end.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_form_next(redial_span *cursor, char *buffer,
                                 size_t size, redial_form_field *field);

/** Read the body of a Twilio callback: DialCallStatus or a final CallStatus,
 * DialSipResponseCode or SipResponseCode, X-Twilio-Error or ErrorCode,
 * DialBridged.
 *
 * What a header of the callee's said comes as SipHeader_NAME, and whoever
 * sent it wrote it: leave such fields out when you do not trust them.
 *
 * Of a field that comes twice the first counts and
 * #REDIAL_MARK_MALFORMED is set; an unknown status word is none.
 * @param[in] body     The form, still encoded.
 * @param[out] buffer  Room to decode in, one field at a time:
 *   #REDIAL_FORM_BUFFER bytes will do; MUST NOT be NULL.
 * @param[in] size     Bytes in @p buffer.
 * @param[out] out     Untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_MATCH when nothing tells how an attempt
 *   ended.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_form_read(redial_span body, char *buffer,
                                          size_t size, redial_evidence *out);

/** Name of a kind of message.
 * @param[in] value  Any number.
 * @return "response" and the like; "?" for no value of the enumeration.
 * @par Since
 * 0.1.0 */
REDIAL_API const char *redial_message_kind_name(uint32_t value);

/** Kind of message by its name.
 * @param[in] name    A whole name, in any case.
 * @param[out] value  Untouched on error.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_MATCH.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status
redial_message_kind_by_name(redial_span name, redial_message_kind *value);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
