#include "../journal/inner.h"
#include <string.h>

/* Each call of the hunt with its record. */

void rdi_journal_ask(redial_journal_record *record, redial_journal_kind kind,
                     const redial_hunt *hunt, const redial_scene *scene,
                     uint64_t now_ms) {
  memset(record, 0, sizeof(*record));
  record->kind = (uint8_t)kind;
  record->now_ms = now_ms;
  record->call = scene->call;
  record->unix_s = scene->unix_s;
  record->not_before_ms = scene->not_before_ms;
  record->not_before_s = scene->not_before_s;
  record->value = scene->key;
  /* A forward may come before the hunt begins, and is kept. */
  record->first = hunt->begun == 0 && hunt->depth == 0;
}

void redial_journal_begin(redial_journal *journal, redial_hunt *hunt,
                          const redial_scene *scene, uint64_t now_ms) {
  redial_journal_record record;

  redial_hunt_begin(hunt, now_ms);
  rdi_journal_ask(&record, REDIAL_JOURNAL_BEGUN, hunt, scene, now_ms);
  record.first = 1;
  redial_journal_add(journal, &record);
}

redial_step redial_journal_poll(redial_journal *journal, redial_hunt *hunt,
                                const redial_scene *scene, uint64_t now_ms,
                                uint32_t random) {
  redial_journal_record record;

  rdi_journal_ask(&record, REDIAL_JOURNAL_POLL, hunt, scene, now_ms);
  record.random = random;
  record.answer.step = redial_hunt_poll(hunt, scene, now_ms, random);
  redial_journal_add(journal, &record);
  return record.answer.step;
}

redial_hunt_report
redial_journal_event(redial_journal *journal, redial_hunt *hunt,
                     const redial_scene *scene, redial_lease lease,
                     const redial_evidence *evidence, uint64_t now_ms) {
  redial_journal_record record;

  rdi_journal_ask(&record, REDIAL_JOURNAL_EVENT, hunt, scene, now_ms);
  record.lease = lease;
  record.evidence = *evidence;
  record.answer.report =
    redial_hunt_event(hunt, scene, lease, evidence, now_ms);
  redial_journal_add(journal, &record);
  return record.answer.report;
}

static redial_status record_status(redial_journal *journal,
                                   redial_journal_record *record,
                                   redial_status status) {
  record->answer.report.status = status;
  redial_journal_add(journal, record);
  return status;
}

redial_status redial_journal_caller_gone(redial_journal *journal,
                                         redial_hunt *hunt,
                                         const redial_scene *scene,
                                         uint64_t now_ms) {
  redial_journal_record record;

  rdi_journal_ask(&record, REDIAL_JOURNAL_CALLER_GONE, hunt, scene, now_ms);
  return record_status(journal, &record,
                       redial_hunt_caller_gone(hunt, scene, now_ms));
}

redial_status redial_journal_withdraw(redial_journal *journal,
                                      redial_hunt *hunt,
                                      const redial_scene *scene,
                                      uint64_t now_ms) {
  redial_journal_record record;

  rdi_journal_ask(&record, REDIAL_JOURNAL_WITHDRAWN, hunt, scene, now_ms);
  return record_status(journal, &record,
                       redial_hunt_withdraw(hunt, scene, now_ms));
}

redial_status redial_journal_forwarded(redial_journal *journal,
                                       redial_hunt *hunt,
                                       const redial_scene *scene, uint64_t id,
                                       uint64_t now_ms) {
  redial_journal_record record;

  rdi_journal_ask(&record, REDIAL_JOURNAL_FORWARDED, hunt, scene, now_ms);
  record.value = id;
  return record_status(journal, &record,
                       redial_hunt_forwarded(hunt, scene, id));
}

void redial_journal_host(redial_journal *journal, uint32_t what, uint64_t value,
                         uint64_t now_ms) {
  redial_journal_record record;

  memset(&record, 0, sizeof(record));
  record.kind = REDIAL_JOURNAL_HOST;
  record.now_ms = now_ms;
  record.value = value;
  record.random = what;
  redial_journal_add(journal, &record);
}
