#ifndef ROSTER_H
#define ROSTER_H

/* Who can be called: a text file, one target a line:
 *
 *   id [person=NAME] [capacity=N] [tier=N] [disabled]
 *
 * "#" begins a comment. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROSTER_WORD 48u /* longest id or person, with its end */
#define ROSTER_MAX 4096u

typedef struct roster_target {
  char id[ROSTER_WORD];
  char person[ROSTER_WORD]; /* empty: nobody's */
  uint16_t capacity;
  uint8_t tier;
  bool enabled;
} roster_target;

typedef struct roster {
  roster_target *target;
  size_t count;
} roster;

/* False, and a line on stderr, when it cannot be read. */
bool roster_read(roster *self, const char *path);
void roster_free(roster *self);
/* The count when there is none of that id. */
size_t roster_find(const roster *self, const char *id);

#endif
