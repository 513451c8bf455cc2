#include "board_file.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

#define BOARD_MAGIC "redtwi1" /* and its end: 8 bytes */
#define BOARD_HEAD 4096u
#define BOARD_GIVEN 1024u

/* An agent who was offered a call and of whom nothing more is heard: the
   phone rings, then Twilio asks us, for which it waits 15 s. */
static redial_pool_config board_pool(const tw_config *config, uint32_t epoch) {
  redial_pool_config pool = redial_pool_defaults(TW_AGENTS);

  pool.groups = TW_GROUPS + 1;
  pool.tiers = REDIAL_POOL_TIERS_MAX;
  pool.max_calls = 1;
  pool.offer_ms = (config->ring_s + 30u) * 1000u;
  pool.talk_ms = (config->talk_s + 30u) * 1000u;
  pool.epoch = epoch;
  return pool;
}

static size_t board_size(const tw_board *board,
                         const redial_pool_config *pool) {
  return BOARD_HEAD + redial_pool_bytes(pool, board->use, 1) +
         tw_board_given_bytes(BOARD_GIVEN);
}

static uint64_t board_shape(const tw_config *config) {
  return tw_hash(tw_span(config->strategy->name),
                 (uint64_t)config->ring_s << 32 | config->talk_s);
}

/* Whose device it is; who has left the file stays the person that a call still
   knows, as far as the pool remembers. */
static uint64_t board_person(const tw_board *board, const tw_config *config,
                             uint32_t number, bool remember) {
  redial_slot slot;

  if (!config->agents[number].is_there && remember &&
      redial_pool_slot(&board->pool, number, &slot) == REDIAL_OK) {
    return slot.target.person;
  }
  return config->agents[number].person_id;
}

/* Numbers without an agent live in the pool too, disabled: so each slot keeps
   its number whatever the file said before. */
static redial_status board_apply_as(tw_board *board, const tw_config *config,
                                    bool remember, uint64_t now_ms) {
  redial_target targets[TW_AGENTS];
  uint32_t i;

  for (i = 0; i < TW_AGENTS; i++) {
    targets[i] = redial_target_defaults(i);
    targets[i].kind = REDIAL_KIND_PHONE;
    targets[i].enabled = config->agents[i].is_there;
    targets[i].person = board_person(board, config, i, remember);
    targets[i].tier = config->agents[i].tier;
    targets[i].weight = config->agents[i].weight;
    targets[i].wrap_up_ms = config->wrap_up_s * 1000u;
  }
  return redial_pool_apply(&board->pool, targets, TW_AGENTS, now_ms, NULL);
}

static redial_status board_apply(tw_board *board, const tw_config *config,
                                 uint64_t now_ms) {
  redial_status status = board_apply_as(board, config, true, now_ms);

  if (status == REDIAL_ERR_RANGE) { /* too many devices, old and new */
    status = board_apply_as(board, config, false, now_ms);
  }
  if (status == REDIAL_OK) {
    board->head->roster = config->roster;
  }
  return status;
}

static bool board_make(tw_board *board, const tw_config *config,
                       const redial_pool_config *pool, uint64_t now_ms) {
  size_t given = tw_board_given_bytes(BOARD_GIVEN);
  char *start = board->memory;

  memset(start, 0, BOARD_HEAD);
  memset(start + board->size - given, 0, given);
  board->head->given = BOARD_GIVEN;
  board->head->shape = board_shape(config);
  if (redial_pool_init(&board->pool, start + BOARD_HEAD,
                       board->size - BOARD_HEAD - given, pool, board->use,
                       1) != REDIAL_OK ||
      board_apply(board, config, now_ms) != REDIAL_OK) {
    return false;
  }
  memcpy(board->head->magic, BOARD_MAGIC, sizeof(board->head->magic));
  return true;
}

