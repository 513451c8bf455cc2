#include "agi.h"
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The caller's hang-up comes as a signal (from a local Asterisk), as a line
 * HANGUP (from one at the other end of a socket), as reply 511, or as the end
 * of the input. */

static volatile sig_atomic_t protocol_hung_up;

static void protocol_signal(int number) {
  (void)number;
  protocol_hung_up = 1;
}

/* Without the handler a hang-up would end the program before it has told how
   the hunt stands; a pipe that is closed is seen when writing fails. */
void agi_open(agi_session *agi) {
  struct sigaction action;
  char line[AGI_LINE];

  memset(agi, 0, sizeof(*agi));
  memset(&action, 0, sizeof(action));
  action.sa_handler = protocol_signal;
  (void)sigaction(SIGHUP, &action, NULL);
  action.sa_handler = SIG_IGN;
  (void)sigaction(SIGPIPE, &action, NULL);
  do {
    agi->closed = !line_read(&agi->pipe, line, sizeof(line));
  } while (!agi->closed && line[0] != '\0');
}

bool agi_is_gone(agi_session *agi) {
  agi->gone = agi->gone || protocol_hung_up != 0;
  return agi->gone;
}

/* "200 result=1 (BUSY)": false when it is not of that form. */
static bool protocol_result(const char *text, agi_reply *reply) {
  const char *open = strchr(text, '(');
  const char *close = strrchr(text, ')');
  char *end;

  if (strncmp(text, "result=", 7) != 0) {
    return false;
  }
  reply->result = strtol(text + 7, &end, 10);
  if (*end != ' ' && *end != '\0') {
    return false;
  }
  reply->value[0] = '\0';
  if (open != NULL && close > open) {
    size_t length = (size_t)(close - open - 1);

    memcpy(reply->value, open + 1, length);
    reply->value[length] = '\0';
  }
  return true;
}

static int protocol_code(const char *line) {
  int code = 0;
  int i;

  for (i = 0; i < 3; i++) {
    if (line[i] < '0' || line[i] > '9') {
      return 0;
    }
    code = code * 10 + (line[i] - '0');
  }
  return line[3] == ' ' || line[3] == '-' || line[3] == '\0' ? code : 0;
}

typedef enum protocol_word {
  PROTOCOL_MORE,  /* not the reply yet */
  PROTOCOL_REPLY, /* it is */
  PROTOCOL_NONSENSE
} protocol_word;

static protocol_word protocol_line(agi_session *agi, const char *line,
                                   agi_reply *reply) {
  int code = protocol_code(line);

  if (strcmp(line, "HANGUP") == 0) {
    agi->gone = true;
    return PROTOCOL_MORE;
  }
  /* "100 Trying" precedes a reply; "520-" begins a text that "520 " ends. */
  if (code / 100 == 1 || (reply->code == 520 && code != 520)) {
    return PROTOCOL_MORE;
  }
  if (code == 0) {
    return PROTOCOL_NONSENSE;
  }
  reply->code = code;
  if (code == 520 && line[3] == '-') {
    return PROTOCOL_MORE;
  }
  if (code == 511) { /* not on a dead channel */
    agi->gone = true;
  }
  if (code == 200 && !protocol_result(line + 3 + (line[3] == ' '), reply)) {
    return PROTOCOL_NONSENSE;
  }
  return PROTOCOL_REPLY;
}

static bool protocol_reply(agi_session *agi, agi_reply *reply) {
  char line[AGI_LINE];
  protocol_word word;

  do {
    if (!line_read(&agi->pipe, line, sizeof(line))) {
      agi->gone = true;
      agi->closed = true;
      return false;
    }
    word = protocol_line(agi, line, reply);
  } while (word == PROTOCOL_MORE);
  if (word == PROTOCOL_NONSENSE) {
    agi->closed = true;
    if (!agi->broken) { /* one line is enough */
      agi->broken = true;
      (void)host_fail(line, "is no reply of Asterisk");
    }
    return false;
  }
  return true;
}

bool agi_ask(agi_session *agi, agi_reply *reply, const char *format, ...) {
  char command[AGI_LINE];
  va_list arguments;
  int length;

  memset(reply, 0, sizeof(*reply));
  reply->result = -1;
  if (agi->closed) {
    return false;
  }
  va_start(arguments, format);
  length = vsnprintf(command, sizeof(command) - 1, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= sizeof(command) - 1) {
    return host_fail(command, "is too long a command");
  }
  command[length] = '\n';
  command[length + 1] = '\0';
  if (!line_write(command)) {
    agi->gone = true;
    agi->closed = true;
    return false;
  }
  return protocol_reply(agi, reply);
}

void agi_variable(agi_session *agi, const char *expression, char *value,
                  size_t size) {
  agi_reply reply;

  value[0] = '\0';
  if (agi_ask(agi, &reply, "GET FULL VARIABLE ${%s}", expression) &&
      reply.code == 200 && reply.result == 1) {
    (void)snprintf(value, size, "%s", reply.value);
  }
}
