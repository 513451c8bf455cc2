#include "agi.h"
#include <stdio.h>
#include <string.h>

static const char options_intro[] =
  "usage: AGI(agi_hunt,[OPTION,...][PERSON=]CHANNEL,...)\n"
  "\n"
  "Dials the channels one after the other until one answers, by strategy and\n"
  "profile. Channels with the same PERSON are devices of that person. Started\n"
  "by Asterisk; sets REDIAL_OUTCOME, REDIAL_TREATMENT, REDIAL_REPLY,\n"
  "REDIAL_CAUSE, REDIAL_WHY, REDIAL_ATTEMPTS and REDIAL_WHOM.\n"
  "\n";

#define OPTIONS_HOUR_MS 3600000u
#define OPTIONS_MOST 12

static size_t options_table(agi_call *c, host_option *table) {
  const host_option rows[] = {
    {"--profile", "NAME", "policy of the call (hunt_group)", &c->choice.profile,
     NULL, 0, 0, NULL, NULL},
    {"--strategy", "NAME", "who is next (skip_busy)", &c->choice.strategy, NULL,
     0, 0, NULL, NULL},
    {"--rules", "FILE", "your own readings", &c->choice.rules, NULL, 0, 0, NULL,
     NULL},
    {"--via", "CHANNEL", "a trunk: PJSIP/{}@carrier, {} being whom to call",
     NULL, NULL, 0, 0, &c->via, NULL},
    {"--attempts", "N", "attempts of the call", NULL, &c->limits.attempts, 1,
     65535, NULL, NULL},
    {"--rounds", "N", "rounds of the call", NULL, &c->limits.rounds, 1, 65535,
     NULL, NULL},
    {"--deadline-ms", "MS", "no attempt later", NULL, &c->limits.deadline_ms, 0,
     OPTIONS_HOUR_MS, NULL, NULL},
    {"--ring-ms", "MS", "for each attempt, in whole seconds", NULL,
     &c->limits.ring_ms, 1000, OPTIONS_HOUR_MS, NULL, NULL},
    {"--dial-options", "TEXT", "third argument of Dial", &c->dial_options, NULL,
     0, 0, NULL, NULL},
    {"--verbose", "N", "level of the journal in Asterisk's log, 0: none (3)",
     NULL, &c->verbose, 0, 10, NULL, NULL},
    {"--hang-up", "", "hang up with REDIAL_CAUSE when nobody answered", NULL,
     NULL, 0, 0, NULL, &c->hang_up},
    {"--help", "", "this text", NULL, NULL, 0, 0, NULL, &c->help},
  };

  memcpy(table, rows, sizeof(rows));
  return sizeof(rows) / sizeof(rows[0]);
}

bool options_read(int argc, char **argv, agi_call *call) {
  host_option table[OPTIONS_MOST];
  size_t count = options_table(call, table);

  call->choice.profile = "hunt_group";
  call->choice.strategy = "skip_busy";
  call->dial_options = "";
  call->verbose = 3;
  return host_options_read(argc, argv, table, count, &call->words);
}

void options_help(void) {
  agi_call unused;
  host_option table[OPTIONS_MOST];
  size_t count = options_table(&unused, table);

  fputs(options_intro, stdout);
  host_options_help(table, count);
  fputs(
    "\nExit code: 0 answered, 1 nobody answered, 2 bad input, 3 no sense in "
    "what\nAsterisk said, 4 the caller hung up first.\n",
    stdout);
}
