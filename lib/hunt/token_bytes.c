#include "../hunt/token.h"

void rdi_token_put(rdi_token *token, uint64_t value) {
  do {
    uint8_t more = value > 0x7f ? 0x80 : 0;

    if (token->length >= token->limit) {
      token->bad = true;
      return;
    }
    token->bytes[token->length] = (uint8_t)((value & 0x7f) | more);
    token->length++;
    value >>= 7;
  } while (value != 0);
}

static uint8_t token_next(rdi_token *token) {
  if (token->at >= token->length) {
    token->bad = true;
    return 0;
  }
  return token->bytes[token->at++];
}

uint64_t rdi_token_get(rdi_token *token, uint64_t most) {
  uint64_t value = 0;
  uint32_t shift = 0;
  uint8_t byte;

  do {
    byte = token_next(token);
    value |= (uint64_t)(byte & 0x7f) << shift;
    shift += 7;
  } while ((byte & 0x80) != 0 && shift < 63);
  /* The tenth byte of a number has one bit, and no next one. */
  if ((byte & 0x80) != 0) {
    byte = token_next(token);
    token->bad = token->bad || byte > 1;
    value |= (uint64_t)(byte & 1) << 63;
  }
  /* One number, one spelling. */
  token->bad = token->bad || value > most || (byte == 0 && shift > 7);
  return token->bad ? 0 : value;
}

/* CRC-32 (ISO 3309), bit by bit: a token is short. */
uint32_t rdi_token_sum(const rdi_token *token, uint32_t length) {
  uint32_t sum = 0xffffffffu;
  uint32_t i;
  uint32_t bit;

  for (i = 0; i < length; i++) {
    sum ^= token->bytes[i];
    for (bit = 0; bit < 8; bit++) {
      sum = sum >> 1 ^ (0xedb88320u & (0u - (sum & 1)));
    }
  }
  return ~sum;
}
