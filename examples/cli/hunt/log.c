/* The journal of a run: each record is taken out of a small ring as soon as it
   is made. */

#include "player.h"
#include <stdlib.h>

#define LOG_RECORDS 8u

bool log_open(player *p) {
  size_t size = REDIAL_JOURNAL_BYTES(LOG_RECORDS);
  void *memory;

  if (p->take == NULL) {
    return true;
  }
  memory = malloc(size);
  if (memory == NULL ||
      redial_journal_init(&p->ring, memory, size) != REDIAL_OK) {
    free(memory);
    cli_say(p->command, NULL, "the scenario does not fit into memory");
    p->failed = true;
    return false;
  }
  p->journal = &p->ring;
  return true;
}

void log_close(player *p) {
  free(p->ring.image);
}

void log_taken(player *p) {
  redial_journal_record record;

  while (p->journal != NULL && !p->ended &&
         redial_journal_read(p->journal, p->taken + 1, &record) == REDIAL_OK) {
    p->taken++;
    p->ended = !p->take(p->take_to, &record);
  }
}

void log_host(player *p, uint32_t what, uint32_t target) {
  redial_journal_host(p->journal, what, target, player_clock(p));
  log_taken(p);
}
