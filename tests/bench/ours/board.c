#include "../crew.h"
#include "ours.h"
#include <stdio.h>
#include <stdlib.h>

/* The board that several workers claim from without a lock. */

static redial_shared_config board_config(uint32_t n, uint32_t workers,
                                         uint32_t shares) {
  redial_shared_config config = {0, 0, 3600, 0};

  config.capacity = n;
  config.workers = workers;
  config.shares = shares;
  return config;
}

/* Enough for shares as well. */
static size_t board_bytes(uint32_t n, uint32_t workers) {
  redial_shared_config config = board_config(n, workers, 1);

  return redial_shared_bytes(&config);
}

static void board_must(redial_status status) {
  if (status != REDIAL_OK) {
    fprintf(stderr, "redial-bench: a board says %d\n", (int)status);
    exit(2);
  }
}

static void board_begin(void *memory, uint32_t n, uint32_t workers,
                        uint32_t shares) {
  redial_shared_config config = board_config(n, workers, shares);
  redial_shared board;
  uint32_t slot;

  board_must(
    redial_shared_init(&board, memory, redial_shared_bytes(&config), &config));
  for (slot = 0; slot < n; slot++) {
    board_must(redial_shared_open(&board, slot));
  }
}

static void board_make(void *memory, uint32_t n, uint32_t workers) {
  board_begin(memory, n, workers, 0);
}

static void board_make_shares(void *memory, uint32_t n, uint32_t workers) {
  board_begin(memory, n, workers, 1);
}

static redial_shared *board_of(crew_view *view) {
  return (redial_shared *)(void *)view->room;
}

static void board_join(crew_view *view, uint32_t worker) {
  /* Its own head says how large it is. */
  board_must(
    redial_shared_attach(board_of(view), view->memory, SIZE_MAX, worker));
}

static bool board_claim(crew_view *view, crew_claim *claim) {
  redial_claim made;

  if (redial_shared_claim(board_of(view), 1000, &made) != REDIAL_OK) {
    return false;
  }
  claim->slot = made.slot;
  claim->word = made.word;
  return true;
}

static bool board_release(crew_view *view, const crew_claim *claim) {
  redial_claim made = {claim->slot, claim->word};

  return redial_shared_release(board_of(view), &made) == REDIAL_OK;
}

CREW_TURNS(board)

const crew_kind our_board = {board_bytes,  board_make,    board_join,
                             board_claim,  board_release, board_turn,
                             board_watched};
const crew_kind our_board_in_shares = {
  board_bytes,   board_make_shares, board_join,   board_claim,
  board_release, board_turn,        board_watched};
