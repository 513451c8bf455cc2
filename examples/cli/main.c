/* redial: what a failed call means, on the command line. */

#include "cli.h"
#include <errno.h>
#include <string.h>

static const cli_command *const commands[] = {
  &cli_explain,
  &cli_read,
  &cli_compare,
  &cli_table,
  &cli_lint,
  &cli_schedule,
  &cli_hunt,
  &cli_replay,
  &cli_simulate,
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void print_help(FILE *out) {
  size_t i;

  fputs("redial says what a failed call means: what happened, how far it\n"
        "reaches, whether to try again, and what to do next.\n"
        "\n"
        "usage: redial COMMAND [OPTIONS] [ARGUMENTS]\n"
        "\n"
        "commands:\n",
        out);
  for (i = 0; i < COMMAND_COUNT; i++) {
    fprintf(out, "  %-10s%s\n", commands[i]->name, commands[i]->summary);
  }
  fputs("\n"
        "  --help    this text; after a command, the text of that command\n"
        "  --version the version\n"
        "\n"
        "Every command takes --json: one object a line.\n"
        "Exit code: 0 answered, 1 nothing found or something for lint, 2 not\n"
        "understood or not written.\n"
        "\n"
        "  redial explain 31486        redial compare 486 600\n",
        out);
}

static void print_version(void) {
  uint32_t version = redial_version();

  printf("redial %u.%u.%u\n", (unsigned)(version >> 16 & 0xff),
         (unsigned)(version >> 8 & 0xff), (unsigned)(version & 0xff));
}

static const cli_command *find_command(const char *name) {
  size_t i;

  for (i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(commands[i]->name, name) == 0) {
      return commands[i];
    }
  }
  return NULL;
}

static bool wants_help(int argc, char **argv) {
  int i;

  for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strcmp(argv[i], "--help") == 0) {
      return true;
    }
  }
  return false;
}

static int run_command(int argc, char **argv) {
  const cli_command *command = find_command(argv[0]);

  if (command == NULL) {
    return cli_fail(NULL, argv[0],
                    argv[0][0] == '-'
                      ? "is not an option here; see redial --help"
                      : "is not a command; see redial --help");
  }
  if (wants_help(argc, argv)) {
    fputs(command->help, stdout);
    return CLI_ANSWERED;
  }
  return command->run(argc, argv);
}

static int run(int argc, char **argv) {
  if (argc < 2) {
    return cli_fail(NULL, NULL, "needs a command; see redial --help");
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
      strcmp(argv[1], "help") == 0) {
    print_help(stdout);
    return CLI_ANSWERED;
  }
  if (strcmp(argv[1], "--version") == 0) {
    print_version();
    return CLI_ANSWERED;
  }
  return run_command(argc - 1, argv + 1);
}

int main(int argc, char **argv) {
  int result = run(argc, argv);

  /* A full disk or a closed pipe shows here at the latest. */
  if (fflush(stdout) != 0 || ferror(stdout)) {
    const char *why = errno != 0 ? strerror(errno) : "unknown error";

    fprintf(stderr, "redial: cannot write the answer: %s\n", why);
    return CLI_USAGE;
  }
  return result;
}
