#include "../shared/line.h"

static bool board_in_range(const redial_shared_config *config) {
  return RDI_HAS_ATOMICS != 0 &&
         config->capacity - 1 < REDIAL_SHARED_SLOTS_MAX &&
         config->workers - 1 < REDIAL_SHARED_WORKERS_MAX &&
         config->hold_s - 1 < REDIAL_SHARED_HOLD_MAX_S;
}

/* So that what different workers write lies apart. */
static uint32_t board_lines(uint32_t words) {
  return (words + RDI_SHARED_APART - 1) & ~(RDI_SHARED_APART - 1);
}

static uint32_t board_take(rdi_board *layout, uint32_t words) {
  uint32_t at = layout->words;

  layout->words += board_lines(words);
  return at;
}

/* Where workers keep to shares there is one for each as far as a power of two
   allows, so that none is nobody's; otherwise a single one. */
static uint32_t board_share(const rdi_board *layout) {
  uint32_t share = 0;
  uint32_t among = layout->config.shares != 0 ? layout->config.workers : 1;

  while (among << share < layout->lines) {
    share++;
  }
  return share;
}

static void board_layout(rdi_board *layout,
                         const redial_shared_config *config) {
  uint32_t shares;

  memset(layout, 0, sizeof(*layout));
  layout->magic = RDI_SHARED_MAGIC;
  layout->version = RDI_SHARED_VERSION;
  layout->hold = rdi_shared_units(config->hold_s);
  layout->config = *config;
  layout->config.shares = config->shares != 0;
  (void)board_take(layout, sizeof(*layout) / 4);
  layout->workers_at =
    board_take(layout, (config->workers + 1) * RDI_SHARED_APART);
  layout->lines = (config->capacity + RDI_SHARED_LINE - 1) / RDI_SHARED_LINE;
  layout->share = board_share(layout);
  shares = ((layout->lines - 1) >> layout->share) + 1;
  layout->above_at = board_take(layout, shares * RDI_SHARED_APART);
  layout->bits_words =
    ((shares == 1 ? layout->lines : 1u << layout->share) + 31) / 32;
  layout->bits_apart = board_lines(layout->bits_words);
  layout->bits_at = board_take(layout, shares * layout->bits_apart);
  layout->slots_at = board_take(layout, layout->lines * RDI_SHARED_LINE);
}

size_t redial_shared_bytes(const redial_shared_config *config) {
  rdi_board layout;

  if (!board_in_range(config)) {
    return 0;
  }
  board_layout(&layout, config);
  return (size_t)layout.words * 4;
}

/* Workers begin apart from each other. */
static redial_shared board_view(void *memory, const rdi_board *layout,
                                uint32_t worker) {
  uint64_t share = (uint64_t)layout->config.capacity * worker;
  redial_shared view;

  view.image = memory;
  view.slots = (uint32_t *)memory + layout->slots_at;
  view.bits = (uint32_t *)memory + layout->bits_at;
  view.capacity = layout->config.capacity;
  view.hold = layout->hold;
  view.worker = worker;
  view.next = (uint32_t)(share / layout->config.workers);
  return view;
}

redial_status redial_shared_init(redial_shared *board, void *memory,
                                 size_t size,
                                 const redial_shared_config *config) {
  rdi_board layout;

  if (RDI_HAS_ATOMICS == 0) {
    return REDIAL_ERR_UNSUPPORTED;
  }
  if (!board_in_range(config)) {
    return REDIAL_ERR_RANGE;
  }
  if ((uintptr_t)memory % 8 != 0) {
    return REDIAL_ERR_ALIGN;
  }
  board_layout(&layout, config);
  if (size / 4 < layout.words) {
    return REDIAL_ERR_SPACE;
  }
  memset(memory, 0, (size_t)layout.words * 4);
  memcpy(memory, &layout, sizeof(layout));
  *board = board_view(memory, &layout, 0);
  return REDIAL_OK;
}

/* Is the head the one that these numbers make? Then every place in it lies
   inside. */
static bool board_is_sound(const rdi_board *found) {
  rdi_board layout;

  if (found->magic != RDI_SHARED_MAGIC || !board_in_range(&found->config)) {
    return false;
  }
  board_layout(&layout, &found->config);
  return rdi_equal(&layout, found, sizeof(layout));
}

/* Whose number this was died while it cleared a bit: sets right what
   that bit may hide, then it is even again. */
static void board_inherit(const redial_shared *board) {
  uint32_t *number = rdi_board_number(board, board->worker);
  uint32_t lines = rdi_board_of(board)->lines;
  uint32_t line;

  if ((rdi_atomic_load(number) & 1u) == 0) {
    return;
  }
  for (line = 0; line < lines; line++) {
    if (rdi_line_has_any(board, line)) {
      rdi_shared_reassure(board, line);
    }
  }
  rdi_atomic_count(number, 1);
}

redial_status redial_shared_attach(redial_shared *board, void *memory,
                                   size_t size, uint32_t worker) {
  rdi_board found;

  if ((uintptr_t)memory % 8 != 0) {
    return REDIAL_ERR_ALIGN;
  }
  if (size < sizeof(found)) {
    return REDIAL_ERR_SPACE;
  }
  memcpy(&found, memory, sizeof(found));
  if (found.magic == RDI_SHARED_MAGIC && found.version != RDI_SHARED_VERSION) {
    return REDIAL_ERR_VERSION;
  }
  if (!board_is_sound(&found)) {
    return REDIAL_ERR_CORRUPT;
  }
  if (size / 4 < found.words) {
    return REDIAL_ERR_SPACE;
  }
  if (worker >= found.config.workers) {
    return REDIAL_ERR_RANGE;
  }
  *board = board_view(memory, &found, worker);
  board_inherit(board);
  return REDIAL_OK;
}
