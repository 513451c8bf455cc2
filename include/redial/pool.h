#ifndef REDIAL_POOL_H
#define REDIAL_POOL_H

/** @file
 * The pool: who could be called, who can be called now, and why not.
 *
 * @code
 * static const redial_selector *const use[] = {&redial_lru};
 * redial_pool_config config = redial_pool_defaults(1000);
 * redial_pool pool;
 * redial_pool_init(&pool, memory, sizeof(memory), &config, use, 1);
 * redial_pool_apply(&pool, targets, count, now_ms, NULL);
 *
 * redial_offer offer;                          whom next?
 * if (redial_pool_offer(&pool, use[0], &request, &offer) == REDIAL_OK) {
 *   ring(phone[offer.lease.slot]);
 *   ...
 *   redial_pool_release(&pool, offer.lease, REDIAL_OUTCOME_BUSY, now_ms);
 *   redial_pool_cool(&pool, offer.lease.slot, REDIAL_OUTCOME_BUSY, 5000,
 *                    now_ms);
 * }
 * @endcode
 *
 * The state lives in memory that the caller gives, as one flat image without
 * addresses: it may lie in shared memory, be copied, be written to a file.
 * #redial_pool is the handle of one process on it.
 *
 * A target has the caller's 64-bit id and, as long as the pool knows the id,
 * one slot: the index into the caller's own array.
 *
 * Three kinds of knowledge stay apart. What the operator *told* (enabled,
 * capacity, weight); what was *learned* from attempts (cooling); what was
 * *observed* (registered, calls seen), which goes stale by itself.
 *
 * Time only opens: a slot that is eligible stays so until somebody takes it,
 * cools it, disables it or sees it occupied. A clock that goes backward
 * stands still and is counted.
 */

#include <redial/classify.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_pool
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

struct redial_selector;
struct redial_pick_request;

/** @name Limits
 * @{ */
#define REDIAL_POOL_SLOTS_MAX 1000000u  /**< Slots of one pool. */
#define REDIAL_POOL_LEASES_MAX 4000000u /**< Leases of one pool. */
#define REDIAL_POOL_TIERS_MAX 8u        /**< Tiers of one pool. */
#define REDIAL_POOL_GROUPS_MAX 65536u   /**< Rotations kept for groups. */
#define REDIAL_POOL_SELECTORS_MAX 9u    /**< Selectors in one pool. */
#define REDIAL_PERSON_SLOTS_MAX 16u     /**< Slots of one person; who
                                             has left and has no call any
                                             more is none of them. */
#define REDIAL_GROUP_MAX 256u           /**< Members of one group. */
/** @} */

/** No slot; no time. */
#define REDIAL_NO_SLOT UINT32_MAX
#define REDIAL_NEVER UINT64_MAX /**< A time that does not come. */

/** How large a pool is. Fixed for the life of an image.
 * @par Since
 * 0.1.0 */
typedef struct redial_pool_config {
  uint32_t capacity;  /**< Slots, 1..#REDIAL_POOL_SLOTS_MAX. */
  uint32_t leases;    /**< Calls under way at once. */
  uint32_t groups;    /**< Rotations kept for groups; may be 0. */
  uint32_t offer_ms;  /**< An offer that nobody ends expires after this. */
  uint32_t talk_ms;   /**< A call that nobody renews expires after this. */
  uint32_t epoch;     /**< Any number that differs from run to run, so that
                           leases of an earlier run are not mistaken. */
  uint16_t max_calls; /**< Largest capacity of one slot. */
  uint8_t tiers;      /**< Tiers, 1..#REDIAL_POOL_TIERS_MAX. */
  uint8_t reserved;   /**< 0 */
} redial_pool_config;

/** A configuration to start from: as many leases as slots, one tier, no
 * groups, slots of up to 64 calls, offers of 3 minutes, calls of 4 hours.
 * @param[in] capacity  Slots.
 * @return The configuration.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_pool_config redial_pool_defaults(uint32_t capacity);

/** One process's handle on an image. Copy it, drop it.
 * @par Since
 * 0.1.0 */
