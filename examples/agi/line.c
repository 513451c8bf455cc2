#include "agi.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A signal interrupts nothing: what Asterisk was asked, it still answers. */
static bool line_fill(agi_pipe *pipe) {
  ssize_t got;

  do {
    got = read(STDIN_FILENO, pipe->bytes + pipe->held,
               sizeof(pipe->bytes) - pipe->held);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {
    return false;
  }
  pipe->held += (size_t)got;
  return true;
}

static void line_drop(agi_pipe *pipe, size_t count) {
  pipe->held -= count;
  memmove(pipe->bytes, pipe->bytes + count, pipe->held);
}

static void line_take(const agi_pipe *pipe, size_t length, char *line,
                      size_t size) {
  if (length > 0 && pipe->bytes[length - 1] == '\r') {
    length--;
  }
  if (length >= size) {
    length = size - 1;
  }
  memcpy(line, pipe->bytes, length);
  line[length] = '\0';
}

/* What is too long is cut: its beginning is kept, the rest is passed over. */
bool line_read(agi_pipe *pipe, char *line, size_t size) {
  bool taken = false;

  for (;;) {
    const char *end = memchr(pipe->bytes, '\n', pipe->held);
    size_t length = end == NULL ? pipe->held : (size_t)(end - pipe->bytes);

    if (end != NULL || pipe->held == sizeof(pipe->bytes)) {
      if (!taken) {
        line_take(pipe, length, line, size);
        taken = true;
      }
      line_drop(pipe, length + (end != NULL));
      if (end != NULL) {
        return true;
      }
    }
    if (!line_fill(pipe)) {
      return false;
    }
  }
}

bool line_write(const char *line) {
  size_t length = strlen(line);

  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, line, length);

    if (written > 0) {
      line += written;
      length -= (size_t)written;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}
