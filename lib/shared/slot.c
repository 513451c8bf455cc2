#include "../shared/board.h"

/* One slot: open, shut, and the ways in which a claim ends. */

static bool slot_is_one(const redial_shared *board, uint32_t slot) {
  return slot < board->capacity;
}

redial_status redial_shared_open(redial_shared *board, uint32_t slot) {
  uint32_t word;

  if (!slot_is_one(board, slot)) {
    return REDIAL_ERR_RANGE;
  }
  word = rdi_atomic_load(rdi_board_word(board, slot));
  return rdi_shared_state(word) == RDI_SHARED_SHUT &&
             rdi_shared_give(board, slot, word,
                             rdi_shared_next(word, RDI_SHARED_FREE, 0))
           ? REDIAL_OK
           : REDIAL_ERR_STATE;
}

redial_status redial_shared_shut(redial_shared *board, uint32_t slot) {
  uint32_t word;

  if (!slot_is_one(board, slot)) {
    return REDIAL_ERR_RANGE;
  }
  word = rdi_atomic_load(rdi_board_word(board, slot));
  if (rdi_shared_state(word) != RDI_SHARED_FREE ||
      !rdi_atomic_change(rdi_board_word(board, slot), word,
                         rdi_shared_next(word, RDI_SHARED_SHUT, 0))) {
    return REDIAL_ERR_STATE;
  }
  rdi_shared_hide(board, slot / RDI_SHARED_LINE);
  return REDIAL_OK;
}

/* May this name a claim? */
static bool slot_is_claim(const redial_shared *board,
                          const redial_claim *claim) {
  return slot_is_one(board, claim->slot) &&
         rdi_shared_state(claim->word) == RDI_SHARED_TAKEN;
}

static bool slot_is_held(const redial_shared *board,
                         const redial_claim *claim) {
  return slot_is_claim(board, claim) &&
         rdi_atomic_load(rdi_board_word(board, claim->slot)) == claim->word;
}

/* Turns the word of a live claim into another one. */
static bool slot_change(const redial_shared *board, const redial_claim *claim,
                        uint32_t word) {
  return slot_is_claim(board, claim) &&
         rdi_atomic_change(rdi_board_word(board, claim->slot), claim->word,
                           word);
}

/* A claim that has ended is left alone. */
redial_status redial_shared_release(redial_shared *board,
                                    const redial_claim *claim) {
  uint32_t free = (claim->word & 0xfffcu) | RDI_SHARED_FREE;

  return slot_is_claim(board, claim) &&
             rdi_shared_give(board, claim->slot, claim->word, free)
           ? REDIAL_OK
           : REDIAL_ERR_NO_LEASE;
}

redial_status redial_shared_renew(redial_shared *board, redial_claim *claim,
                                  uint64_t now_ms) {
  uint32_t until = rdi_shared_unit(now_ms) + board->hold;
  uint32_t word = until << 16 | (claim->word & 0xffffu);

  if (!slot_change(board, claim, word)) {
    return REDIAL_ERR_NO_LEASE;
  }
  claim->word = word;
  return REDIAL_OK;
}

redial_status redial_shared_cool(redial_shared *board,
                                 const redial_claim *claim, uint32_t wait_s,
                                 uint64_t now_ms) {
  uint32_t most =
    wait_s < REDIAL_SHARED_HOLD_MAX_S ? wait_s : REDIAL_SHARED_HOLD_MAX_S;
  uint32_t until = rdi_shared_unit(now_ms) + rdi_shared_units(most);

  return slot_change(board, claim,
                     rdi_shared_next(claim->word, RDI_SHARED_TAKEN, until))
           ? REDIAL_OK
           : REDIAL_ERR_NO_LEASE;
}

bool redial_shared_holds(const redial_shared *board,
                         const redial_claim *claim) {
  return slot_is_held(board, claim);
}

redial_shared_counts redial_shared_count(const redial_shared *board) {
  redial_shared_counts counts = {0, 0, 0};
  uint32_t slot;

  for (slot = 0; slot < board->capacity; slot++) {
    uint32_t word = rdi_atomic_load(rdi_board_word(board, slot));

    counts.shut += rdi_shared_state(word) == RDI_SHARED_SHUT;
    counts.free += rdi_shared_state(word) == RDI_SHARED_FREE;
    counts.claimed += rdi_shared_state(word) >= RDI_SHARED_TAKEN;
  }
  return counts;
}