typedef struct redial_pool {
  void *image; /**< The caller's memory. */
  const struct redial_selector *const *selectors; /**< As at init. */
  uint32_t selector_count;                        /**< How many. */
} redial_pool;

/** Most bytes that a pool of these numbers needs: a constant, for static
 * storage. redial_pool_bytes() says exactly. */
#define REDIAL_POOL_BYTES(slots, leases, groups, tiers, max_calls, selectors)  \
  (2048u + (size_t)(slots) * 224u + (size_t)(leases) * 48u +                   \
   (size_t)(groups) * 8u + (size_t)(tiers) * ((size_t)(slots) / 4u + 256u) +   \
   (size_t)(tiers) * (selectors) *                                             \
     (1024u + (size_t)(slots) * 13u + (size_t)(max_calls) * 10u))

/** Declares memory for a pool known when compiling, with the leases, groups,
 * tiers and calls of redial_pool_defaults(). */
#define REDIAL_POOL_STORAGE(name, slots, selectors)                            \
  uint64_t name[(REDIAL_POOL_BYTES(slots, slots, 0, 1, 64, selectors) + 7u) /  \
                8u]

/** Bytes that a pool needs.
 * @param[in] config     Its size.
 * @param[in] selectors  Strategies whose state it keeps; may be NULL when
 *   @p count is 0.
 * @param[in] count      How many, 0..#REDIAL_POOL_SELECTORS_MAX.
 * @return Bytes, a multiple of 8; 0 for a configuration out of range.
 * @par Since
 * 0.1.0 */
REDIAL_API size_t redial_pool_bytes(
  const redial_pool_config *config,
  const struct redial_selector *const *selectors, uint32_t count);

/** Makes an empty pool.
 * @param[out] pool      The handle.
 * @param[out] memory    Aligned as uint64_t is; whatever it held is gone.
 * @param[in] size       Bytes of @p memory.
 * @param[in] config     As in redial_pool_bytes().
 * @param[in] selectors  As there. The array MUST outlive the handle.
 * @param[in] count      As there.
 * @return #REDIAL_OK, #REDIAL_ERR_RANGE, #REDIAL_ERR_SPACE or
 *   #REDIAL_ERR_ALIGN.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_init(
  redial_pool *pool, void *memory, size_t size,
  const redial_pool_config *config,
  const struct redial_selector *const *selectors, uint32_t count);

/** Takes up an image that exists. Judges its header only: for bytes of
 * unknown origin redial_pool_check() comes next.
 * @param[out] pool      The handle.
 * @param[in] memory     Aligned as uint64_t is.
 * @param[in] size       Bytes of @p memory.
 * @param[in] selectors  The same names in the same order as at init.
 * @param[in] count      How many.
 * @return #REDIAL_OK, #REDIAL_ERR_SPACE, #REDIAL_ERR_ALIGN,
 *   #REDIAL_ERR_VERSION when version or selectors do not fit, or
 *   #REDIAL_ERR_CORRUPT.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_attach(
  redial_pool *pool, void *memory, size_t size,
  const struct redial_selector *const *selectors, uint32_t count);

/** Judges everything behind the header: after #REDIAL_OK no call on the pool
 * reads or writes outside the image, loops for ever or offers a target that
 * its own record forbids.
 * @param[in] pool  An attached pool.
 * @return #REDIAL_OK; #REDIAL_ERR_STATE when a writer died half way and
 *   redial_pool_rebuild() is needed; #REDIAL_ERR_CORRUPT.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_check(const redial_pool *pool);

/** Makes everything derived anew from the records of slots and leases: what
 * a writer that died half way leaves behind becomes whole again.
 * @param[in,out] pool  An attached pool.
 * @return #REDIAL_OK, or #REDIAL_ERR_CORRUPT when a record itself is not
 *   one.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_rebuild(redial_pool *pool);

/** Takes up an image saved under another clock: what remained of each wait,
 * lease and observation remains. A saved image is a copy of its bytes, taken
 * after redial_pool_tick().
 * @param[in,out] pool  An attached pool.
 * @param[in] now_ms    The clock of now.
 * @return As redial_pool_rebuild().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_restore(redial_pool *pool,
                                             uint64_t now_ms);

/** What the operator says about a target.
 * @par Since
 * 0.1.0 */
