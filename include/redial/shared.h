#ifndef REDIAL_SHARED_H
#define REDIAL_SHARED_H

/** @file
 * Who is free, known to several workers at once: processes over shared
 * memory, or threads, without a lock.
 *
 * A pool has one writer at a time. Where several workers hand out the same
 * gateways or lines and none may wait for another, they keep a board instead:
 * a slot of it is free, claimed until some time, or shut.
 *
 * @code
 * redial_shared board;                              one for each worker
 * redial_shared_attach(&board, memory, size, worker);
 * ...
 * if (redial_shared_claim(&board, now_ms, &claim) == REDIAL_OK) {
 *   dial(line[claim.slot]);
 *   ...
 *   redial_shared_release(&board, &claim);
 * }
 * @endcode
 *
 * A worker that is stopped or killed at any instruction keeps nobody from
 * going on, and harms nobody else's claim. What it had claimed comes back
 * when its time is over: redial_shared_sweep() sees to that.
 *
 * Who is next: each worker goes round robin from where it was. A target with
 * several lines has a slot for each. Where many claims a second are made, let
 * workers keep to shares: then a worker goes round its own share of the slots
 * while something is free there, and through all of them otherwise. Workers
 * then seldom write what another one has in its cache, which is nearly all
 * that a second worker costs; but a worker alone uses its own share more than
 * the others.
 *
 * The clock is one for all workers, such as CLOCK_MONOTONIC of one machine;
 * claims are kept to the second. The board needs 32-bit atomic operations,
 * which a compiler without them makes unsupported.
 */

