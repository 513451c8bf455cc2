#ifndef TWILIO_BOARD_H
#define TWILIO_BOARD_H

/* Who is on the phone: the pool, and the answers given lately. It lies in the
   memory of one process, or in a file that all processes of a machine share,
   one of them at a time. */

#include "config.h"
#include "seal.h"
#include <redial/redial.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TW_ANSWER_BYTES 6144u /* longest answer */

typedef struct tw_board_head {
  char magic[8];
  uint64_t shape;   /* strategy and times: as in the file that made it */
  uint64_t roster;  /* that the pool was told last */
  uint32_t writing; /* 1: whoever set it has died if nobody holds the lock */
  uint32_t given;   /* entries that follow the pool */
} tw_board_head;

typedef struct tw_board {
  int file; /* -1: memory of this process */
  void *memory;
  size_t size;
  tw_board_head *head;
  struct tw_given *given;
  redial_pool pool;
  const redial_selector *use[1];
} tw_board;

/* Opens or makes it. NULL, or what is wrong. */
const char *tw_board_open(tw_board *board, const tw_config *config,
                          uint32_t epoch, uint64_t now_ms);
void tw_board_close(tw_board *board);

/* Has it to oneself, whole and with this roster. NULL, or what is wrong. */
const char *tw_board_enter(tw_board *board, const tw_config *config,
                           uint64_t now_ms);
void tw_board_leave(tw_board *board);

/* given.c. The answer that this request got before; empty if none. Twilio's
   requests carry no time, so the same one twice must not ring anybody
   twice. */
redial_span tw_board_given(const tw_board *board, const tw_signature *signature,
                           uint64_t now_ms);
void tw_board_give(tw_board *board, const tw_signature *signature,
                   redial_span answer, uint64_t now_ms);
size_t tw_board_given_bytes(uint32_t entries);

#endif