typedef struct redial_target {
  uint64_t id;            /**< The caller's; any number. */
  uint64_t person;        /**< Devices of one person share it; 0: nobody. */
  uint32_t failure_group; /**< Box, site or carrier shared; 0: none. */
  uint32_t wrap_up_ms;    /**< Pause after each call. */
  uint16_t capacity;      /**< Calls at once; 0 takes none. Devices of one
                               person share the person's calls. */
  uint8_t weight;         /**< For weighted; 0 is never picked by it. */
  uint8_t tier;           /**< Lower goes first. */
  uint8_t kind;           /**< #redial_kind */
  uint8_t enabled;        /**< 1: may be called. */
  uint16_t reserved;      /**< 0 */
} redial_target;

/** An enabled target of one call at a time, weight 1, tier 0.
 * @param[in] id  The caller's.
 * @return The target.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_target redial_target_defaults(uint64_t id);

/** What a reload did.
 * @par Since
 * 0.1.0 */
typedef struct redial_applied {
  uint32_t stayed;   /**< Keep slot and state. */
  uint32_t returned; /**< Were draining, are back with their state. */
  uint32_t came;     /**< New, in a free slot. */
  uint32_t left;     /**< No longer offered; their calls still end. */
} redial_applied;

/** Makes the roster what is given, as a difference: who stays keeps slot and
 * state, who left drains, who is new takes a free slot. An id that returns
 * finds its slot and state as long as nobody needed the slot.
 * @param[in,out] pool   The pool.
 * @param[in] targets    The whole roster in any order; may be NULL when
 *   @p count is 0.
 * @param[in] count      How many.
 * @param[in] now_ms     Monotonic clock.
 * @param[out] applied   What happened; may be NULL.
 * @return #REDIAL_OK; #REDIAL_ERR_RANGE for a field out of range, an id
 *   given twice, or a person with too many slots; #REDIAL_ERR_FULL when the
 *   slots do not suffice. On error nothing has changed.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_apply(redial_pool *pool,
                                           const redial_target *targets,
                                           uint32_t count, uint64_t now_ms,
                                           redial_applied *applied);

/** Slot of an id, draining or not.
 * @param[in] pool   The pool.
 * @param[in] id     The caller's.
 * @param[out] slot  Its slot; untouched on error.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_MATCH.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_find(const redial_pool *pool, uint64_t id,
                                          uint32_t *slot);

/** What bars a slot from being offered. Whole answers are in the same words:
 * the most hopeful reason among the slots that were asked.
 * @par Since
 * 0.1.0 */
typedef enum redial_bar {
  REDIAL_BAR_NONE = 0,   /**< It can be offered. */
  REDIAL_BAR_EMPTY = 1,      /**< Nobody lives in this slot, or in any. */
  REDIAL_BAR_DRAINING = 2,   /**< Left the roster. */
  REDIAL_BAR_DISABLED = 3,   /**< The operator said so. */
  REDIAL_BAR_DOWN = 4,       /**< Seen unregistered or dead. */
  REDIAL_BAR_BUSY = 5,       /**< As many calls as it takes. */
  REDIAL_BAR_COOLING = 6,    /**< Learned: better not yet. */
  REDIAL_BAR_WEIGHT = 7,     /**< Weight 0. */
  REDIAL_BAR_SUPPRESSED = 8, /**< Its person is out for this call. */
  REDIAL_BAR_GROUP = 9,      /**< Its failure group is out for this call. */
  REDIAL_BAR_TRIED = 10,     /**< Tried in this call. */
  REDIAL_BAR_LEASES = 11,    /**< The pool has no lease left. */
  REDIAL_BAR_BUDGET = 12     /**< The caller's retry budget is spent. */
} redial_bar;
#define REDIAL_BAR_COUNT 13u /**< Values of #redial_bar. */
#define REDIAL_BAR_ROOM 16u  /**< Room for them, and for some to come. */

/** The right to use one slot for one call. Plain data: copy it, keep it as
 * long as you like; ending it twice or too late is harmless and says so.
 * @par Since
 * 0.1.0 */
