#ifndef REDIAL_POOL_IMAGE_H
#define REDIAL_POOL_IMAGE_H

/* The image: what lies where in the caller's memory. docs/pool.md draws it.
   Everything is found by number, nothing by address. Places are counted in
   words of 8 bytes from the start. */

#include "../pool/bits.h"
#include "../pool/heap.h"
#include <redial/selector.h>

#define RDI_POOL_MAGIC 0x6c6f6f702d646572u /* "red-pool", little-endian */
/* As words of 64 bits lie: four bytes are enough where they are for those. */
typedef struct rdi_pool_word {
  char byte;
  uint64_t word;
} rdi_pool_word;
#define RDI_POOL_ALIGN offsetof(rdi_pool_word, word)

#define RDI_POOL_VERSION 5u

/* Cool-downs run side by side: what an observation ends, and the rest. */
enum {
  RDI_COOL_FIRM = 0, /* declined, failed, wrap-up: time alone ends it */
  RDI_COOL_AWAY = 1, /* unavailable: seen registered */
  RDI_COOL_BUSY = 2, /* busy: seen idle */
  RDI_COOLS = 3
};

/* Who lives in a slot. */
enum { RDI_LIFE_NONE = 0, RDI_LIFE_ROSTER = 1, RDI_LIFE_DRAINING = 2 };

/* What has to be looked at of a slot beside the one lease that fills it. A bit
   may stand longer than what it speaks of; without one there is nothing. A
   build for size looks at everything, and says so. */
enum {
  RDI_LOOK_TERMS = 1, /* siblings, a later tier, not just one call at once, a
                         strategy that hears how offers end */
  RDI_LOOK_MORE = 2,  /* several leases */
  RDI_LOOK_SIGHT = 4, /* it was seen down, or with calls */
  RDI_LOOK_COOL = 8,  /* a cool-down */
  RDI_LOOK_ALL = 15
};

/* In the last byte of a record's work: named by the apply() under way. */
#define RDI_WORK_NAMED 0x80u

/* What strategies may want to be told. */
enum {
  RDI_HOOK_OPEN = 0,
  RDI_HOOK_CLOSE = 1,
  RDI_HOOK_LOAD = 2,
  RDI_HOOK_OFFERED = 3,
  RDI_HOOK_FREED = 4,
  RDI_HOOK_REPORT = 5,
  RDI_HOOKS = 6
};

/* Links are numbers plus 1, so that cleared memory has none. */
typedef struct rdi_slot {
  /* The truth. */
  redial_target told;
  uint64_t offered;
  uint64_t freed;
  uint64_t cool[RDI_COOLS]; /* until */
  uint64_t registered_until;
  uint64_t calls_until;
  uint32_t offers;
  uint16_t seen_calls;
  uint8_t seen_registered;
  uint8_t life;
  uint8_t cause[RDI_COOLS];
  uint8_t work[3]; /* of the call under way: RDI_WORK_NAMED, a link */
  /* Derived from here on. */
  uint8_t why;
  uint8_t look;   /* RDI_LOOK_: what there may be beside its leases */
  uint16_t load;  /* of the person, what is seen included; saturates */
  uint16_t calls; /* own, a call once */
  uint32_t sibling; /* ring of the person's slots, +1 */
  uint32_t head[2]; /* leases by kind in the order of their ends, +1 */
  uint32_t tail[2];
} rdi_slot;

typedef struct rdi_lease {
  /* The truth; see rdi_lease_hold(). */
  uint32_t slot;
  uint8_t kind;
  uint8_t reserved[3];
  uint64_t until;
  uint64_t call;
  uint32_t generation;
  /* Derived. */
  uint32_t counted; /* 1: this leg counts for its call */
  uint32_t next;    /* of the slot's leases or of the free ones, +1 */
  uint32_t prev;
  uint32_t later; /* of all leases of its kind, by their ends, +1 */
  uint32_t sooner;
} rdi_lease;

