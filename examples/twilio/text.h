#ifndef TWILIO_TEXT_H
#define TWILIO_TEXT_H

/* Text into a buffer of fixed size, always terminated. What does not fit is
   left out, and said so. */

#include <redial/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct tw_text {
  char *bytes;
  size_t size; /* at least 1 */
  size_t length;
  bool cut;
} tw_text;

tw_text tw_text_over(char *bytes, size_t size);
void tw_put(tw_text *text, const char *more);
void tw_put_span(tw_text *text, redial_span more);
void tw_put_number(tw_text *text, uint64_t number);

redial_span tw_span(const char *terminated);
redial_span tw_span_of(const tw_text *text);
bool tw_is(redial_span text, const char *terminated);
bool tw_same(redial_span a, redial_span b);
/* Of ASCII digits alone; false, and *value as it was, for anything else and
   for more than `most`. */
bool tw_number(redial_span text, uint32_t most, uint32_t *value);
/* FNV-1a: for spreading, never for secrets. */
uint64_t tw_hash(redial_span text, uint64_t seed);

#endif