typedef struct redial_lease {
  uint32_t slot;       /**< Whom. */
  uint32_t entry;      /**< Ours. */
  uint32_t generation; /**< Ours. */
} redial_lease;

/** What a lease covers.
 * @par Since
 * 0.1.0 */
typedef enum redial_lease_kind {
  REDIAL_LEASE_NONE = 0,  /**< None: ended, or never was. */
  REDIAL_LEASE_OFFER = 1, /**< An attempt. */
  REDIAL_LEASE_TALK = 2   /**< A call. */
} redial_lease_kind;

/** The answer to "whom next?".
 * @par Since
 * 0.1.0 */
typedef struct redial_offer {
  redial_lease lease;   /**< Slot #REDIAL_NO_SLOT when there is none. */
  uint8_t why;          /**< #redial_bar: why there is none. */
  uint8_t last_resort;  /**< 1: it is cooling or down, and asked all the
                             same because everybody is. */
  uint16_t reserved;    /**< 0 */
  uint64_t earliest_ms; /**< None now: the first time at which one may be,
                             as far as time alone can tell. Not later than
                             now: many leases were over and freed nobody;
                             ask again at once. */
  uint32_t counts[REDIAL_BAR_ROOM]; /**< None now: slots by #redial_bar;
                                         not written when there is one. */
} redial_offer;

/** Picks a target and leases it.
 * @param[in,out] pool  The pool.
 * @param[in] selector  One of the pool's.
 * @param[in] request   See selector.h.
 * @param[out] offer    Always written.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_TARGET with the reason in @p offer;
 *   #REDIAL_ERR_UNSUPPORTED when the pool keeps no state for @p selector;
 *   #REDIAL_ERR_RANGE for a group out of range.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_offer(
  redial_pool *pool, const struct redial_selector *selector,
  const struct redial_pick_request *request, redial_offer *offer);

/** The attempt was answered: the lease now covers the call, and its release
 * will start the wrap-up.
 * @param[in,out] pool  The pool.
 * @param[in] lease     A live one.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_LEASE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_answer(redial_pool *pool,
                                            redial_lease lease,
                                            uint64_t now_ms);

/** Still alive: the lease gets its full span again.
 * @param[in,out] pool  The pool.
 * @param[in] lease     A live one.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_NO_LEASE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_renew(redial_pool *pool,
                                           redial_lease lease,
                                           uint64_t now_ms);

/** Another attempt at the same target: the lease gets its full span and a
 * new name, so that what still comes for the attempt before is known to be
 * late.
 * @param[in,out] pool   The pool.
 * @param[in,out] lease  A live one; then its new name.
 * @param[in] now_ms     Monotonic clock.
 * @return #REDIAL_OK, #REDIAL_ERR_NO_LEASE, or #REDIAL_ERR_NO_TARGET when the
 *   target was disabled or left the roster; then the lease stays as it is.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_reissue(redial_pool *pool,
                                             redial_lease *lease,
                                             uint64_t now_ms);

/** The call was transferred: the lease ends here, with wrap-up, and a talk
 * lease begins there, whether or not there is room.
 * @param[in,out] pool   The pool.
 * @param[in,out] lease  A live one; then the new one.
 * @param[in] slot       Where the call is now; not the same slot.
 * @param[in] now_ms     Monotonic clock.
 * @return #REDIAL_OK, #REDIAL_ERR_NO_LEASE or #REDIAL_ERR_RANGE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_move(redial_pool *pool,
                                          redial_lease *lease, uint32_t slot,
                                          uint64_t now_ms);

/** Ends a lease. A talk lease starts the slot's wrap-up.
 * @param[in,out] pool  The pool.
 * @param[in] lease     Any.
 * @param[in] outcome   How the attempt ended, for strategies that learn.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK, or #REDIAL_ERR_NO_LEASE when it had ended, expired or
 *   never was; then nothing changes.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_release(redial_pool *pool,
                                             redial_lease lease,
                                             redial_outcome outcome,
                                             uint64_t now_ms);

/** A call that redial did not place takes a talk lease, whether or not there
 * is room.
 * @param[in,out] pool  The pool.
 * @param[in] slot      Who has it.
 * @param[in] call      The call; 0: not known.
 * @param[in] now_ms    Monotonic clock.
 * @param[out] lease    The lease; untouched on error.
 * @return #REDIAL_OK, #REDIAL_ERR_RANGE for a slot nobody lives in, or
 *   #REDIAL_ERR_FULL when no lease is left.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_occupy(redial_pool *pool, uint32_t slot,
                                       uint64_t call, uint64_t now_ms,
                                       redial_lease *lease);

/** What a lease covers now.
 * @param[in] pool   The pool.
 * @param[in] lease  Any.
 * @return #REDIAL_LEASE_NONE when it has ended; one whose time is over but
 *   that was not yet swept counts as ended.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_lease_kind redial_pool_lease(const redial_pool *pool,
                                               redial_lease lease);

/** Operator: may it be called?
 * @param[in,out] pool  The pool.
 * @param[in] slot      A slot that is lived in.
 * @param[in] enabled   The new say.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_RANGE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_enable(redial_pool *pool, uint32_t slot,
                                            bool enabled, uint64_t now_ms);

/** Learned: better not before @p wait_ms have passed. Waits for busy, for
 * unavailable and for everything else run side by side; of two of one kind
 * the one that ends later holds. Before the release of the slot's lease it is
 * cheaper than after.
 * @param[in,out] pool  The pool.
 * @param[in] slot      A slot that is lived in.
 * @param[in] cause     Why; one of the outcomes.
 * @param[in] wait_ms   How long; 0 changes nothing.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_RANGE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_cool(redial_pool *pool, uint32_t slot,
                                          redial_outcome cause,
                                          uint32_t wait_ms, uint64_t now_ms);

/** Forgets what was learned about a slot. What was told and observed stays.
 * @param[in,out] pool  The pool.
 * @param[in] slot      A slot that is lived in.
 * @param[in] now_ms    Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_RANGE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_clear(redial_pool *pool, uint32_t slot,
                                           uint64_t now_ms);

/** How long each outcome cools. Plain data.
 * @par Since
 * 0.1.0 */
