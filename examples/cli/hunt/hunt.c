/* redial hunt: plays a scenario. */

#define _POSIX_C_SOURCE 200112L

#include "trace.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#if defined(__unix__) || defined(__APPLE__)
#include <sys/stat.h>
#endif

/* What was asked for, and the files that are written. */
typedef struct hunt_told {
  bool json;
  bool why;
  const char *journal; /* NULL: none */
  const char *metrics; /* NULL: none */
  trace_out trace;
  FILE *meter;
} hunt_told;

static bool hunt_cannot_write(const char *command, const char *path) {
  cli_say(command, path, errno != 0 ? strerror(errno) : "cannot be written");
  return false;
}

static bool hunt_open_one(const char *command, const char *path, FILE **file) {
  *file = path != NULL ? cli_file_write(command, path) : NULL;
  return path == NULL || *file != NULL;
}

static bool hunt_close_one(const char *command, const char *path, FILE *file) {
  bool bad = file != NULL && ferror(file) != 0;

  errno = 0;
  return file == NULL || (fclose(file) == 0 && !bad) ||
         hunt_cannot_write(command, path);
}

/* Both files are there before anything is played. */
static bool hunt_open(const char *command, hunt_told *told) {
  if (!hunt_open_one(command, told->journal, &told->trace.file)) {
    return false;
  }
  if (!hunt_open_one(command, told->metrics, &told->meter)) {
    hunt_close_one(command, told->journal, told->trace.file);
    return false;
  }
  return true;
}

static bool hunt_close(const char *command, const hunt_told *told) {
  bool trace = hunt_close_one(command, told->journal, told->trace.file);

  return hunt_close_one(command, told->metrics, told->meter) && trace;
}

static bool hunt_play(const char *command, const scenario *s, hunt_told *told) {
  player p;

  memset(&p, 0, sizeof(p));
  p.s = s;
  p.command = command;
  p.json = told->json;
  p.why = told->why;
  p.metrics = told->meter;
  if (told->trace.file != NULL) {
    p.take = trace_add;
    p.take_to = &told->trace;
  }
  return player_run(&p);
}

/* The journal holds the scenario, so that it can be replayed alone. */
static bool hunt_record(const char *command, const scenario *s, hunt_told *told,
                        redial_span text) {
  bool played;

  if (!hunt_open(command, told)) {
    return false;
  }
  if (told->trace.file != NULL) {
    trace_begin(&told->trace, text);
  }
  played = hunt_play(command, s, told);
  if (told->trace.file != NULL && played) {
    trace_end(&told->trace);
  }
  return hunt_close(command, told) && played;
}

static int hunt_text(const char *command, const char *path, hunt_told *told,
                     redial_span text) {
  scenario s;
  bool played;

  if (!scenario_read(command, path, text, &s)) {
    return CLI_USAGE;
  }
  played = hunt_record(command, &s, told, text);
  scenario_free(&s);
  return played ? CLI_ANSWERED : CLI_USAGE;
}

/* Do two words name one file? By their spelling, and by what is there. */
static bool hunt_is_same(const char *a, const char *b) {
#if defined(__unix__) || defined(__APPLE__)
  struct stat of_a;
  struct stat of_b;
  bool found = (strcmp(a, "-") == 0 ? fstat(0, &of_a) : stat(a, &of_a)) == 0 &&
               stat(b, &of_b) == 0;

  if (found) {
    return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev &&
           of_a.st_ino == of_b.st_ino;
  }
#endif
  while (strncmp(a, "./", 2) == 0) {
    a += 2;
  }
  while (strncmp(b, "./", 2) == 0) {
    b += 2;
  }
  return a[0] != '\0' && strcmp(a, b) == 0;
}

/* What is written must not be what is read. */
static bool hunt_is_apart(const char *command, const char *scenario_path,
                          const hunt_told *told) {
  const char *journal = told->journal != NULL ? told->journal : "";
  const char *metrics = told->metrics != NULL ? told->metrics : "";
  const char *twice = hunt_is_same(scenario_path, journal)   ? journal
                      : hunt_is_same(scenario_path, metrics) ? metrics
                      : hunt_is_same(journal, metrics)       ? metrics
                                                             : "";

  if (twice[0] != '\0') {
    cli_say(command, twice, "is given for two files");
  }
  return twice[0] == '\0';
}