#include <redial/export.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_shared
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** @name Sizes
 * @{ */
#define REDIAL_SHARED_SLOTS_MAX 1000000u /**< Slots of a board. */
#define REDIAL_SHARED_WORKERS_MAX 256u   /**< Workers of a board. */
#define REDIAL_SHARED_HOLD_MAX_S 30000u  /**< Longest claim, 8 h 20 min. */
/** @} */

/** How a board is made.
 * @par Since
 * 0.1.0 */
typedef struct redial_shared_config {
  uint32_t capacity; /**< Slots, 1..#REDIAL_SHARED_SLOTS_MAX. */
  uint32_t workers;  /**< Workers, 1..#REDIAL_SHARED_WORKERS_MAX. */
  uint32_t hold_s;   /**< How long a claim lasts that nobody renews or
                          releases, 1..#REDIAL_SHARED_HOLD_MAX_S. */
  uint32_t shares;   /**< 0: each worker goes through all slots; 1: through its
                          own share of them while something is free there. */
} redial_shared_config;

/** One worker's view of a board: where that lies for this worker. Its contents
 * are ours, but for @c next.
 * @par Since
 * 0.1.0 */
typedef struct redial_shared {
  void *image;       /**< The memory that all share. */
  void *slots;       /**< In it. */
  void *bits;        /**< In it. */
  uint32_t capacity; /**< Slots. */
  uint32_t hold;     /**< How long a claim lasts. */
  uint32_t worker;   /**< This worker's number. */
  uint32_t next;     /**< Where its next claim begins to look, but for its
                          share. */
} redial_shared;

/** Names a claim. Plain data; cleared to zero it is none. One that has ended is
 * told from the next 16,383 claims of its slot, and from later ones as long as
 * they end in another second (of a round of 18 hours): drop it when you have
 * given it back.
 * @par Since
 * 0.1.0 */
typedef struct redial_claim {
  uint32_t slot; /**< What was claimed. */
  uint32_t word; /**< Ours: which claim of it this is, and until when. */
} redial_claim;

/** Memory that a board needs.
 * @param[in] config  Numbers out of range need none.
 * @return Bytes; 0 for numbers out of range, or without atomic operations.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_shared_bytes(const redial_shared_config *config);

/** Makes a board on which every slot is shut. Once, before others attach.
 * @param[out] board  The view of worker 0.
 * @param[in] memory  Aligned to 8 bytes; 64 keeps workers out of each other's
 *   cache lines.
 * @param[in] size    Its bytes.
 * @param[in] config  Copied.
 * @return #REDIAL_OK; #REDIAL_ERR_RANGE for the numbers, #REDIAL_ERR_ALIGN or
 *   #REDIAL_ERR_SPACE for the memory, #REDIAL_ERR_UNSUPPORTED without atomic
 *   operations. Nothing is written on error.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_init(redial_shared *board, void *memory,
                                            size_t size,
                                            const redial_shared_config *config);

/** Joins a board that was made.
 * @param[out] board  The view; untouched on error.
 * @param[in] memory  The board's, at whatever address.
 * @param[in] size    Its bytes.
 * @param[in] worker  A number that no other live worker has; one that took
 *   the place of a dead one takes its number.
 * @return #REDIAL_OK; #REDIAL_ERR_RANGE for the worker; #REDIAL_ERR_ALIGN,
 *   #REDIAL_ERR_SPACE; #REDIAL_ERR_CORRUPT when it is no board,
 *   #REDIAL_ERR_VERSION for one of another version.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_attach(redial_shared *board,
                                              void *memory, size_t size,
                                              uint32_t worker);

/** Opens a slot that is shut: from now on it can be claimed.
 * @param[in,out] board  The view.
 * @param[in] slot       Any number.
 * @return #REDIAL_OK; #REDIAL_ERR_RANGE for no slot; #REDIAL_ERR_STATE when
 *   it was not shut.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_open(redial_shared *board,
                                            uint32_t slot);

/** Shuts a free slot.
 * @param[in,out] board  The view.
 * @param[in] slot       Any number.
 * @return #REDIAL_OK; #REDIAL_ERR_RANGE for no slot; #REDIAL_ERR_STATE when
 *   it is claimed, cooling or shut: ask again when it is free.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_shut(redial_shared *board,
                                            uint32_t slot);

/** Claims the next free slot.
 * @param[in,out] board  The view; its @c next moves on.
 * @param[in] now_ms     Clock of all workers.
 * @param[out] claim     What was claimed; untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_TARGET when nothing is free. Never that
 *   while something is: a slot which another worker gives back meanwhile is
 *   looked for again.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_claim(redial_shared *board,
                                             uint64_t now_ms,
                                             redial_claim *claim);

/** Gives a slot back.
 * @param[in,out] board  The view.
 * @param[in] claim      The claim, by whichever worker.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_LEASE when it had ended: harmless.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_release(redial_shared *board,
                                               const redial_claim *claim);

/** Makes a claim last from now on.
 * @param[in,out] board  The view.
 * @param[in,out] claim  The claim, under its new name afterwards.
 * @param[in] now_ms     Clock of all workers.
 * @return As redial_shared_release().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_renew(redial_shared *board,
                                             redial_claim *claim,
                                             uint64_t now_ms);

/** Ends a claim, but keeps its slot from everybody for a while.
 * @param[in,out] board  The view.
 * @param[in] claim      The claim.
 * @param[in] wait_s     How long; more than #REDIAL_SHARED_HOLD_MAX_S is
 *   that.
 * @param[in] now_ms     Clock of all workers.
 * @return As redial_shared_release().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_shared_cool(redial_shared *board,
                                            const redial_claim *claim,
                                            uint32_t wait_s, uint64_t now_ms);

/** Is this claim still one?
 * @param[in] board  The view.
 * @param[in] claim  Any.
 * @return true until it is released, cools, or was ended by the clock.
 * @par Since
 * 0.1.0 */
REDIAL_API bool redial_shared_holds(const redial_shared *board,
                                    const redial_claim *claim);

/** Ends what is over: claims that outlived their time, cool-downs, and what a
 * dead worker left half done. Goes on where the last sweep of any worker
 * ended; a claim that finds nothing sweeps a little by itself. A timer should
 * come round the whole board in a fraction of the time of a claim, and at
 * least once in eight hours.
 * @param[in,out] board  The view.
 * @param[in] now_ms     Clock of all workers.
 * @param[in] slots      How many to look at; no more than all.
 * @return How many were given back.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_shared_sweep(redial_shared *board, uint64_t now_ms,
                                        uint32_t slots);

/** Slots by what they are, counted one by one while others may change them.
 * @par Since
 * 0.1.0 */
typedef struct redial_shared_counts {
  uint32_t shut;    /**< Not to be claimed. */
  uint32_t free;    /**< To be claimed. */
  uint32_t claimed; /**< Claimed or cooling. */
} redial_shared_counts;

/** Counts.
 * @param[in] board  The view.
 * @return The numbers; they add up to the capacity.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_shared_counts redial_shared_count(const redial_shared *board);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
