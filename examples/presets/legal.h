#ifndef LEGAL_PRESETS_H
#define LEGAL_PRESETS_H

/* Figures of some places on how often a number may be called, as data for
 * redial_caps_not_before(). NOT LEGAL ADVICE: each row names what was read and
 * when; rules change, exceptions are many, and only the text in force where
 * your callee is counts. Copy what you need and have it checked.
 *
 * What a record of calls cannot know is not in here: how long it must ring, how
 * soon an agent must speak, which share may be abandoned, at what hours (for
 * those see redial/hours.h).
 */

#include <redial/redial.h>

#define LEGAL_MINUTE 60u
#define LEGAL_HOUR 3600u
#define LEGAL_DAY 86400u

typedef struct legal_preset {
  const char *name;
  const char *place;
  const char *source;
  const char *checked; /* when the source was read, and how well */
  redial_caps_limits limits;
} legal_preset;

static const legal_preset legal_presets[] = {
  /* At most 7 calls within 7 consecutive days per person and debt, and none
     within 7 days after a conversation, whose day is day 1. The seven calls are
     taken to the second, which is never looser than to the day. */
  {"us-debt", "United States, debt collection", "12 CFR 1006.14(b)(2)",
   "2026, read; a presumption, with exceptions",
   {{{7 * LEGAL_DAY, 7, REDIAL_CAPS_COUNT_PLACED, 0}, {0, 0, 0, 0},
     {0, 0, 0, 0}},
    0, 0, 0, 7 * LEGAL_DAY, 0, 0, 1}},

  /* At least 5 s on-hook between repeat attempts; at most 15 attempts, the
     first included; then no automatic restart to that number. */
  {"au-equipment", "Australia, customer equipment",
   "AS/CA S002:2010 5.3.5.5",
   "2026, read; an equipment standard, check the current edition",
   {{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}, 5, 0, 0, 0, 0, 15, 0}},

  /* Strict on purpose, for automated redial where nothing else is known. Of no
     law: a proposal. */
  {"generic", "anywhere, if nothing else is known", "redial's own proposal",
   "2026; rests on the other rows",
   {{{LEGAL_DAY, 3, REDIAL_CAPS_COUNT_PLACED, 0},
     {7 * LEGAL_DAY, 7, REDIAL_CAPS_COUNT_PLACED, 0}, {0, 0, 0, 0}},
    0, LEGAL_MINUTE, 5 * LEGAL_MINUTE, 7 * LEGAL_DAY, 72 * LEGAL_HOUR, 0, 1}},

  /* No repeat within 72 h after an abandoned call, unless a live operator is
     guaranteed. Out of the 2010 policy; kept as good practice since. */
  {"uk-practice", "United Kingdom, good practice",
   "Ofcom, policy of 2010 on persistent misuse",
   "2026, secondary sources; the statement in force since 2017-03-01 "
   "differs",
   {{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}, 0, 0, 0, 0, 72 * LEGAL_HOUR,
    0, 0}},
};

#endif
