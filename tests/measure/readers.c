/* Calls one reader once, for callgrind to count (see per_byte):
 *   readers READER HEAD UNIT SIZE    HEAD, then UNIT repeated up to SIZE */

#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_MAX_BYTES 65536

void measured_message(redial_span bytes);
void measured_reason(redial_span bytes);
void measured_retry_after(redial_span bytes);
void measured_warning(redial_span bytes);
void measured_form(redial_span bytes);

static volatile int sink;

void measured_message(redial_span bytes) {
  redial_message message;

  sink = redial_message_read(bytes, &message);
}

void measured_reason(redial_span bytes) {
  redial_evidence evidence = {0};

  redial_reason_read(bytes, &evidence);
  sink = evidence.marks;
}

void measured_retry_after(redial_span bytes) {
  redial_retry_after seen = {0, 0, 0, 0};

  redial_retry_after_read(bytes, &seen);
  sink = seen.present;
}

void measured_warning(redial_span bytes) {
  redial_evidence evidence = {0};

  redial_warning_read(bytes, &evidence);
  sink = evidence.marks;
}

void measured_form(redial_span bytes) {
  redial_evidence evidence;
  char buffer[REDIAL_FORM_BUFFER];

  sink = redial_form_read(bytes, buffer, sizeof(buffer), &evidence);
}

typedef struct reader {
  const char *name;
  void (*read)(redial_span bytes);
} reader;

static const reader readers[] = {
  {"message", measured_message}, {"reason", measured_reason},
  {"retry_after", measured_retry_after}, {"warning", measured_warning},
  {"form", measured_form},
};

static char bytes[SIZE_MAX_BYTES];

static size_t fill(const char *head, const char *unit, size_t size) {
  size_t head_length = strlen(head);
  size_t unit_length = strlen(unit);
  size_t i;

  for (i = 0; i < size; i++) {
    bytes[i] = i < head_length || unit_length == 0
                 ? head[i < head_length ? i : 0]
                 : unit[(i - head_length) % unit_length];
  }
  return size;
}

int main(int argc, char **argv) {
  redial_span span;
  size_t i;

  if (argc != 5) {
    fprintf(stderr, "readers: READER HEAD UNIT SIZE\n");
    return 2;
  }
  span.ptr = bytes;
  span.len = fill(argv[2], argv[3],
                  strtoul(argv[4], NULL, 10) % (SIZE_MAX_BYTES + 1));
  for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
    if (strcmp(argv[1], readers[i].name) == 0) {
      readers[i].read(span);
    }
  }
  return 0;
}
