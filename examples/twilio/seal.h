#ifndef TWILIO_SEAL_H
#define TWILIO_SEAL_H

/* Who wrote this? Twilio signs each request with the account's auth token;
   we seal each ticket with a key made from the same token. Every comparison
   takes the same time whatever is compared. */

#include "form.h"
#include "text.h"
#include <redial/types.h>
#include <stdbool.h>
#include <stdint.h>

#define TW_SIGNATURE_BYTES 20u /* HMAC-SHA1 */
#define TW_SIGNATURE_TEXT 28u  /* in base64 */
#define TW_SEAL_TEXT 22u       /* 128 bits of HMAC-SHA256 in base64url */

typedef struct tw_signature {
  uint8_t bytes[TW_SIGNATURE_BYTES];
} tw_signature;

/* Of a URL, as two halves that are joined, and a sorted form; NULL: none. */
tw_signature tw_signature_make(redial_span key, redial_span url,
                               redial_span rest, const tw_form *form);
void tw_signature_text(const tw_signature *signature,
                       char text[TW_SIGNATURE_TEXT + 1]);
/* Is this header's value that signature? */
bool tw_signature_is(const tw_signature *signature, redial_span header);

/* Over the parts, each with its length, so that no byte can move from one to
   the next. */
void tw_seal_make(redial_span key, const redial_span *parts, uint32_t count,
                  char text[TW_SEAL_TEXT + 1]);
bool tw_seal_is(redial_span key, const redial_span *parts, uint32_t count,
                redial_span text);

#endif
