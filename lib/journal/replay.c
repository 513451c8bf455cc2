#include "../journal/inner.h"
#include <string.h>

/* The same questions once more. Each record is made anew by the functions
   that made it, and must come out the same in every field. */

void redial_replay_init(redial_replay *replay, redial_replay_call *calls,
                        uint32_t count) {
  uint32_t i;

  memset(replay, 0, sizeof(*replay));
  replay->calls = calls;
  replay->count = count;
  for (i = 0; i < count; i++) {
    memset(&calls[i], 0, sizeof(calls[i]));
  }
}

static redial_replay_call *replay_find(const redial_replay *replay,
                                       uint64_t call) {
  uint32_t i;

  for (i = 0; i < replay->count; i++) {
    if (replay->calls[i].used != 0 && replay->calls[i].call == call) {
      return &replay->calls[i];
    }
  }
  return NULL;
}

/* A call that is over may still be told of what comes late: the one that has
   been silent for longest gives way. */
static bool replay_gives_way(const redial_replay_call *call,
                             const redial_replay_call *best) {
  if (best != NULL && (best->used == 0 || best->sequence <= call->sequence)) {
    return false;
  }
  return call->used == 0 || call->hunt.state >= REDIAL_HUNT_DONE;
}

static redial_replay_call *replay_room(const redial_replay *replay,
                                       uint64_t call) {
  redial_replay_call *room = replay_find(replay, call);
  uint32_t i;

  if (room != NULL) {
    return room;
  }
  for (i = 0; i < replay->count; i++) {
    if (replay_gives_way(&replay->calls[i], room)) {
      room = &replay->calls[i];
    }
  }
  return room;
}

static void replay_scene(const redial_journal_record *record,
                         const redial_scene *scene, redial_scene *as_it_was) {
  *as_it_was = *scene;
  as_it_was->call = record->call;
  as_it_was->unix_s = record->unix_s;
  as_it_was->not_before_ms = record->not_before_ms;
  as_it_was->not_before_s = record->not_before_s;
  if (record->kind != REDIAL_JOURNAL_FORWARDED) {
    as_it_was->key = record->value;
  }
}

/* Asks again, and makes the record of it. */
static void replay_ask(redial_hunt *hunt, const redial_scene *scene,
                       const redial_journal_record *record,
                       redial_journal_record *again) {
  uint64_t now_ms = record->now_ms;

  switch (record->kind) {
  case REDIAL_JOURNAL_BEGUN:
    redial_hunt_begin(hunt, now_ms);
    break;
  case REDIAL_JOURNAL_POLL:
    again->answer.step = redial_hunt_poll(hunt, scene, now_ms, record->random);
    break;
  case REDIAL_JOURNAL_EVENT:
    again->answer.report =
      redial_hunt_event(hunt, scene, record->lease, &record->evidence, now_ms);
    break;
  case REDIAL_JOURNAL_CALLER_GONE:
    again->answer.report.status = redial_hunt_caller_gone(hunt, scene, now_ms);
    break;
  case REDIAL_JOURNAL_WITHDRAWN:
    again->answer.report.status = redial_hunt_withdraw(hunt, scene, now_ms);
    break;
  default:
    again->answer.report.status =
      redial_hunt_forwarded(hunt, scene, record->value);
    break;
  }
}

static redial_status replay_compare(const redial_journal_record *was,
                                    const redial_journal_record *is,
                                    redial_replay_difference *difference) {
  uint32_t field;

  for (field = 0; field < rdi_journal_field_count(); field++) {
    if (rdi_journal_field_belongs(field, was->kind) &&
        rdi_journal_field_get(was, field) != rdi_journal_field_get(is, field)) {
      if (difference != NULL) {
        difference->sequence = was->sequence;
        difference->was = rdi_journal_field_value(was, field);
        difference->is = rdi_journal_field_value(is, field);
        difference->field = field;
        difference->reserved = 0;
      }
      return REDIAL_ERR_NO_MATCH;
    }
  }
  return REDIAL_OK;
}

static redial_status replay_call(redial_replay *replay,
                                 const redial_scene *scene,
                                 const redial_journal_record *record,
                                 redial_replay_difference *difference) {
  redial_journal_record again = *record;
  redial_scene as_it_was;
  redial_replay_call *call = record->first != 0
                               ? replay_room(replay, record->call)
                               : replay_find(replay, record->call);

  if (call == NULL) {
    return record->first != 0 ? REDIAL_ERR_FULL : REDIAL_ERR_STATE;
  }
  if (record->first != 0) {
    memset(call, 0, sizeof(*call));
    call->call = record->call;
    call->used = 1;
  }
  call->sequence = record->sequence;
  memset(&again.answer, 0, sizeof(again.answer));
  replay_scene(record, scene, &as_it_was);
  replay_ask(&call->hunt, &as_it_was, record, &again);
  return replay_compare(record, &again, difference);
}

redial_status redial_replay_record(redial_replay *replay,
                                   const redial_scene *scene,
                                   const redial_journal_record *record,
                                   redial_replay_difference *difference) {
  redial_status status = REDIAL_OK;

  if (record->kind == REDIAL_JOURNAL_NONE ||
      record->kind >= RDI_JOURNAL_KINDS) {
    return REDIAL_ERR_CORRUPT;
  }
  if (replay->next != 0 && record->sequence != replay->next) {
    return REDIAL_ERR_RANGE;
  }
  if (record->kind != REDIAL_JOURNAL_HOST) {
    status = replay_call(replay, scene, record, difference);
  }
  if (status == REDIAL_OK || status == REDIAL_ERR_NO_MATCH) {
    replay->next = record->sequence + 1;
    replay->same += status == REDIAL_OK;
  }
  return status;
}
