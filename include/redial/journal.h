#ifndef REDIAL_JOURNAL_H
#define REDIAL_JOURNAL_H

/** @file
 * The journal: what every hunt was asked and what it said, in a ring of the
 * caller's, and the proof that it says the same when it is asked again.
 *
 * @code
 * static REDIAL_JOURNAL_STORAGE(memory, 4096);
 * redial_journal journal;
 * redial_journal_init(&journal, memory, sizeof(memory));
 *
 * redial_journal_begin(&journal, &c->hunt, &c->scene, now_ms());
 * ...
 * s = redial_journal_poll(&journal, &c->hunt, &c->scene, now_ms(), random());
 * ...
 * r = redial_journal_event(&journal, &c->hunt, &c->scene, lease, &seen,
 *                          now_ms());
 * @endcode
 *
 * Each call does what the call of hunt.h does and writes one record: time,
 * call, chance, evidence, and the whole answer. It is linked only when used.
 *
 * Records have a total order, their sequence. One writer at a time; readers
 * need no lock: they read by sequence and are told when a record has been
 * overwritten meanwhile. docs/journal.md tells what that takes on machines
 * that reorder their memory accesses, and how to keep a trace that can be
 * replayed.
 */

#include <redial/export.h>
#include <redial/hunt.h>
#include <redial/types.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_journal
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** What a record tells.
 * @par Since
 * 0.1.0 */
typedef enum redial_journal_kind {
  REDIAL_JOURNAL_NONE = 0,        /**< Never written. */
  REDIAL_JOURNAL_BEGUN = 1,       /**< redial_hunt_begin() */
  REDIAL_JOURNAL_POLL = 2,        /**< redial_hunt_poll() */
  REDIAL_JOURNAL_EVENT = 3,       /**< redial_hunt_event() */
  REDIAL_JOURNAL_CALLER_GONE = 4, /**< redial_hunt_caller_gone() */
  REDIAL_JOURNAL_WITHDRAWN = 5,   /**< redial_hunt_withdraw() */
  REDIAL_JOURNAL_FORWARDED = 6,   /**< redial_hunt_forwarded() */
  REDIAL_JOURNAL_HOST = 7         /**< The host has changed a pool, or
                                       anything else that hunts depend on: a
                                       reload, presence, a call that ended. */
} redial_journal_kind;

/** What came of it.
 * @par Since
 * 0.1.0 */
typedef union redial_journal_answer {
  redial_step step;          /**< Poll. */
  redial_hunt_report report; /**< Event. Caller gone, withdrawn, forwarded:
                                  @c status alone. */
} redial_journal_answer;

/** One record. Plain data: what was asked, then what was answered; what does
 * not belong to its kind is 0. Whom and via stand in the answer, and so do
 * the verdict, the rules that fired, the decision, and why.
 * @par Since
 * 0.1.0 */
typedef struct redial_journal_record {
  uint64_t sequence;        /**< Place in the total order, from 1. */
  uint64_t now_ms;          /**< The clock as it was given. */
  uint64_t call;            /**< redial_scene::call. Hunts that are under way at
                               once need different ones. */
  uint64_t unix_s;          /**< redial_scene::unix_s */
  uint64_t not_before_ms;   /**< redial_scene::not_before_ms */
  uint64_t not_before_s;    /**< redial_scene::not_before_s */
  uint64_t value;           /**< Forwarded: the id. Host: the host's own. Else
                               redial_scene::key. */
  uint32_t random;          /**< Poll: the chance given. Host: the host's own
                               second number. */
  uint8_t kind;             /**< #redial_journal_kind */
  uint8_t first;            /**< 1: the first of its hunt. */
  uint8_t reserved[2];      /**< 0 */
  redial_lease lease;       /**< Event: of the attempt. */
  redial_evidence evidence; /**< Event: as it was given. */
  redial_journal_answer answer; /**< What was answered. */
} redial_journal_record;

/** Bytes of the caller's memory for so many records: a constant. */
#define REDIAL_JOURNAL_BYTES(records) (32u + (size_t)(records)*208u)

/** Declares memory for a journal of so many records. */
#define REDIAL_JOURNAL_STORAGE(name, records)                                  \
  uint32_t name[REDIAL_JOURNAL_BYTES(records) / 4u]

/** Handle of one process on a journal. Copy it, drop it.
 * @par Since
 * 0.1.0 */
typedef struct redial_journal {
  void *image;       /**< The caller's memory, without addresses in it. */
  uint32_t records;  /**< How many the ring holds. */
  uint32_t reserved; /**< 0 */
} redial_journal;

