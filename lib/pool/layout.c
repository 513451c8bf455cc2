#include "../pool/inner.h"
#include "../pool/tell.h"
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

/* Where the next words lie. Fewer than 2^26 of each kind, so that neither the
   products here nor their sum can wrap. */
static uint32_t layout_take(uint32_t *end, uint32_t words) {
  uint32_t at = *end;

  *end += words;
  return at;
}

#define LAYOUT_WORDS(type) ((uint32_t)((sizeof(type) + 7) / 8))

static void layout_rooms(rdi_layout *layout) {
  const redial_pool_config *config = &layout->config;
  uint32_t capacity = config->capacity;
  uint32_t bits = layout->bits.at[layout->bits.levels];
  uint32_t heap = (uint32_t)(rdi_heap_bytes(capacity) / 8);
  uint32_t end = RDI_HEAD_WORDS + capacity * LAYOUT_WORDS(rdi_slot);
  uint32_t tier;

  layout->leases_at =
    layout_take(&end, config->leases * LAYOUT_WORDS(rdi_lease));
  layout->groups_at = layout_take(&end, config->groups);
  for (tier = 0; tier < config->tiers; tier++) {
    layout->eligible_at[tier] = layout_take(&end, bits);
  }
  layout->held_at = layout_take(&end, bits);
  layout->opens_at = layout_take(&end, heap);
  layout->due_at = layout_take(&end, heap);
  layout->ids_at = layout_take(&end, capacity);
  layout->persons_at = layout_take(&end, capacity);
  layout->words = end;
}

/* A strategy of one's own may ask for any number of bytes: what does not fit
   an image is counted as what does not. */
static void layout_state(rdi_layout *layout, const redial_selector *selector,
                         uint32_t i) {
  size_t bytes =
    selector->state_bytes != NULL ? selector->state_bytes(&layout->config) : 0;
  size_t words = bytes / 8 + (bytes % 8 != 0);

  layout->state_words[i] = (uint32_t)(words < UINT32_MAX ? words : UINT32_MAX);
  layout->state_at[i] = (uint32_t)layout->words;
  layout->words += (uint64_t)layout->state_words[i] * layout->config.tiers;
}

/* Which of the hooks does this strategy have? */
static void layout_hooks(rdi_layout *layout, const redial_selector *selector,
                         uint32_t i) {
  uint32_t hook;

  for (hook = 0; hook < RDI_HOOKS; hook++) {
    if (rdi_hook_of(selector, hook) != NULL) {
      layout->hooks[hook] |= (uint32_t)1 << i;
    }
  }
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

/* What is derived lies together, at the end of the head and from the sets of
   the tiers to the tables. */
void rdi_layout_clear(redial_pool *pool) {
  rdi_head *head = rdi_head_of(pool);
  const rdi_layout *layout = &head->layout;
  uint32_t capacity = layout->config.capacity;
  uint32_t sets = layout->eligible_at[0];
  uint32_t slot;

  for (slot = 0; slot < capacity; slot++) {
    rdi_slot_at(pool, slot)->why = REDIAL_BAR_EMPTY;
  }
  memset((uint8_t *)head + offsetof(rdi_head, soon), 0,
         sizeof(*head) - offsetof(rdi_head, soon));
  memset(rdi_place(pool, sets), 0,
         (size_t)(layout->persons_at + capacity - sets) * 8);
  head->wake = REDIAL_NEVER;
  head->counts[REDIAL_BAR_EMPTY] = capacity;
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
