#include "../shared/board.h"

/* What time ends, and what the dead left behind: a free slot without the bits
   above. */

static bool sweep_slot(const redial_shared *board, uint32_t slot,
                       uint32_t unit) {
  uint32_t word = rdi_atomic_load(rdi_board_word(board, slot));

  if (rdi_shared_state(word) == RDI_SHARED_FREE) {
    rdi_shared_reassure(board, slot / RDI_SHARED_LINE);
    return false;
  }
  /* A state that is none, in damaged memory, ends like a claim. */
  return rdi_shared_state(word) >= RDI_SHARED_TAKEN &&
         rdi_shared_is_over(word, unit) &&
         rdi_shared_give(board, slot, word,
                         rdi_shared_next(word, RDI_SHARED_FREE, 0));
}

uint32_t redial_shared_sweep(redial_shared *board, uint64_t now_ms,
                             uint32_t slots) {
  uint32_t capacity = board->capacity;
  uint32_t count = slots < capacity ? slots : capacity;
  uint32_t at = rdi_atomic_add(rdi_board_sweep(board), count) % capacity;
  uint32_t opened = 0;
  uint32_t i;

  for (i = 0; i < count; i++) {
    opened += sweep_slot(board, at, rdi_shared_unit(now_ms));
    at = at + 1 < capacity ? at + 1 : 0;
  }
  return opened;
}
