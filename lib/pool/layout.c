#include "../pool/inner.h"
#include <string.h>

redial_pool_config redial_pool_defaults(uint32_t capacity) {
  redial_pool_config config = {0, 0, 0, 180000, 14400000, 0, 64, 1, 0};

  config.capacity = capacity;
  config.leases = capacity;
  return config;
}

static bool layout_in_range(const redial_pool_config *config, uint32_t count) {
  return config->capacity - 1 < REDIAL_POOL_SLOTS_MAX &&
         config->leases <= REDIAL_POOL_LEASES_MAX &&
         config->groups <= REDIAL_POOL_GROUPS_MAX &&
         config->tiers - 1u < REDIAL_POOL_TIERS_MAX &&
         count <= REDIAL_POOL_SELECTORS_MAX;
}

/* FNV-1a: enough to tell the few names of one program apart. */
static uint32_t layout_hash(const char *name) {
  uint32_t hash = 2166136261u;

  for (; *name != '\0'; name++) {
    hash = (hash ^ (uint8_t)*name) * 16777619u;
  }
  return hash;
}

/* Where the next words lie. Fewer than 2^26 of each kind, so that none of the
   products here can wrap. */
static uint32_t layout_take(rdi_layout *layout, uint32_t words) {
  uint32_t at = (uint32_t)layout->words;

  layout->words += words;
  return at;
}

#define LAYOUT_WORDS(type) ((uint32_t)((sizeof(type) + 7) / 8))

static void layout_rooms(rdi_layout *layout) {
  const redial_pool_config *config = &layout->config;
  uint32_t capacity = config->capacity;
  uint32_t bits = layout->bits.at[layout->bits.levels];
  uint32_t heap = (uint32_t)(rdi_heap_bytes(capacity) / 8);
  uint32_t tier;

  (void)layout_take(layout, capacity * LAYOUT_WORDS(rdi_slot));
  layout->leases_at =
    layout_take(layout, config->leases * LAYOUT_WORDS(rdi_lease));
  layout->groups_at = layout_take(layout, config->groups);
  for (tier = 0; tier < config->tiers; tier++) {
    layout->eligible_at[tier] = layout_take(layout, bits);
  }
  layout->held_at = layout_take(layout, bits);
  layout->opens_at = layout_take(layout, heap);
  layout->due_at = layout_take(layout, heap);
  layout->ids_at = layout_take(layout, capacity);
  layout->persons_at = layout_take(layout, capacity);
}

/* A strategy of one's own may ask for any number of bytes: what does not fit
   an image is counted as what does not. */
static void layout_state(rdi_layout *layout, const redial_selector *selector,
                         uint32_t i) {
  uint64_t bytes =
    selector->state_bytes != NULL ? selector->state_bytes(&layout->config) : 0;
  uint64_t words = bytes / 8 + (bytes % 8 != 0);

  words = words < UINT32_MAX ? words : UINT32_MAX;
  layout->state_words[i] = (uint32_t)words;
  layout->state_at[i] = (uint32_t)layout->words;
  layout->words += words * layout->config.tiers;
}

/* Which of the hooks does this strategy have? */
static void layout_hooks(rdi_layout *layout, const redial_selector *selector,
                         uint32_t i) {
  layout->hooks[RDI_HOOK_OPEN] |= (uint32_t)(selector->open != NULL) << i;
  layout->hooks[RDI_HOOK_CLOSE] |= (uint32_t)(selector->close != NULL) << i;
  layout->hooks[RDI_HOOK_LOAD] |= (uint32_t)(selector->load != NULL) << i;
  layout->hooks[RDI_HOOK_OFFERED] |= (uint32_t)(selector->offered != NULL) << i;
  layout->hooks[RDI_HOOK_FREED] |= (uint32_t)(selector->freed != NULL) << i;
  layout->hooks[RDI_HOOK_REPORT] |= (uint32_t)(selector->report != NULL) << i;
}

bool rdi_layout_of(rdi_layout *layout, const redial_pool_config *config,
                   const redial_selector *const *selectors, uint32_t count) {
  uint32_t i;

  if (!layout_in_range(config, count)) {
    return false;
  }
  memset(layout, 0, sizeof(*layout));
  layout->magic = RDI_POOL_MAGIC;
  layout->version = RDI_POOL_VERSION;
  layout->config = *config;
  layout->selector_count = count;
  layout->bits = rdi_bits_shape_of(config->capacity);
  layout->words = RDI_HEAD_WORDS;
  layout_rooms(layout);
  for (i = 0; i < count; i++) {
    layout->selector_name[i] = layout_hash(selectors[i]->name);
    layout_hooks(layout, selectors[i], i);
    layout_state(layout, selectors[i], i);
  }
  return layout->words <= SIZE_MAX / 8 && layout->words <= UINT32_MAX;
}

size_t redial_pool_bytes(const redial_pool_config *config,
                         const redial_selector *const *selectors,
                         uint32_t count) {
  rdi_layout layout;

  return rdi_layout_of(&layout, config, selectors, count)
           ? (size_t)layout.words * 8
           : 0;
}

void rdi_layout_clear(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  const rdi_layout *layout = &head->layout;
  size_t bits = (size_t)layout->bits.at[layout->bits.levels] * 8;
  size_t heap = rdi_heap_bytes(layout->config.capacity);
  uint32_t slot;

  for (slot = 0; slot < layout->config.capacity; slot++) {
    rdi_slot_at(pool, slot)->why = REDIAL_BAR_EMPTY;
  }
  memset(head->counts, 0, sizeof(head->counts));
  memset(head->eligible, 0, sizeof(head->eligible));
  head->counts[REDIAL_BAR_EMPTY] = layout->config.capacity;
  head->lease_free = 0;
  head->lease_fresh = 0;
  head->lease_live = 0;
  head->wake = REDIAL_NEVER;
  head->soon[0] = head->last[0] = 0;
  head->soon[1] = head->last[1] = 0;
  memset(rdi_eligible(pool, 0), 0, bits * layout->config.tiers);
  memset(rdi_held(pool), 0, bits);
  memset(rdi_opens(pool), 0, heap);
  memset(rdi_due(pool), 0, heap);
  rdi_table_clear(pool, layout->ids_at);
  rdi_table_clear(pool, layout->persons_at);
}

static void layout_reset(redial_pool *pool) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;
  uint32_t i;
  uint32_t tier;

  for (i = 0; i < layout->selector_count; i++) {
    for (tier = 0; tier < layout->config.tiers; tier++) {
      if (pool->selectors[i]->reset != NULL) {
        pool->selectors[i]->reset(rdi_state(pool, i, tier), &layout->config);
      }
    }
  }
}

redial_status redial_pool_init(redial_pool *pool, void *memory, size_t size,
                               const redial_pool_config *config,
                               const redial_selector *const *selectors,
                               uint32_t count) {
  rdi_layout layout;

  if (!rdi_layout_of(&layout, config, selectors, count)) {
    return REDIAL_ERR_RANGE;
  }
  if ((uintptr_t)memory % RDI_POOL_ALIGN != 0) {
    return REDIAL_ERR_ALIGN;
  }
  if (size / 8 < layout.words) {
    return REDIAL_ERR_SPACE;
  }
  memset(memory, 0, (size_t)layout.words * 8);
  pool->image = memory;
  pool->selectors = selectors;
  pool->selector_count = count;
  memcpy(memory, &layout, sizeof(layout));
  rdi_layout_clear(pool);
  layout_reset(pool);
  return REDIAL_OK;
}