static int hunt_run(int argc, char **argv) {
  const char *command = argv[0];
  hunt_told told;
  const cli_option options[] = {
    {"--json", &told.json, NULL},
    {"--why", &told.why, NULL},
    {"--journal", NULL, &told.journal},
    {"--metrics", NULL, &told.metrics},
  };
  cli_file file;
  int result;
  int count;

  memset(&told, 0, sizeof(told));
  count =
    cli_take_options(argc, argv, options, sizeof(options) / sizeof(options[0]));
  if (count < 0) {
    return CLI_USAGE;
  }
  if (count != 1) {
    return cli_fail(command, NULL,
                    "needs one scenario, or - for standard input");
  }
  if (!hunt_is_apart(command, argv[0], &told) ||
      !cli_file_read(command, argv[0], &file)) {
    return CLI_USAGE;
  }
  result = hunt_text(command, argv[0], &told, cli_file_span(&file));
  free(file.bytes);
  return result;
}

const cli_command cli_hunt = {
  "hunt",
  "plays calls from a file: redial hunt SCENARIO",
  "usage: redial hunt [OPTIONS] SCENARIO|-\n"
  "\n"
  "Plays a scenario: who can be called, what each of them answers, and when\n"
  "calls come. Prints every step with its time and reason, the verdict on\n"
  "every answer, and a record of each call. Time is simulated.\n"
  "\n"
  "  --why           why each of the others was not chosen, at every dial\n"
  "  --json          one object a line\n"
  "  --journal FILE  writes all records of the hunts, for redial replay\n"
  "  --metrics FILE  writes the health of everybody at the end, in the text\n"
  "                  format of Prometheus\n"
  "\n"
  "A scenario has one thing on a line; # begins a comment. Names are words,\n"
  "times are 250ms, 1.5s, 2m, 1h or 3d. docs/scenarios.md tells it all.\n"
  "\n"
  "  policy PROFILE [attempts=N rounds=N ring=TIME ...]\n"
  "  plan OUTCOME [tries=N wait=TIME growth=N hold=TIME treatment=WORD]\n"
  "  rule 486 kind=trunk elapsed_ms<150 -> outcome=overloaded scope=route\n"
  "  target NAME [kind=phone|trunk|server capacity=N weight=N tier=N\n"
  "         person=WORD failure_group=WORD wrap_up=TIME registered=yes|no\n"
  "         enabled=yes|no listed=yes|no always_answers=yes|no id=N]\n"
  "  gateway NAME [the same]\n"
  "  group NAME MEMBER[:TIER[:WEIGHT]]...\n"
  "  answer NAME [via=GATEWAY] ITEM...   one line for each attempt, the last\n"
  "         one stays: +TIME, CODE, twilio:CODE, q850:CAUSE, refused,\n"
  "         silence, pass, forward=NAME; beside a code retry_after=TIME\n"
  "         q850=N sip_cause=N media=yes contact=NAME talk=TIME and others\n"
  "  scene [strategy=WORD group=NAME via_strategy=WORD via_group=NAME\n"
  "         width=N stage=TIME last_resort=yes|no direct=yes|no]\n"
  "  call NAME [at=TIME hangup=TIME withdraw=TIME not_before=TIME key=WORD,\n"
  "         and all of scene]\n"
  "  at TIME registered|unregistered|idle|talking|forget|enable|disable|\n"
  "         clear|join|leave|change|options|occupy NAME [...]\n"
  "  at TIME clock +TIME|-TIME\n"
  "  cannot TREATMENT...    what the host has no room for\n"
  "  budget [per_mille=N floor=N saved=N]    health eject=yes|no\n"
  "  seed N    date 2026-01-05T09:00    until TIME\n"
  "\n"
  "Exit code: 0 played, 2 not understood; then nothing is played.\n",
  hunt_run,
};