typedef struct rdi_layout {
  uint64_t magic;
  uint32_t version;
  uint32_t selector_count;
  uint64_t words; /* of the whole image */
  redial_pool_config config;
  uint32_t selector_name[REDIAL_POOL_SELECTORS_MAX]; /* hashes */
  uint32_t state_at[REDIAL_POOL_SELECTORS_MAX];
  uint32_t state_words[REDIAL_POOL_SELECTORS_MAX]; /* of one tier */
  uint32_t hooks[RDI_HOOKS]; /* bits of the selectors that have each */
  uint32_t reserved;
  uint32_t leases_at;
  uint32_t groups_at;
  uint32_t eligible_at[REDIAL_POOL_TIERS_MAX]; /* a set of each tier */
  uint32_t held_at;                            /* whom a last resort may ask */
  uint32_t opens_at; /* heap: when a wait that bars a slot is over */
  uint32_t due_at;   /* heap: when an observation is over */
  uint32_t ids_at;
  uint32_t persons_at;
  rdi_bits_shape bits;
} rdi_layout;

typedef struct rdi_head {
  rdi_layout layout;
  /* The truth. */
  uint64_t clock;
  uint64_t sequence;
  uint32_t writing; /* 1 while a call changes the image */
  uint32_t resort;  /* where the next last resort looks first */
  uint32_t expired;
  uint32_t backward;
  /* Derived. */
  uint64_t wake;    /* nothing ends by itself before */
  uint32_t soon[2]; /* leases by kind in the order of their ends, +1 */
  uint32_t last[2];
  uint32_t counts[REDIAL_BAR_ROOM]; /* slots by why */
  uint32_t eligible[REDIAL_POOL_TIERS_MAX];
  uint32_t lease_free;  /* first free one, +1 */
  uint32_t lease_fresh; /* never used from here on */
  uint32_t lease_live;
} rdi_head;

#define RDI_HEAD_WORDS ((uint32_t)((sizeof(rdi_head) + 7) / 8))

static inline rdi_head *rdi_head_of(const redial_pool *pool) {
  return (rdi_head *)pool->image;
}

static inline uint64_t *rdi_place(const redial_pool *pool, uint32_t at) {
  return (uint64_t *)pool->image + at;
}

/* The slots follow the head. */
static inline rdi_slot *rdi_slot_at(const redial_pool *pool, uint32_t slot) {
  uint64_t *words = rdi_place(pool, RDI_HEAD_WORDS);

  return (rdi_slot *)(void *)words + slot;
}

static inline rdi_lease *rdi_lease_at(const redial_pool *pool, uint32_t entry) {
  uint64_t *words = rdi_place(pool, rdi_head_of(pool)->layout.leases_at);

  return (rdi_lease *)(void *)words + entry;
}

static inline uint64_t *rdi_eligible(const redial_pool *pool, uint32_t tier) {
  return rdi_place(pool, rdi_head_of(pool)->layout.eligible_at[tier]);
}

static inline void *rdi_state(const redial_pool *pool, uint32_t selector,
                              uint32_t tier) {
  const rdi_layout *layout = &rdi_head_of(pool)->layout;

  return rdi_place(pool, layout->state_at[selector] +
                           tier * layout->state_words[selector]);
}

static inline rdi_heap *rdi_opens(const redial_pool *pool) {
  uint64_t *words = rdi_place(pool, rdi_head_of(pool)->layout.opens_at);

  return (rdi_heap *)(void *)words;
}

static inline rdi_heap *rdi_due(const redial_pool *pool) {
  uint64_t *words = rdi_place(pool, rdi_head_of(pool)->layout.due_at);

  return (rdi_heap *)(void *)words;
}

static inline uint64_t *rdi_held(const redial_pool *pool) {
  return rdi_place(pool, rdi_head_of(pool)->layout.held_at);
}

#endif
