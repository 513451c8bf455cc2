/* A call is recorded, and its trace asked again: once over the world as it
 * was, once with another policy. The first difference is named.
 *
 * Output:
 *   10 records
 *   as it was: 10 the same
 *   with a longer ring timer: record 2: step.ring_ms was 20000, is 30000
 */

#include <redial/redial.h>
#include <stdio.h>

#define PHONES 3

static const redial_selector *const use[] = {&redial_round_robin};

/* What a replay needs: the pool as it was at the first record. */
typedef struct world {
  REDIAL_POOL_STORAGE(memory, PHONES, 1);
  redial_pool pool;
  redial_policy policy;
  redial_scene scene;
} world;

static void open_world(world *w) {
  redial_pool_config config = redial_pool_defaults(PHONES);
  redial_target targets[PHONES];
  uint32_t i;

  for (i = 0; i < PHONES; i++) {
    targets[i] = redial_target_defaults(100 + i);
  }
  redial_pool_init(&w->pool, w->memory, sizeof(w->memory), &config, use, 1);
  redial_pool_apply(&w->pool, targets, PHONES, 0, NULL);
  w->policy = redial_profile_hunt_group;
  w->scene.whom.pool = &w->pool;
  w->scene.whom.selector = use[0];
  w->scene.policy = &w->policy;
  w->scene.call = 1;
}

static void record_call(world *w, redial_journal *journal) {
  static const int32_t answers[] = {486, 480, 200};
  uint64_t now_ms = 1000;
  redial_hunt hunt;
  uint32_t i;

  redial_journal_begin(journal, &hunt, &w->scene, now_ms);
  for (i = 0; i < 3; i++) {
    redial_step step =
      redial_journal_poll(journal, &hunt, &w->scene, now_ms, i);
    redial_evidence seen = {0};

    redial_journal_poll(journal, &hunt, &w->scene, now_ms, i); /* wait */
    seen.code = answers[i];
    now_ms += 4000;
    redial_journal_event(journal, &hunt, &w->scene, step.lease, &seen, now_ms);
  }
}

static void replay_call(world *w, const redial_journal *journal) {
  redial_replay_call calls[1];
  redial_replay_difference difference;
  redial_journal_record record;
  redial_replay replay;
  uint64_t at = redial_journal_first(journal);

  redial_replay_init(&replay, calls, 1);
  while (redial_journal_read(journal, at, &record) == REDIAL_OK) {
    if (redial_replay_record(&replay, &w->scene, &record, &difference) !=
        REDIAL_OK) {
      printf("record %u: %s was %d, is %d\n", (unsigned)difference.sequence,
             redial_journal_field_name(difference.field), (int)difference.was,
             (int)difference.is);
      return;
    }
    at++;
  }
  printf("%u the same\n", (unsigned)replay.same);
}

int main(void) {
  static REDIAL_JOURNAL_STORAGE(memory, 64);
  static world worlds[3]; /* one to record, two to replay */
  redial_journal journal;
  uint32_t i;

  for (i = 0; i < 3; i++) {
    open_world(&worlds[i]);
  }
  redial_journal_init(&journal, memory, sizeof(memory));
  record_call(&worlds[0], &journal);
  printf("%u records\n", (unsigned)redial_journal_last(&journal));
  printf("as it was: ");
  replay_call(&worlds[1], &journal);
  worlds[2].policy.ring_ms = 30000;
  printf("with a longer ring timer: ");
  replay_call(&worlds[2], &journal);
  return 0;
}