typedef struct redial_cooling {
  uint32_t busy_ms;        /**< busy */
  uint32_t no_answer_ms;   /**< no_answer */
  uint32_t declined_ms;    /**< declined, unwanted, blocked */
  uint32_t unavailable_ms; /**< unavailable */
  uint32_t failed_ms;      /**< A fault of server or path. */
  uint32_t hint_min_ms;    /**< A Retry-After is raised to this ... */
  uint32_t hint_max_ms;    /**< ... and lowered to this. */
} redial_cooling;

/** How long a verdict cools its target. Only the callee family cools a
 * phone, only faults of server and path a trunk or server; a wrong number
 * cools nobody. A Retry-After that speaks of the same one replaces the table.
 * @param[in] cooling  The table.
 * @param[in] verdict  What happened.
 * @param[in] kind     Whom it happened to.
 * @return Milliseconds; 0: not at all.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_cool_for(const redial_cooling *cooling,
                                    const redial_verdict *verdict,
                                    redial_kind kind);

/** What can be seen of a target from outside.
 * @par Since
 * 0.1.0 */
typedef enum redial_sight {
  REDIAL_SIGHT_NONE = 0,       /**< Nothing: forget what was seen. */
  REDIAL_SIGHT_CALLS = 1,      /**< Value: calls it has. */
  REDIAL_SIGHT_REGISTERED = 2, /**< Value: 1 registered or alive, 0 not. */
  REDIAL_SIGHT_IDLE = 3        /**< Value: 1 idle, 0 in at least one call. */
} redial_sight;

/** Observed: from presence, registrations, OPTIONS. Registered ends a
 * cool-down for unavailable, idle (or no calls) one for busy, nothing ends
 * one for a decline. When the validity is over the sight is not known any
 * more, which is not the same as "no".
 * @param[in,out] pool   The pool.
 * @param[in] slot       A slot that is lived in.
 * @param[in] sight      What was seen.
 * @param[in] value      As told at #redial_sight.
 * @param[in] valid_ms   For how long.
 * @param[in] now_ms     Monotonic clock.
 * @return #REDIAL_OK or #REDIAL_ERR_RANGE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_observe(redial_pool *pool, uint32_t slot,
                                        redial_sight sight, uint32_t value,
                                        uint32_t valid_ms, uint64_t now_ms);

/** One slot as a member of a group.
 * @par Since
 * 0.1.0 */