/** Makes an empty journal of as many records as fit.
 * @param[out] journal  The handle.
 * @param[out] memory   Aligned to 4; whatever it held is gone.
 * @param[in] size      Bytes of @p memory.
 * @return #REDIAL_OK, #REDIAL_ERR_ALIGN, or #REDIAL_ERR_SPACE when not even
 *   one record fits.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_init(redial_journal *journal,
                                             void *memory, size_t size);

/** Takes up a journal that exists: in shared memory, as a saved copy, after
 * a restart. A writer goes on after the last record; one that another writer
 * left half written reads as overwritten.
 * @param[out] journal  The handle; untouched on error.
 * @param[in] memory    Aligned to 4.
 * @param[in] size      Bytes of @p memory.
 * @return #REDIAL_OK, #REDIAL_ERR_ALIGN, #REDIAL_ERR_SPACE,
 *   #REDIAL_ERR_VERSION, or #REDIAL_ERR_CORRUPT when this is no journal.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_attach(redial_journal *journal,
                                               void *memory, size_t size);

/** Writes one record, the oldest one giving way.
 * @param[in,out] journal  The journal; NULL: nothing is written.
 * @param[in] record       What to write; its sequence is not looked at.
 * @return The sequence that it got; 0 without a journal.
 * @par Since
 * 0.1.0 */
REDIAL_API uint64_t redial_journal_add(redial_journal *journal,
                                       const redial_journal_record *record);

/** Sequence of the newest record.
 * @param[in] journal  The journal; a writer may be at work.
 * @return The sequence; 0: none yet.
 * @par Since
 * 0.1.0 */
REDIAL_API uint64_t redial_journal_last(const redial_journal *journal);

/** Sequence of the oldest record that may still be there.
 * @param[in] journal  The journal; a writer may be at work.
 * @return The sequence, 1 when there is none yet.
 * @par Since
 * 0.1.0 */
REDIAL_API uint64_t redial_journal_first(const redial_journal *journal);

/** Reads one record, while a writer may be at work.
 * @param[in] journal   The journal.
 * @param[in] sequence  Which.
 * @param[out] record   The record; untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_MATCH when it is not yet written;
 *   #REDIAL_ERR_STATE when it has been overwritten.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_read(const redial_journal *journal,
                                             uint64_t sequence,
                                             redial_journal_record *record);

/** @name The hunt, recorded
 * As the functions of hunt.h, with one record each. A journal of NULL records
 * nothing.
 * @{ */
/** redial_hunt_begin() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[out] hunt        The hunt.
 * @param[in] scene        The scene of its calls.
 * @param[in] now_ms       Now.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_journal_begin(redial_journal *journal, redial_hunt *hunt,
                                     const redial_scene *scene,
                                     uint64_t now_ms);

/** redial_hunt_poll() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in,out] hunt     The hunt.
 * @param[in] scene        The scene.
 * @param[in] now_ms       Now.
 * @param[in] random       Uniform over all of 32 bits.
 * @return The step.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_step redial_journal_poll(redial_journal *journal,
                                           redial_hunt *hunt,
                                           const redial_scene *scene,
                                           uint64_t now_ms, uint32_t random);

/** redial_hunt_event() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in,out] hunt     The hunt.
 * @param[in] scene        The scene.
 * @param[in] lease        The attempt.
 * @param[in] evidence     What came.
 * @param[in] now_ms       Now.
 * @return What became of it.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_hunt_report redial_journal_event(
  redial_journal *journal, redial_hunt *hunt, const redial_scene *scene,
  redial_lease lease, const redial_evidence *evidence, uint64_t now_ms);

/** redial_hunt_caller_gone() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in,out] hunt     The hunt.
 * @param[in] scene        The scene.
 * @param[in] now_ms       Now.
 * @return As redial_hunt_caller_gone().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_caller_gone(redial_journal *journal,
                                                    redial_hunt *hunt,
                                                    const redial_scene *scene,
                                                    uint64_t now_ms);

/** redial_hunt_withdraw() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in,out] hunt     The hunt.
 * @param[in] scene        The scene.
 * @param[in] now_ms       Now.
 * @return As redial_hunt_withdraw().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_withdraw(redial_journal *journal,
                                                 redial_hunt *hunt,
                                                 const redial_scene *scene,
                                                 uint64_t now_ms);

/** redial_hunt_forwarded() and a record of it.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in,out] hunt     The hunt.
 * @param[in] scene        The scene.
 * @param[in] id           Where to.
 * @param[in] now_ms       Now: for the record alone.
 * @return As redial_hunt_forwarded().
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_forwarded(redial_journal *journal,
                                                  redial_hunt *hunt,
                                                  const redial_scene *scene,
                                                  uint64_t id, uint64_t now_ms);

/** The host has changed something itself: a reload, presence, a call that
 * ended. A replay hands the two numbers back, and the host does it again.
 * @param[in,out] journal  The journal; may be NULL.
 * @param[in] what         The host's own: which kind of change.
 * @param[in] value        The host's own: which one.
 * @param[in] now_ms       Now.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_journal_host(redial_journal *journal, uint32_t what,
                                    uint64_t value, uint64_t now_ms);
/** @} */

/** @name Records as bytes
 * The same on every machine: for a file, a socket, a core dump of another
 * device.
 * @{ */
/** Bytes of one record. */
#define REDIAL_JOURNAL_RECORD_BYTES 192u

