#ifndef REDIAL_HUNT_TOKEN_H
#define REDIAL_HUNT_TOKEN_H

/* The text of a token: bytes of a fixed order, numbers as bytes of seven bits
   each, lowest first, in base64url without padding (RFC 4648 5). */

#include "../hunt/inner.h"

#define RDI_TOKEN_VERSION 1u
#define RDI_TOKEN_BYTES 150u /* 200 characters of six bits */

typedef struct rdi_token {
  uint8_t bytes[RDI_TOKEN_BYTES];
  uint32_t length;
  uint32_t at;    /* reading */
  uint32_t limit; /* writing: no more than these */
  bool bad;       /* did not fit, or read beyond the end, or out of range */
} rdi_token;

RDI_PRIVATE_BEGIN

void rdi_token_put(rdi_token *token, uint64_t value);
/* A number of at most `most`; else the token is bad, and 0. */
uint64_t rdi_token_get(rdi_token *token, uint64_t most);
uint32_t rdi_token_sum(const rdi_token *token, uint32_t length);
/* token_text.c */
uint32_t rdi_token_text_length(uint32_t bytes);
void rdi_token_text_write(const rdi_token *token, char *text);
redial_status rdi_token_text_read(redial_span text, rdi_token *token);

RDI_PRIVATE_END

#endif