typedef struct redial_member {
  uint32_t slot;     /**< Of the pool. */
  uint8_t tier;      /**< Lower goes first. */
  uint8_t weight;    /**< For weighted, in this group. */
  uint16_t reserved; /**< 0 */
} redial_member;

/** An ordered choice of slots. Plain data: any number of groups share the
 * states and leases of one pool.
 * @par Since
 * 0.1.0 */
typedef struct redial_group {
  const redial_member *members; /**< In order; may be NULL when empty. */
  uint32_t count;               /**< At most #REDIAL_GROUP_MAX. */
  uint32_t rotation;            /**< Below redial_pool_config::groups: where
                                     the pool keeps this group's turn. */
} redial_group;

/** @name Sizes of redial_tried
 * @{ */
#define REDIAL_TRIED_SLOTS 32u  /**< Slots that it remembers one by one. */
#define REDIAL_TRIED_PERSONS 8u /**< Persons. */
#define REDIAL_TRIED_GROUPS 8u  /**< Failure groups. */
/** @} */

/** Who is out for one call. Clear it to zero to begin. When a 33rd slot is
 * added the first 32 are kept and, from then on, everybody who was offered
 * to anyone since this call's first entry counts as tried: too many may be
 * left out, nobody is asked twice.
 * @par Since
 * 0.1.0 */
typedef struct redial_tried {
  uint64_t since; /**< Offer sequence at the first entry. */
  uint64_t persons[REDIAL_TRIED_PERSONS]; /**< Suppressed. */
  uint32_t slots[REDIAL_TRIED_SLOTS];     /**< Tried. */
  uint32_t groups[REDIAL_TRIED_GROUPS];   /**< Failure groups met. */
  uint8_t faults[REDIAL_TRIED_GROUPS];    /**< Faults of each. */
  uint8_t slot_count;                     /**< Entries of @c slots. */
  uint8_t person_count;                   /**< Entries of @c persons. */
  uint8_t group_count;                    /**< Entries of @c groups. */
  uint8_t overflowed;                     /**< 1: see above. */
  uint8_t fault_limit; /**< Faults that rule a failure group out; 0: no
                            number does. */
  uint8_t reserved[3]; /**< 0 */
} redial_tried;

/** This slot has been asked in this call.
 * @param[in] pool       The pool.
 * @param[in,out] tried  The call's set.
 * @param[in] slot       A slot of the pool.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_tried_slot(const redial_pool *pool, redial_tried *tried,
                                  uint32_t slot);

/** This slot's person wants this call no more, by any device or route. A
 * slot of nobody counts as tried.
 * @param[in] pool       The pool.
 * @param[in,out] tried  The call's set.
 * @param[in] slot       A slot of the pool.
 * @return #REDIAL_OK, or #REDIAL_ERR_FULL when the set has no room for one
 *   more person: a call that got this far should stop.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_tried_person(const redial_pool *pool,
                                             redial_tried *tried,
                                             uint32_t slot);

/** A fault that others of the slot's failure group may share. Past
 * #REDIAL_TRIED_GROUPS groups further ones are not counted.
 * @param[in] pool       The pool.
 * @param[in,out] tried  The call's set.
 * @param[in] slot       A slot of the pool.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_tried_fault(const redial_pool *pool,
                                   redial_tried *tried, uint32_t slot);

/** Another round: those tried may be asked again, persons and failure groups
 * stay out.
 * @param[in,out] tried  The call's set.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_tried_round(redial_tried *tried);

/** Is a slot out for this call?
 * @param[in] pool   The pool.
 * @param[in] tried  The call's set; NULL: nobody is.
 * @param[in] slot   A slot of the pool.
 * @return #REDIAL_BAR_TRIED, #REDIAL_BAR_SUPPRESSED, #REDIAL_BAR_GROUP, or
 *   #REDIAL_BAR_NONE.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_bar redial_is_tried(const redial_pool *pool,
                                      const redial_tried *tried,
                                      uint32_t slot);

/** Why one slot is not offered to this request.
 * @param[in] pool      The pool.
 * @param[in] request   Its group is not looked at.
 * @param[in] slot      Any number.
 * @param[out] opens_ms When time alone may open it, #REDIAL_NEVER if not;
 *   may be NULL.
 * @return The reason; #REDIAL_BAR_EMPTY for a number that is no slot.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_bar redial_pool_why_not(
  const redial_pool *pool, const struct redial_pick_request *request,
  uint32_t slot, uint64_t *opens_ms);

/** Lets time pass: a bounded sweep of what is over. Every other call does so
 * too; a pool that is asked nothing needs it only before it is saved.
 * @param[in,out] pool  The pool.
 * @param[in] now_ms    Monotonic clock.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_pool_tick(redial_pool *pool, uint64_t now_ms);

/** The earliest time at which anything changes by itself: set one timer for
 * it.
 * @param[in] pool  The pool.
 * @return Milliseconds of the monotonic clock, perhaps already past;
 *   #REDIAL_NEVER when nothing is pending.
 * @par Since
 * 0.1.0 */
