#include "dialer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_HOUR_MS 3600000u

static const char options_intro[] =
  "usage: sofia_dialer [OPTION...] [PERSON=]SIP-URI...\n"
  "\n"
  "Calls the targets until one answers, by strategy and profile, and prints\n"
  "every step and answer with its reason. Targets with the same PERSON are\n"
  "devices of that person: who declines on one is not rung on another.\n"
  "\n";

static const char options_outro[] =
  "\n"
  "The password of --user is taken from the environment: SIP_PASSWORD.\n"
  "Control-C hangs up; twice leaves at once.\n"
  "\n"
  "Exit code: 0 answered, 1 nobody answered, 2 bad input, 3 no socket, 4 the\n"
  "caller hung up first.\n";

#define OPTIONS_TEXT(name, argument, field, help)                              \
  { name, argument, help, &(field), NULL, 0, 0, NULL, NULL }
#define OPTIONS_NUMBER(name, argument, field, least, most, help)               \
  { name, argument, help, NULL, &(field), least, most, NULL, NULL }
#define OPTIONS_MS(name, field, help)                                          \
  OPTIONS_NUMBER(name, "MS", field, 0, OPTIONS_HOUR_MS, help)

/* Fills the table for these options; how many there are. */
#define OPTIONS_MOST 32
static size_t options_table(dialer_options *o, host_option *table) {
  const host_option rows[] = {
    OPTIONS_TEXT("--profile", "NAME", o->choice.profile,
                 "policy of the call (hunt_group)"),
    OPTIONS_TEXT("--strategy", "NAME", o->choice.strategy,
                 "who is next (skip_busy)"),
    OPTIONS_TEXT("--rules", "FILE", o->choice.rules,
                 "your own readings, as for redial lint"),
    {"--via", "SIP-URI", "a gateway; may be given several times", NULL, NULL, 0,
     0, &o->gateways, NULL},
    OPTIONS_NUMBER("--width", "N", o->width, 1, REDIAL_HUNT_LEGS,
                   "ring so many at once (1)"),
    OPTIONS_MS("--stage-ms", o->stage_ms, "one more after so long"),
    OPTIONS_NUMBER("--attempts", "N", o->limits.attempts, 1, 65535,
                   "attempts of one call"),
    OPTIONS_NUMBER("--rounds", "N", o->limits.rounds, 1, 65535,
                   "rounds of one call"),
    OPTIONS_MS("--deadline-ms", o->limits.deadline_ms, "no attempt later"),
    OPTIONS_MS("--setup-ms", o->limits.setup_ms, "without any answer"),
    OPTIONS_MS("--trying-ms", o->limits.trying_ms, "without ringing"),
    OPTIONS_MS("--ring-ms", o->limits.ring_ms, "ringing"),
    OPTIONS_NUMBER("--redirects", "N", o->redirects, 0, 5,
                   "follow so many in a row (1)"),
    OPTIONS_TEXT("--user", "NAME", o->user, "answer challenges as this user"),
    OPTIONS_TEXT("--realm", "NAME", o->realm, "only those of this realm"),
    OPTIONS_TEXT("--from", "SIP-URI", o->from, "who is calling"),
    OPTIONS_TEXT("--local", "SIP-URI", o->local,
                 "where to listen (sip:0.0.0.0:*)"),
    OPTIONS_NUMBER("--calls", "N", o->calls, 1, 1000000,
                   "one after the other, over one pool (1)"),
    OPTIONS_MS("--pause-ms", o->pause_ms, "between two of them (0)"),
    OPTIONS_MS("--talk-ms", o->talk_ms, "then hang up (2000)"),
    OPTIONS_MS("--hang-up-after-ms", o->hang_up_after_ms,
               "patience of the caller"),
    OPTIONS_MS("--linger-ms", o->linger_ms,
               "for the last words of others (5000)"),
    {"--help", "", "this text", NULL, NULL, 0, 0, NULL, &o->help},
  };

  memcpy(table, rows, sizeof(rows));
  return sizeof(rows) / sizeof(rows[0]);
}

static void options_defaults(dialer_options *o) {
  memset(o, 0, sizeof(*o));
  o->choice.profile = "hunt_group";
  o->choice.strategy = "skip_busy";
  o->local = "sip:0.0.0.0:*";
  o->password = getenv("SIP_PASSWORD");
  o->width = 1;
  o->redirects = 1;
  o->calls = 1;
  o->talk_ms = 2000;
  o->linger_ms = 5000;
}

static bool options_check(const dialer_options *o) {
  if (o->targets.count == 0) {
    return host_fail(NULL, "nobody to call; give a SIP URI, or --help");
  }
  if (o->user != NULL && o->password == NULL) {
    return host_fail(o->user, "has no password: set SIP_PASSWORD");
  }
  if (o->user == NULL && o->realm != NULL) {
    return host_fail(o->realm, "is a realm without --user");
  }
  return true;
}

bool options_read(int argc, char **argv, dialer_options *options) {
  host_option table[OPTIONS_MOST];
  size_t count;

  options_defaults(options);
  count = options_table(options, table);
  return host_options_read(argc, argv, table, count, &options->targets) &&
         (options->help || options_check(options));
}

void options_help(void) {
  dialer_options unused;
  host_option table[OPTIONS_MOST];
  size_t count = options_table(&unused, table);

  fputs(options_intro, stdout);
  host_options_help(table, count);
  fputs(options_outro, stdout);
}
