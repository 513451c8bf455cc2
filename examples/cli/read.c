/* redial read: what SIP messages mean. */

#include "cli.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A datagram has at most 64 KB; a message on a stream may be larger. */
#define READ_MOST ((size_t)1 << 20)

/* What the options say beside the messages. */
typedef struct read_told {
  bool json, rang, early_media, in_dialog, authenticated, sips, fan_out;
  bool cancelled, caller_gone, local_timeout, local_transport;
  const char *elapsed_word, *kind_word;
  uint32_t elapsed_ms;
  redial_kind kind;
} read_told;

/* One call of the command. */
typedef struct read_job {
  const char *command;
  read_told told;
  bool several;  /* files, so each answer names its own */
  bool answered; /* at least one */
} read_job;

static bool read_number(const char *digits, uint32_t *number) {
  uint64_t value = 0;
  size_t i;

  for (i = 0; digits[i] >= '0' && digits[i] <= '9' && i < 11; i++) {
    value = value * 10 + (uint64_t)(digits[i] - '0');
  }
  if (i == 0 || digits[i] != '\0' || value > UINT32_MAX) {
    return false;
  }
  *number = (uint32_t)value;
  return true;
}

static bool read_words(const char *command, read_told *told) {
  redial_span kind = {told->kind_word,
                      told->kind_word != NULL ? strlen(told->kind_word) : 0};

  if (told->elapsed_word != NULL) {
    if (!read_number(told->elapsed_word, &told->elapsed_ms)) {
      cli_say(command, told->elapsed_word,
              "is no number of milliseconds, 0 to 4294967295");
      return false;
    }
    /* 0 would say "not known". */
    told->elapsed_ms += told->elapsed_ms == 0;
  }
  if (told->kind_word != NULL &&
      (redial_kind_by_name(kind, &told->kind) != REDIAL_OK ||
       told->kind == REDIAL_KIND_UNKNOWN)) {
    cli_say(command, told->kind_word,
            "is not a kind of target; use phone, trunk or server");
    return false;
  }
  return true;
}

static bool read_has_one_origin(const char *command, const read_told *told) {
  int origins = told->cancelled + told->caller_gone + told->local_timeout +
                told->local_transport;

  if (origins > 1) {
    cli_say(command, NULL,
            "give only one of --cancelled, --caller-gone, --local-timeout and "
            "--local-transport");
  }
  return origins <= 1;
}

static uint8_t read_progress(const read_told *told) {
  if (told->rang) {
    return told->early_media ? REDIAL_PROGRESS_RINGING_MEDIA
                             : REDIAL_PROGRESS_RINGING;
  }
  return told->early_media ? REDIAL_PROGRESS_EARLY_MEDIA
                           : REDIAL_PROGRESS_UNKNOWN;
}

static uint8_t read_origin(const read_told *told, uint8_t found) {
  if (told->cancelled) {
    return REDIAL_ORIGIN_WITHDRAWN;
  }
  if (told->caller_gone) {
    return REDIAL_ORIGIN_CALLER_GONE;
  }
  if (told->local_timeout) {
    return REDIAL_ORIGIN_LOCAL_TIMEOUT;
  }
  return told->local_transport ? REDIAL_ORIGIN_LOCAL_TRANSPORT : found;
}

static void read_add(redial_evidence *seen, const read_told *told) {
  seen->progress = read_progress(told);
  seen->origin = read_origin(told, seen->origin);
  seen->elapsed_ms = told->elapsed_ms;
  seen->kind = (uint8_t)told->kind;
  seen->marks = (uint16_t)(
    seen->marks | (told->in_dialog ? REDIAL_MARK_IN_DIALOG : 0) |
    (told->authenticated ? REDIAL_MARK_AUTHENTICATED : 0) |
    (told->sips ? REDIAL_MARK_SIPS : 0) |
    (told->fan_out ? REDIAL_MARK_FAN_OUT : 0));
}

static const char *read_title(const redial_message *message) {
  if (message->kind == REDIAL_MESSAGE_CANCEL) {
    return "CANCEL";
  }
  if (message->kind == REDIAL_MESSAGE_BYE) {
    return "BYE";
  }
  return message->evidence.code < 0 ? "No status" : NULL;
}

static void read_text(read_job *job, const char *path,
                      const redial_message *message,
                      const cli_answer *answer) {
  if (job->answered) {
    putchar('\n');
  }
  cli_evidence(stdout, job->several ? path : NULL, message);
  putchar('\n');
  cli_card(stdout, answer);
}

static void read_print(read_job *job, const char *path,
                       const redial_message *message) {
  cli_answer answer = cli_answer_from(path, redial_assess(&message->evidence));

  if (answer.verdict.has_retry_after) {
    answer.duration_s = message->evidence.retry_after.duration_s;
  }
  answer.title = read_title(message);
  if (job->told.json) {
    cli_verdict_json(stdout, &answer);
    putchar('\n');
  } else {
    read_text(job, path, message, &answer);
  }
  job->answered = true;
}

