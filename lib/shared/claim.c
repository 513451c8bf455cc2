#include "../shared/line.h"

/* Whom next: round robin from where this worker was; where workers keep to
   shares, his own before the others. */

/* A slot that came back behind a worker's back while it looked is looked for
   again; so often only when others give back that often. */
#define CLAIM_ROUNDS 64

/* What a claim that finds nothing sweeps. */
#define CLAIM_SWEEP 64

static bool claim_slot(redial_shared *board, uint32_t slot, uint32_t until,
                       redial_claim *claim) {
  uint32_t *place = rdi_board_word(board, slot);
  uint32_t word = rdi_atomic_load(place);
  uint32_t taken = rdi_shared_next(word, RDI_SHARED_TAKEN, until);

  if (rdi_shared_state(word) != RDI_SHARED_FREE ||
      !rdi_atomic_change(place, word, taken)) {
    return false; /* somebody was faster */
  }
  claim->slot = slot;
  claim->word = taken;
  board->next = slot + 1;
  return true;
}

/* From a slot to the end of its line. */
static bool claim_in_line(redial_shared *board, uint32_t from, uint32_t until,
                          redial_claim *claim) {
  uint32_t capacity = board->capacity;
  uint32_t line = from / RDI_SHARED_LINE;

  while (from / RDI_SHARED_LINE == line) {
    from = rdi_line_next(board, from);
    if (from >= capacity) { /* also when there is none */
      return false;
    }
    if (claim_slot(board, from, until, claim)) {
      return true;
    }
    from++;
  }
  return false;
}

/* The lines from one up to an end. */
static bool claim_in_lines(redial_shared *board, uint32_t line, uint32_t end,
                           uint32_t until, redial_claim *claim) {
  for (line = rdi_shared_seek(board, line, end); line < end;
       line = rdi_shared_seek(board, line + 1, end)) {
    if (claim_in_line(board, line * RDI_SHARED_LINE, until, claim)) {
      return true;
    }
    rdi_shared_hide(board, line);
  }
  return false;
}

/* Lines from first to end, beginning behind one of them; or all of them. */
static bool claim_around(redial_shared *board, uint32_t first, uint32_t end,
                         uint32_t line, uint32_t until, redial_claim *claim) {
  uint32_t begin = line >= first && line < end ? line + 1 : first;

  return claim_in_lines(board, begin, end, until, claim) ||
         claim_in_lines(board, first, begin, until, claim);
}

/* In which lines this worker looks first: all, or his share. */
static bool claim_is_mine(const redial_shared *board, uint32_t line) {
  return rdi_board_share(board, line) ==
         board->worker % rdi_board_shares(board);
}

static bool claim_in_share(redial_shared *board, uint32_t line, uint32_t until,
                           redial_claim *claim) {
  const rdi_board *head = rdi_board_of(board);
  uint32_t mine = board->worker % rdi_board_shares(board);
  uint32_t first = mine << head->share;
  uint32_t end = (mine + 1) << head->share;

  return claim_around(board, first, end < head->lines ? end : head->lines, line,
                      until, claim);
}

/* Once around: his share, beginning with the rest of the line where this
   worker was, and then everything. */
static bool claim_round(redial_shared *board, uint32_t until,
                        redial_claim *claim) {
  uint32_t at = board->next < board->capacity ? board->next : 0;
  uint32_t line = at / RDI_SHARED_LINE;
  bool mine = claim_is_mine(board, line);

  if (!mine && claim_in_share(board, line, until, claim)) {
    return true;
  }
  if (claim_in_line(board, at, until, claim)) {
    return true;
  }
  rdi_shared_leave(board, line);
  return (mine && claim_in_share(board, line, until, claim)) ||
         claim_around(board, 0, rdi_board_of(board)->lines, line, until, claim);
}

/* Every line, whatever the bits above say, which are set right. */
static bool claim_anywhere(redial_shared *board, uint32_t until,
                           redial_claim *claim) {
  uint32_t lines = rdi_board_of(board)->lines;
  uint32_t line;

  for (line = 0; line < lines; line++) {
    if (rdi_line_has_any(board, line)) {
      rdi_shared_reassure(board, line);
      if (claim_in_line(board, line * RDI_SHARED_LINE, until, claim)) {
        return true;
      }
    }
  }
  return false;
}

/* The numbers of all workers: their sum, and whether one of them is odd. */
typedef struct claim_numbers {
  uint32_t sum;
  bool odd;
} claim_numbers;

static claim_numbers claim_count(const redial_shared *board) {
  uint32_t workers = rdi_board_of(board)->config.workers;
  claim_numbers numbers = {0, false};
  uint32_t i;

  for (i = 0; i < workers; i++) {
    uint32_t number = rdi_atomic_load(rdi_board_number(board, i));

    numbers.sum += number;
    numbers.odd |= (number & 1u) != 0;
  }
  return numbers;
}

/* Nothing was found: it is so only if nothing came back meanwhile. What this
   worker itself counts while it looks means no more than another look. */
static bool claim_surely(redial_shared *board, uint32_t until,
                         redial_claim *claim) {
  uint32_t round;

  for (round = 0; round < CLAIM_ROUNDS; round++) {
    claim_numbers before = claim_count(board);

    if (claim_round(board, until, claim) ||
        (before.odd && claim_anywhere(board, until, claim))) {
      return true;
    }
    if (claim_count(board).sum == before.sum) {
      return false;
    }
  }
  return false;
}

redial_status redial_shared_claim(redial_shared *board, uint64_t now_ms,
                                  redial_claim *claim) {
  uint32_t until = (rdi_shared_unit(now_ms) + board->hold) & 0xffffu;

  if (claim_round(board, until, claim) || claim_surely(board, until, claim)) {
    return REDIAL_OK;
  }
  if (redial_shared_sweep(board, now_ms, CLAIM_SWEEP) > 0 &&
      claim_round(board, until, claim)) {
    return REDIAL_OK;
  }
  return REDIAL_ERR_NO_TARGET;
}