/* A writer died half way: what is derived is made anew. */
static bool board_mend(tw_board *board) {
  redial_status status = redial_pool_check(&board->pool);

  if (status == REDIAL_ERR_STATE) {
    status = redial_pool_rebuild(&board->pool);
  }
  return status == REDIAL_OK;
}

static const char *board_attach(tw_board *board, const tw_config *config) {
  size_t given = tw_board_given_bytes(BOARD_GIVEN);
  char *start = board->memory;

  if (board->head->shape != board_shape(config)) {
    return "was made with another strategy, ring or talk: remove it";
  }
  if (board->head->given != BOARD_GIVEN ||
      redial_pool_attach(&board->pool, start + BOARD_HEAD,
                         board->size - BOARD_HEAD - given, board->use,
                         1) != REDIAL_OK ||
      !board_mend(board)) {
    return "is damaged: remove it";
  }
  return NULL;
}

static void board_place(tw_board *board) {
  char *start = board->memory;

  board->head = board->memory;
  board->given = (struct tw_given *)(void *)(start + board->size -
                                             tw_board_given_bytes(BOARD_GIVEN));
}

static const char *board_open_file(tw_board *board, const tw_config *config,
                                   const redial_pool_config *pool,
                                   uint64_t now_ms) {
  bool is_new = false;
  const char *wrong = tw_board_map(board, config->state, &is_new);

  if (wrong != NULL) {
    return wrong;
  }
  board_place(board);
  /* Whoever began it may have died before it was whole. */
  if (is_new || board->head->magic[0] == '\0') {
    return board_make(board, config, pool, now_ms) ? NULL
                                                   : "cannot hold these agents";
  }
  if (memcmp(board->head->magic, BOARD_MAGIC, sizeof(board->head->magic))) {
    return "is not a state file of this version: remove it";
  }
  return board_attach(board, config);
}

static const char *board_open_memory(tw_board *board, const tw_config *config,
                                     const redial_pool_config *pool,
                                     uint64_t now_ms) {
  board->memory = malloc(board->size);
  if (board->memory == NULL) {
    return "memory is not enough";
  }
  board_place(board);
  return board_make(board, config, pool, now_ms) ? NULL
                                                 : "cannot hold these agents";
}

const char *tw_board_open(tw_board *board, const tw_config *config,
                          uint32_t epoch, uint64_t now_ms) {
  redial_pool_config pool = board_pool(config, epoch);
  const char *wrong;

  memset(board, 0, sizeof(*board));
  board->file = -1;
  board->use[0] = config->strategy;
  board->size = board_size(board, &pool);
  wrong = config->state[0] == '\0'
            ? board_open_memory(board, config, &pool, now_ms)
            : board_open_file(board, config, &pool, now_ms);
  tw_board_unlock(board);
  return wrong;
}

void tw_board_close(tw_board *board) {
  if (board->file < 0) {
    free(board->memory);
  } else {
    tw_board_unmap(board);
  }
  board->memory = NULL;
  board->file = -1;
}

/* From one that died in here: an answer may be half written, too. */
static bool board_take_over(tw_board *board) {
  memset(board->given, 0, tw_board_given_bytes(BOARD_GIVEN));
  return board_mend(board);
}

const char *tw_board_enter(tw_board *board, const tw_config *config,
                           uint64_t now_ms) {
  const char *wrong = tw_board_lock(board);

  if (wrong != NULL) {
    return wrong;
  }
  if (board->head->writing != 0 && !board_take_over(board)) {
    tw_board_unlock(board); /* still marked: the next one finds it so, too */
    return "is damaged: remove it";
  }
  board->head->writing = 1;
  if (board->head->roster != config->roster &&
      board_apply(board, config, now_ms) != REDIAL_OK) {
    tw_board_leave(board);
    return "cannot hold these agents";
  }
  return NULL;
}

void tw_board_leave(tw_board *board) {
  board->head->writing = 0;
  tw_board_unlock(board);
}
