#ifndef REDIAL_SELECTOR_H
#define REDIAL_SELECTOR_H

/** @file
 * The strategy interface: what a selector is told and asked. The strategies
 * of selectors.h are classes of this shape, and so is your own.
 *
 * The smallest strategy is a name and @c choose: it is given up to 256
 * eligible candidates of one tier and returns one of them. It serves groups,
 * and whole pools by their first 256 eligible slots. A strategy for large
 * pools adds @c pick and keeps an index, told of every slot that opens or
 * closes.
 */

#include <redial/export.h>
#include <redial/pool.h>
#include <redial/types.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_selector
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Whom next, for this call?
 * @par Since
 * 0.1.0 */
typedef struct redial_pick_request {
  uint64_t now_ms;           /**< Monotonic clock. */
  uint64_t key;              /**< For hash: the caller, the number called. */
  uint64_t call;             /**< The call: its legs to one person count
                                  once, and through a group a further device
                                  of that person may be rung. 0: not known. */
  const redial_tried *tried; /**< Who is out for this call; NULL: nobody. */
  const redial_group *group; /**< Among whom; NULL: the whole pool. */
  uint32_t random;           /**< Uniform over its range. */
  uint32_t last_resort;      /**< 1: if everybody is cooling or down, give
                                  one of these, of whatever tier, and say
                                  so. */
} redial_pick_request;

/** Eligible members of one tier, in the order of the group.
 * @par Since
 * 0.1.0 */
typedef struct redial_candidates {
  uint32_t slots[REDIAL_GROUP_MAX];  /**< Slots. */
  uint8_t weights[REDIAL_GROUP_MAX]; /**< Their weights. */
  uint8_t places[REDIAL_GROUP_MAX];  /**< Their places in the group. */
  uint32_t count;                    /**< At least 1. */
  uint64_t *rotation; /**< 64 bits that the pool keeps for this group and any
                           strategy; 0 at first. */
} redial_candidates;

/** A strategy: a const class. Its state is a block in the pool's image, one
 * for each tier, so that all processes share one rotation. Hooks that are not
 * needed are NULL.
 * @par Since
 * 0.1.0 */
typedef struct redial_selector {
  /** Stable, for configuration: "round_robin". */
  const char *name;

  /** Bytes of state of one tier. */
  size_t (*state_bytes)(const redial_pool_config *config);

  /** Makes the state of a tier in which nobody is eligible. The bytes are 0
   * before. */
  void (*reset)(void *state, const redial_pool_config *config);

  /** Picks among the eligible slots of @p tier, of which there is at least
   * one. Skips those for which redial_is_tried() says so. The slot MUST be
   * one of the eligible: nobody looks at it again. #REDIAL_ERR_NO_TARGET when
   * none is left. */
  redial_status (*pick)(redial_pool *pool, void *state, uint32_t tier,
                        const redial_pick_request *request, uint32_t *slot);

  /** Picks one of the candidates, all of whom may be picked; index below
   * count. Any other number means none. */
  uint32_t (*choose)(const redial_pool *pool,
                     const redial_pick_request *request,
                     const redial_candidates *candidates);

  /** A slot of this tier became eligible. */
  void (*open)(const redial_pool *pool, void *state, uint32_t slot);

  /** A slot of this tier ceased to be. */
  void (*close)(const redial_pool *pool, void *state, uint32_t slot);

  /** An eligible slot of this tier changed its load, or was offered and kept
   * it: then this follows @c offered. */
  void (*load)(const redial_pool *pool, void *state, uint32_t slot);

  /** A slot of this tier is being offered by any strategy; it still counts
   * as eligible, and its sequence number is new. */
  void (*offered)(const redial_pool *pool, void *state, uint32_t slot);

  /** An eligible slot of this tier was freed of a call: its @c freed number
   * is new. */
  void (*freed)(const redial_pool *pool, void *state, uint32_t slot);

  /** Told how an offer ended. */
  void (*report)(const redial_pool *pool, void *state, uint32_t slot,
                 redial_outcome outcome);

  /** Makes the state that of a tier in which nobody is eligible, of bytes
   * that may be damaged: keeps what it can, such as a turn. Then the eligible
   * slots are opened one by one, in the order of their @c freed numbers.
   * NULL: reset. */
  void (*rebuild)(const redial_pool *pool, void *state, uint32_t tier);

  /** Is the state sound, given the eligible slots of the tier? */
  bool (*check)(const redial_pool *pool, const void *state, uint32_t tier);
} redial_selector;

/** Picks a target without leasing it: the offer is counted, nobody is taken.
 * For callers who keep their own books.
 * @param[in,out] pool  The pool.
 * @param[in] selector  One of the pool's.
 * @param[in] request   The request.
 * @param[out] slot     Whom; untouched on error.
 * @return As redial_pool_offer().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pick(redial_pool *pool,
                                     const redial_selector *selector,
                                     const redial_pick_request *request,
                                     uint32_t *slot);

/** @name What a strategy may ask
 * The slot MUST be below the capacity.
 * @par Since
 * 0.1.0
 * @{ */

/** Slots of the pool. */
REDIAL_API uint32_t redial_pool_capacity(const redial_pool *pool);
/** How many slots of a tier are eligible. */
REDIAL_API uint32_t redial_pool_eligible(const redial_pool *pool,
                                         uint32_t tier);
/** Is this slot eligible, in this tier? */
REDIAL_API bool redial_pool_is_eligible(const redial_pool *pool, uint32_t tier,
                                        uint32_t slot);
/** The first eligible slot of a tier at or after a slot, or from the first
 * one on; #REDIAL_NO_SLOT if none is. The same effort at any size. */
REDIAL_API uint32_t redial_pool_next(const redial_pool *pool, uint32_t tier,
                                     uint32_t from);
/** Calls that count: the slot's, or its person's. */
REDIAL_API uint32_t redial_pool_load(const redial_pool *pool, uint32_t slot);
/** Weight, as told. */
REDIAL_API uint32_t redial_pool_weight(const redial_pool *pool, uint32_t slot);
/** Sequence number of the last offer; 0: none yet. */
REDIAL_API uint64_t redial_pool_offered(const redial_pool *pool,
                                        uint32_t slot);
/** Sequence number of when it was last free. */
REDIAL_API uint64_t redial_pool_freed(const redial_pool *pool, uint32_t slot);
/** Its id. */
REDIAL_API uint64_t redial_pool_id(const redial_pool *pool, uint32_t slot);
/** Its person, as told; 0: nobody's. */
REDIAL_API uint64_t redial_pool_person(const redial_pool *pool, uint32_t slot);
/** The next slot of its person; the last leads back to the first, and a slot
 * that is alone to itself. */
REDIAL_API uint32_t redial_pool_sibling(const redial_pool *pool,
                                        uint32_t slot);
/** Its failure group, as told; 0: none. */
REDIAL_API uint32_t redial_pool_failure_group(const redial_pool *pool,
                                              uint32_t slot);
/** Its kind, as told. */
REDIAL_API redial_kind redial_pool_kind(const redial_pool *pool,
                                        uint32_t slot);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */

#endif