REDIAL_API uint64_t redial_pool_next_change(const redial_pool *pool);

/** What is known about one slot.
 * @par Since
 * 0.1.0 */
typedef struct redial_slot {
  redial_target target;     /**< What was told. */
  uint64_t offered;         /**< Sequence number of the last offer; 0: none
                                 yet. */
  uint64_t freed;           /**< Sequence number of when it was last free. */
  uint64_t cooling_ms;      /**< End of the longest cool-down; 0: none. */
  uint64_t registered_ms;   /**< End of validity of @c registered. */
  uint64_t seen_calls_ms;   /**< End of validity of @c seen_calls. */
  uint32_t offers;          /**< Offers so far; saturates. */
  uint32_t load;            /**< Calls that count, its person's if any. */
  uint16_t calls;           /**< Calls of this slot, legs of one once. */
  uint16_t seen_calls;      /**< Observed. */
  uint8_t registered;       /**< Observed. */
  uint8_t cause;            /**< #redial_outcome of the longest cool-down. */
  uint8_t why;              /**< #redial_bar, apart from any call. */
  uint8_t reserved;         /**< 0 */
} redial_slot;

/** Looks at one slot.
 * @param[in] pool   The pool.
 * @param[in] slot   Any number.
 * @param[out] out   What is known; untouched on error.
 * @return #REDIAL_OK, or #REDIAL_ERR_RANGE for a slot nobody lives in.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_pool_slot(const redial_pool *pool,
                                          uint32_t slot, redial_slot *out);

/** The pool in numbers.
 * @par Since
 * 0.1.0 */
typedef struct redial_pool_counts {
  uint64_t clock_ms;   /**< Latest time seen. */
  uint64_t sequence;   /**< Offers and releases so far. */
  uint32_t slots[REDIAL_BAR_ROOM]; /**< By #redial_bar. */
  uint32_t leases;     /**< Live. */
  uint32_t expired;    /**< Leases that ended by the clock; saturates. */
  uint32_t backward;   /**< Times the clock went backward; saturates. */
  uint32_t reserved;   /**< 0 */
} redial_pool_counts;

/** Counts.
 * @param[in] pool  The pool.
 * @return The numbers.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_pool_counts redial_pool_count(const redial_pool *pool);

/** @name Names of the pool's words
 * As in names.h; linked only when used.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of a bar. */
REDIAL_API const char *redial_bar_name(uint32_t value);
/** Name of a kind of lease. */
REDIAL_API const char *redial_lease_kind_name(uint32_t value);
/** Name of a sight. */
REDIAL_API const char *redial_sight_name(uint32_t value);
/** Bar of a name. */
REDIAL_API redial_status redial_bar_by_name(redial_span name,
                                            redial_bar *value);
/** Kind of lease of a name. */
REDIAL_API redial_status redial_lease_kind_by_name(redial_span name,
                                                   redial_lease_kind *value);
/** Sight of a name. */
REDIAL_API redial_status redial_sight_by_name(redial_span name,
                                              redial_sight *value);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */

#endif
