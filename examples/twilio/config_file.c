#include "config.h"
#include "text.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CONFIG_BYTES (1u << 18)

static bool config_bytes(const char *path, char *bytes, size_t *length) {
  FILE *file = fopen(path, "rb");
  bool good;

  if (file == NULL) {
    return false;
  }
  *length = fread(bytes, 1, CONFIG_BYTES, file);
  good = !ferror(file); /* a directory opens, but cannot be read */
  fclose(file);
  return good;
}

bool tw_config_load(const char *program, const char *path, tw_config *config) {
  static char bytes[CONFIG_BYTES];
  tw_config_error error;
  redial_span text;

  text.ptr = bytes;
  errno = 0;
  if (!config_bytes(path, bytes, &text.len)) {
    fprintf(stderr, "%s: %s: %s\n", program, path, strerror(errno));
    return false;
  }
  if (text.len == CONFIG_BYTES) {
    fprintf(stderr, "%s: %s: is too large\n", program, path);
    return false;
  }
  if (tw_config_read(text, config, &error)) {
    return true;
  }
  if (error.line == 0) {
    fprintf(stderr, "%s: %s: %s\n", program, path, error.what);
  } else {
    fprintf(stderr, "%s: %s:%u:%u: %s\n", program, path, (unsigned)error.line,
            (unsigned)error.column, error.what);
  }
  return false;
}