/** Writes a record as bytes.
 * @param[in] record  The record.
 * @param[out] bytes  Written whole.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_journal_pack(const redial_journal_record *record,
                                    uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES]);

/** Reads one back. Its numbers may be any; a replay of any numbers is safe.
 * @param[in] bytes    All of them.
 * @param[out] record  The record; untouched on error.
 * @return #REDIAL_OK; #REDIAL_ERR_VERSION; #REDIAL_ERR_CORRUPT for a kind
 *   that is none, or bytes that should be 0.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status
redial_journal_unpack(const uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES],
                      redial_journal_record *record);

/** One field of a record by its number, to print records without knowing
 * them: count from 0 until #REDIAL_ERR_RANGE. New fields come last.
 * @param[in] record  The record.
 * @param[in] field   Its number; redial_journal_field_name() names it.
 * @param[out] value  Its value; untouched on error. Unsigned ones of 64 bits
 *   keep their bits.
 * @return #REDIAL_OK; #REDIAL_ERR_NO_MATCH when records of this kind do not
 *   have it; #REDIAL_ERR_RANGE when no record has.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_journal_field(
  const redial_journal_record *record, uint32_t field, int64_t *value);
/** @} */

/** @name Replay
 * The hunts once more, with the clock, the chance and the evidence of the
 * records, over pools, groups, policies, rules and budgets that are as they
 * were at the first record.
 *
 * @code
 * redial_replay_init(&replay, calls, 64);
 * for each record:
 *   if (record.kind == REDIAL_JOURNAL_HOST) do_again(&record);
 *   status = redial_replay_record(&replay, scene_of(record.call), &record,
 *                                 &difference);
 * @endcode
 * @{ */
/** One call that is being replayed.
 * @par Since
 * 0.1.0 */
typedef struct redial_replay_call {
  redial_hunt hunt;  /**< Its hunt. */
  uint64_t call;     /**< Its number. */
  uint64_t sequence; /**< Its latest record. */
  uint32_t used;     /**< 1: taken. */
  uint32_t reserved; /**< 0 */
} redial_replay_call;

/** A replay under way.
 * @par Since
 * 0.1.0 */
typedef struct redial_replay {
  redial_replay_call *calls; /**< The caller's. */
  uint64_t next;             /**< Sequence that comes next; 0: any. */
  uint64_t same;             /**< Records that were proved the same. */
  uint32_t count;            /**< Entries of @c calls. */
  uint32_t reserved;         /**< 0 */
} redial_replay;

/** The first thing that is not the same.
 * @par Since
 * 0.1.0 */
typedef struct redial_replay_difference {
  uint64_t sequence; /**< Of the record. */
  int64_t was;       /**< What it says. */
  int64_t is;        /**< What the replay says. */
  uint32_t field;    /**< Of which field: redial_journal_field_name(). */
  uint32_t reserved; /**< 0 */
} redial_replay_difference;

/** Begins a replay.
 * @param[out] replay  The replay.
 * @param[out] calls   Room for calls, cleared. It MUST stay as long as the
 *   replay. To begin in the middle of a trace, fill in the hunts that were
 *   under way.
 * @param[in] count    At least as many as were under way at once; calls that
 *   are over give way to new ones.
 * @par Since
 * 0.1.0 */
REDIAL_API void redial_replay_init(redial_replay *replay,
                                   redial_replay_call *calls, uint32_t count);

/** Asks one thing again.
 * @param[in,out] replay    The replay.
 * @param[in] scene         The scene of the record's call. Call, key, calendar
 *   and not-before times are those of the record. For a record of the host's
 *   it may be NULL.
 * @param[in] record        The next record.
 * @param[out] difference   Written with #REDIAL_ERR_NO_MATCH only; may be
 *   NULL.
 * @return #REDIAL_OK: the same, byte for byte. #REDIAL_ERR_NO_MATCH: not the
 *   same; what follows is worth little. #REDIAL_ERR_RANGE: not the next
 *   record, some are missing. #REDIAL_ERR_STATE: its call has not begun.
 *   #REDIAL_ERR_FULL: more calls at once than there is room for.
 *   #REDIAL_ERR_CORRUPT: its kind is none.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_status redial_replay_record(
  redial_replay *replay, const redial_scene *scene,
  const redial_journal_record *record, redial_replay_difference *difference);
/** @} */

/** @name Names
 * As in names.h; linked only when used.
 * @par Since
 * 0.1.0
 * @{ */
/** Name of a kind of record. */
REDIAL_API const char *redial_journal_kind_name(uint32_t value);
/** Kind of a name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status
redial_journal_kind_by_name(redial_span name, redial_journal_kind *value);
/** Name of a field, "step.whom"; "?" when it is none. */
REDIAL_API const char *redial_journal_field_name(uint32_t field);
/** Field of a name; untouched on #REDIAL_ERR_NO_MATCH. */
REDIAL_API redial_status redial_journal_field_by_name(redial_span name,
                                                      uint32_t *field);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */

#endif
