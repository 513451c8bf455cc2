/* redial replay: the proof that a journal comes out again. */

#include "trace.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef enum replay_result {
  REPLAY_SAME,
  REPLAY_DIFFERS, /* a record has another byte */
  REPLAY_SHORTER, /* the journal ends before the run does */
  REPLAY_LONGER,  /* the run ends before the journal does */
  REPLAY_CUT      /* the file is cut off */
} replay_result;

typedef struct replay {
  FILE *in;
  uint64_t same; /* records proved the same */
  replay_result result;
  redial_journal_record is; /* the first that is not */
  uint8_t was[REDIAL_JOURNAL_RECORD_BYTES];
} replay;

/* A player_take. */
static bool replay_take(void *to, const redial_journal_record *record) {
  replay *r = to;
  uint8_t bytes[REDIAL_JOURNAL_RECORD_BYTES];

  r->is = *record;
  switch (trace_read(r->in, r->same, r->was)) {
  case TRACE_END:
    r->result = REPLAY_SHORTER;
    return false;
  case TRACE_CUT:
    r->result = REPLAY_CUT;
    return false;
  case TRACE_RECORD:
    break;
  }
  redial_journal_pack(record, bytes);
  if (memcmp(bytes, r->was, sizeof(bytes)) != 0) {
    r->result = REPLAY_DIFFERS;
    return false;
  }
  r->same++;
  return true;
}

static void replay_finish(replay *r) {
  if (r->result != REPLAY_SAME) {
    return;
  }
  switch (trace_read(r->in, r->same, r->was)) {
  case TRACE_END:
    break;
  case TRACE_RECORD:
    r->result = REPLAY_LONGER;
    break;
  case TRACE_CUT:
    r->result = REPLAY_CUT;
    break;
  }
}

static void replay_say(const replay *r, const char *path) {
  trace_difference place;

  switch (r->result) {
  case REPLAY_SAME:
    printf("%s: all %" PRIu64 " records are the same, byte for byte\n", path,
           r->same);
    break;
  case REPLAY_DIFFERS:
    place = trace_differ(r->was, &r->is);
    printf("%s: record %" PRIu64 " (%s at %" PRIu64 " ms): %s was %" PRId64
           ", is %" PRId64 "\n",
           path, r->same + 1, redial_journal_kind_name(r->is.kind),
           r->is.now_ms, place.field, place.was, place.is);
    break;
  case REPLAY_SHORTER:
    printf("%s: ends after %" PRIu64 " records, and the run goes on: %s at "
           "%" PRIu64 " ms\n",
           path, r->same, redial_journal_kind_name(r->is.kind), r->is.now_ms);
    break;
  case REPLAY_LONGER:
    printf("%s: goes on after %" PRIu64 " records, where the run ends\n", path,
           r->same);
    break;
  case REPLAY_CUT:
    break;
  }
}

static const char *replay_result_name(replay_result result) {
  static const char *const names[] = {"same", "differs", "shorter", "longer"};

  return names[result];
}

static void replay_json(const replay *r, const char *path) {
  cli_json json = cli_json_open(stdout);
  trace_difference place;

  cli_json_text(&json, "file", path);
  cli_json_text(&json, "result", replay_result_name(r->result));
  cli_json_number(&json, "same", (int64_t)r->same);
  if (r->result == REPLAY_DIFFERS) {
    place = trace_differ(r->was, &r->is);
    cli_json_number(&json, "record", (int64_t)r->same + 1);
    cli_json_text(&json, "kind", redial_journal_kind_name(r->is.kind));
    cli_json_text(&json, "field", place.field);
    cli_json_number(&json, "was", place.was);
    cli_json_number(&json, "is", place.is);
  } else {
    cli_json_null(&json, "record");
    cli_json_null(&json, "kind");
    cli_json_null(&json, "field");
    cli_json_null(&json, "was");
    cli_json_null(&json, "is");
  }
  cli_json_close(&json);
  putchar('\n');
}

/* Plays the scenario once more, in silence. */
static bool replay_play(const char *command, const scenario *s, replay *r) {
  player p;

  memset(&p, 0, sizeof(p));
  p.s = s;
  p.command = command;
  p.quiet = true;
  p.take = replay_take;
  p.take_to = r;
  return player_run(&p);
}

static int replay_scenario(const char *command, const char *path, bool json,
                           replay *r, redial_span text) {
  scenario s;
  bool played;

  if (!scenario_read(command, path, text, &s)) {
    return CLI_USAGE;
  }
  played = replay_play(command, &s, r);
  scenario_free(&s);
  if (!played) {
    return CLI_USAGE;
  }
  replay_finish(r);
  if (r->result == REPLAY_CUT) {
    return cli_fail(command, path, "does not end with a whole record");
  }
  if (json) {
    replay_json(r, path);
  } else {
    replay_say(r, path);
  }
  return r->result == REPLAY_SAME ? CLI_ANSWERED : CLI_NOTHING;
}

static int replay_file(const char *command, const char *path, bool json,
                       FILE *in) {
  cli_file text;
  replay r;
  int result;

  memset(&r, 0, sizeof(r));
  r.in = in;
  if (!trace_open(command, path, in, &text)) {
    return CLI_USAGE;
  }
  result = replay_scenario(command, path, json, &r, cli_file_span(&text));
  free(text.bytes);
  return result;
}

static int replay_run(int argc, char **argv) {
  const char *command = argv[0];
  bool json = false;
  const cli_option options[] = {{"--json", &json, NULL}};
  int result;
  FILE *in;
  int count = cli_take_options(argc, argv, options, 1);

  if (count < 0) {
    return CLI_USAGE;
  }
  if (count != 1) {
    return cli_fail(command, NULL,
                    "needs one journal, or - for standard input");
  }
  if (strcmp(argv[0], "-") == 0) {
    return replay_file(command, argv[0], json, stdin);
  }
  in = fopen(argv[0], "rb");
  if (in == NULL) {
    return cli_fail(command, argv[0], strerror(errno));
  }
  result = replay_file(command, argv[0], json, in);
  fclose(in);
  return result;
}

const cli_command cli_replay = {
  "replay",
  "proves that a journal comes out again: redial replay FILE",
  "usage: redial replay [--json] FILE|-\n"
  "\n"
  "FILE is a journal that redial hunt --journal has written: a scenario and\n"
  "every record of its hunts. The scenario is played once more, and each\n"
  "record that the library makes is compared with that of the file, byte by\n"
  "byte: what was asked, what came, whom it picked, what it decided and why.\n"
  "The first difference is named by record and field.\n"
  "\n"
  "  --json    one object\n"
  "\n"
  "Exit code: 0 the same, 1 not the same, 2 no journal that can be read.\n",
  replay_run,
};
