#include "../hunt/token.h"

static const char token_letters[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

uint32_t rdi_token_text_length(uint32_t bytes) {
  return (bytes * 8 + 5) / 6;
}

/* Six bits from bit number `bit` on; zeros beyond the end. */
static uint32_t token_six(const rdi_token *token, uint32_t bit) {
  uint32_t byte = bit / 8;
  uint32_t pair = (uint32_t)token->bytes[byte] << 8;

  if (byte + 1 < token->length) {
    pair |= token->bytes[byte + 1];
  }
  return pair >> (10 - bit % 8) & 63;
}

void rdi_token_text_write(const rdi_token *token, char *text) {
  uint32_t length = rdi_token_text_length(token->length);
  uint32_t i;

  for (i = 0; i < length; i++) {
    text[i] = token_letters[token_six(token, i * 6)];
  }
  text[length] = '\0';
}

/* Value of a letter; 64 for any other character. */
static uint32_t token_letter(char letter) {
  uint32_t i = 0;

  while (i < 64 && token_letters[i] != letter) {
    i++;
  }
  return i;
}

static redial_status token_fill(redial_span text, rdi_token *token) {
  uint32_t held = 0;
  uint32_t bits = 0;
  size_t i;

  for (i = 0; i < text.len; i++) {
    uint32_t six = token_letter(text.ptr[i]);

    if (six == 64) {
      return REDIAL_ERR_SYNTAX;
    }
    held = held << 6 | six;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      token->bytes[token->length] = (uint8_t)(held >> bits);
      token->length++;
      held &= (1u << bits) - 1;
    }
  }
  /* The last letter has no bits of its own: one token, one spelling. */
  return held == 0 && bits < 6 ? REDIAL_OK : REDIAL_ERR_SYNTAX;
}

redial_status rdi_token_text_read(redial_span text, rdi_token *token) {
  token->length = 0;
  token->at = 0;
  token->bad = false;
  if (text.len > REDIAL_HUNT_TOKEN_MAX) {
    return REDIAL_ERR_SYNTAX;
  }
  return token_fill(text, token);
}
