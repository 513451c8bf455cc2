#include "cli.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* More than any message or rule file needs; bounds the memory. */
#define FILE_MOST ((size_t)1 << 20)

/* Editors of one system put a byte order mark before text. */
static void file_skip_mark(cli_file *file) {
  static const char mark[] = {'\xef', '\xbb', '\xbf'};

  if (file->length >= sizeof(mark) &&
      memcmp(file->bytes, mark, sizeof(mark)) == 0) {
    file->length -= sizeof(mark);
    memmove(file->bytes, file->bytes + sizeof(mark), file->length);
  }
}

static bool file_take(const char *command, const char *path, FILE *stream,
                      cli_file *file) {
  file->length = fread(file->bytes, 1, FILE_MOST + 1, stream);
  if (ferror(stream)) {
    cli_say(command, path, strerror(errno));
    return false;
  }
  if (file->length > FILE_MOST) {
    cli_say(command, path, "is larger than 1 MiB");
    return false;
  }
  file_skip_mark(file);
  return true;
}

static bool file_read(const char *command, const char *path, FILE *stream,
                      cli_file *file) {
  file->bytes = malloc(FILE_MOST + 1);
  if (file->bytes == NULL) {
    cli_say(command, path, "does not fit into memory");
    return false;
  }
  if (!file_take(command, path, stream, file)) {
    free(file->bytes);
    return false;
  }
  return true;
}

bool cli_file_read(const char *command, const char *path, cli_file *file) {
  FILE *stream;
  bool done;

  if (strcmp(path, "-") == 0) {
    return file_read(command, path, stdin, file);
  }
  stream = fopen(path, "rb");
  if (stream == NULL) {
    cli_say(command, path, strerror(errno));
    return false;
  }
  done = file_read(command, path, stream, file);
  fclose(stream);
  return done;
}

FILE *cli_file_write(const char *command, const char *path) {
  FILE *stream;

  if (strcmp(path, "-") == 0) {
    cli_say(command, path,
            "is standard output, which has the answer; name a "
            "file");
    return NULL;
  }
  errno = 0;
  stream = fopen(path, "wb");
  if (stream == NULL) {
    cli_say(command, path, errno != 0 ? strerror(errno) : "cannot be written");
  }
  return stream;
}

redial_span cli_file_span(const cli_file *file) {
  redial_span span;

  span.ptr = file->bytes;
  span.len = file->length;
  return span;
}
