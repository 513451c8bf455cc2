#include "seal.h"
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <nettle/memops.h>
#include <string.h>

static void seal_sha1(struct hmac_sha1_ctx *hmac, redial_span more) {
  hmac_sha1_update(hmac, more.len, (const uint8_t *)more.ptr);
}

tw_signature tw_signature_make(redial_span key, redial_span url,
                               redial_span rest, const tw_form *form) {
  struct hmac_sha1_ctx hmac;
  tw_signature signature;
  uint32_t i;

  hmac_sha1_set_key(&hmac, key.len, (const uint8_t *)key.ptr);
  seal_sha1(&hmac, url);
  seal_sha1(&hmac, rest);
  for (i = 0; form != NULL && i < form->count; i++) {
    seal_sha1(&hmac, form->fields[i].name);
    seal_sha1(&hmac, form->fields[i].value);
  }
  hmac_sha1_digest(&hmac, sizeof(signature.bytes), signature.bytes);
  return signature;
}

void tw_signature_text(const tw_signature *signature,
                       char text[TW_SIGNATURE_TEXT + 1]) {
  base64_encode_raw(text, sizeof(signature->bytes), signature->bytes);
  text[TW_SIGNATURE_TEXT] = '\0';
}

bool tw_signature_is(const tw_signature *signature, redial_span header) {
  char text[TW_SIGNATURE_TEXT + 1];

  tw_signature_text(signature, text);
  return header.len == TW_SIGNATURE_TEXT &&
         memeql_sec(text, header.ptr, TW_SIGNATURE_TEXT) != 0;
}

static void seal_sha256(struct hmac_sha256_ctx *hmac, redial_span more) {
  uint8_t length[4];
  uint32_t i;

  for (i = 0; i < sizeof(length); i++) {
    length[i] = (uint8_t)(more.len >> 8 * i);
  }
  hmac_sha256_update(hmac, sizeof(length), length);
  hmac_sha256_update(hmac, more.len, (const uint8_t *)more.ptr);
}

void tw_seal_make(redial_span key, const redial_span *parts, uint32_t count,
                  char text[TW_SEAL_TEXT + 1]) {
  struct hmac_sha256_ctx hmac;
  uint8_t digest[16];
  char padded[BASE64_ENCODE_RAW_LENGTH(sizeof(digest))];
  struct base64_encode_ctx encode;
  size_t used;
  uint32_t i;

  hmac_sha256_set_key(&hmac, key.len, (const uint8_t *)key.ptr);
  seal_sha256(&hmac, tw_span("redial ticket 1"));
  for (i = 0; i < count; i++) {
    seal_sha256(&hmac, parts[i]);
  }
  hmac_sha256_digest(&hmac, sizeof(digest), digest);
  base64url_encode_init(&encode);
  used = base64_encode_update(&encode, padded, sizeof(digest), digest);
  base64_encode_final(&encode, padded + used);
  memcpy(text, padded, TW_SEAL_TEXT);
  text[TW_SEAL_TEXT] = '\0';
}

bool tw_seal_is(redial_span key, const redial_span *parts, uint32_t count,
                redial_span text) {
  char expected[TW_SEAL_TEXT + 1];

  tw_seal_make(key, parts, count, expected);
  return text.len == TW_SEAL_TEXT &&
         memeql_sec(expected, text.ptr, TW_SEAL_TEXT) != 0;
}
