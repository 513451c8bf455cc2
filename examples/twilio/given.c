#include "board.h"
#include <string.h>

/* A table by the signature: what fell into the same place went. */

#define GIVEN_MS 600000u /* Twilio asks again within seconds, if it does */

struct tw_given {
  uint64_t until_ms;
  uint32_t length;
  tw_signature signature;
  char answer[TW_ANSWER_BYTES];
};

size_t tw_board_given_bytes(uint32_t entries) {
  return entries * sizeof(struct tw_given);
}

static struct tw_given *given_of(const tw_board *board,
                                 const tw_signature *signature) {
  uint32_t place = (uint32_t)signature->bytes[0] << 16 |
                   (uint32_t)signature->bytes[1] << 8 | signature->bytes[2];

  return &board->given[place % board->head->given];
}

redial_span tw_board_given(const tw_board *board, const tw_signature *signature,
                           uint64_t now_ms) {
  const struct tw_given *given = given_of(board, signature);
  redial_span answer = {"", 0};

  if (now_ms < given->until_ms && given->length <= sizeof(given->answer) &&
      memcmp(&given->signature, signature, sizeof(*signature)) == 0) {
    answer.ptr = given->answer;
    answer.len = given->length;
  }
  return answer;
}

void tw_board_give(tw_board *board, const tw_signature *signature,
                   redial_span answer, uint64_t now_ms) {
  struct tw_given *given = given_of(board, signature);

  if (answer.len <= sizeof(given->answer)) {
    given->until_ms = now_ms + GIVEN_MS;
    given->signature = *signature;
    given->length = (uint32_t)answer.len;
    memcpy(given->answer, answer.ptr, answer.len);
  }
}