static int read_bytes(read_job *job, const char *path, redial_span bytes) {
  redial_message message;

  switch (redial_message_read(bytes, &message)) {
  case REDIAL_OK:
    read_add(&message.evidence, &job->told);
    read_print(job, path, &message);
    return CLI_ANSWERED;
  case REDIAL_ERR_NO_MATCH:
    cli_say(job->command, path,
            "ends no call; looked for a response, a CANCEL, a BYE or a "
            "message/sipfrag body");
    return CLI_NOTHING;
  default:
    return cli_fail(job->command, path, "is not a SIP message");
  }
}

static int read_stream(read_job *job, const char *path, FILE *stream) {
  char *buffer = malloc(READ_MOST + 1);
  redial_span bytes = {buffer, 0};
  int result;

  if (buffer == NULL) {
    return cli_fail(job->command, path, "does not fit into memory");
  }
  bytes.len = fread(buffer, 1, READ_MOST + 1, stream);
  if (ferror(stream)) {
    result = cli_fail(job->command, path, strerror(errno));
  } else if (bytes.len > READ_MOST) {
    result =
      cli_fail(job->command, path, "is larger than a SIP message, 1 MiB");
  } else {
    result = read_bytes(job, path, bytes);
  }
  free(buffer);
  return result;
}

static int read_path(read_job *job, const char *path) {
  FILE *stream;
  int result;

  if (strcmp(path, "-") == 0) {
    return read_stream(job, path, stdin);
  }
  stream = fopen(path, "rb");
  if (stream == NULL) {
    return cli_fail(job->command, path, strerror(errno));
  }
  result = read_stream(job, path, stream);
  fclose(stream);
  return result;
}

/* A file that cannot be read keeps no other from being answered. */
static int read_paths(read_job *job, char **paths, int count) {
  int worst = CLI_ANSWERED;
  int i;

  for (i = 0; i < count; i++) {
    int result = read_path(job, paths[i]);

    worst = result > worst ? result : worst;
  }
  return worst;
}

static int read_run(int argc, char **argv) {
  read_job job = {argv[0], {0}, false, false};
  read_told *told = &job.told;
  const cli_option options[] = {
    {"--json", &told->json, NULL},
    {"--rang", &told->rang, NULL},
    {"--early-media", &told->early_media, NULL},
    {"--cancelled", &told->cancelled, NULL},
    {"--caller-gone", &told->caller_gone, NULL},
    {"--local-timeout", &told->local_timeout, NULL},
    {"--local-transport", &told->local_transport, NULL},
    {"--in-dialog", &told->in_dialog, NULL},
    {"--authenticated", &told->authenticated, NULL},
    {"--sips", &told->sips, NULL},
    {"--fan-out", &told->fan_out, NULL},
    {"--elapsed-ms", NULL, &told->elapsed_word},
    {"--kind", NULL, &told->kind_word},
  };
  int count = cli_take_options(argc, argv, options,
                               sizeof(options) / sizeof(options[0]));

  if (count < 0 || !read_words(job.command, told) ||
      !read_has_one_origin(job.command, told)) {
    return CLI_USAGE;
  }
  if (count == 0) {
    return cli_fail(job.command, NULL, "needs a file, or - for standard input");
  }
  job.several = count > 1;
  return read_paths(&job, argv, count);
}

const cli_command cli_read = {
  "read",
  "what a SIP message means: redial read FILE",
  "usage: redial read [OPTIONS] FILE...\n"
  "\n"
  "Reads SIP messages as they were on the wire, one a file, - for standard\n"
  "input: a response, a CANCEL or BYE with its Reason, or a message/sipfrag\n"
  "body. Shows the evidence in each, what it means and which rules said so.\n"
  "Say what you know beside it; it counts for every file given:\n"
  "\n"
  "  --rang             a 180 was seen before\n"
  "  --early-media      early media was heard before\n"
  "  --cancelled        we had withdrawn the call\n"
  "  --caller-gone      the caller had hung up\n"
  "  --local-timeout    our own timer ran out\n"
  "  --local-transport  our own stack made it up for a refused port\n"
  "  --in-dialog        it answers a request inside a dialog\n"
  "  --authenticated    the request carried credentials\n"
  "  --sips             the request URI was SIPS\n"
  "  --fan-out          a proxy chose it among several answers\n"
  "  --elapsed-ms N     milliseconds since the INVITE\n"
  "  --kind KIND        who was called: phone, trunk or server\n"
  "  --json             one object a line and for each file\n"
  "\n"
  "Exit code: 0 answered, 1 a message that ends no call, 2 not readable; of\n"
  "several files the highest.\n",
  read_run,
};
