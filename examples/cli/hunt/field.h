#ifndef REDIAL_CLI_FIELD_H
#define REDIAL_CLI_FIELD_H

/* Settings "name=value" of a line, by a table for each kind of line. */

#include "reader.h"

struct field;
/* Writes the value at @p to; false when it has complained. */
typedef bool (*field_take)(reader *in, const struct field *how,
                           redial_span value, void *to);

typedef struct field {
  const char *name;
  field_take take;
  size_t offset;  /* into the structure that is filled */
  uint64_t least; /* for numbers */
  uint64_t most;
  const void *more; /* for a taker of its own */
} field;

/* At most so many fields in one table: which were said is a mask. */
#define FIELDS_MOST 32

bool field_u8(reader *in, const field *how, redial_span value, void *to);
bool field_u16(reader *in, const field *how, redial_span value, void *to);
bool field_u32(reader *in, const field *how, redial_span value, void *to);
bool field_u64(reader *in, const field *how, redial_span value, void *to);
bool field_ms(reader *in, const field *how, redial_span value, void *to);
bool field_ms64(reader *in, const field *how, redial_span value, void *to);
/* yes or no into a bool. */
bool field_yes(reader *in, const field *how, redial_span value, void *to);
/* yes or no into the bit "most" of a uint8_t or uint16_t. */
bool field_bit8(reader *in, const field *how, redial_span value, void *to);
bool field_bit16(reader *in, const field *how, redial_span value, void *to);

/* One word "name=value"; said remembers what came before in this line. */
bool field_read(reader *in, redial_span word, const field *fields, size_t count,
                uint32_t *said, void *to);
/* All words to the end of the line. */
bool fields_read(reader *in, const field *fields, size_t count, void *to);

/* The last of the line's words when it is among names; "what" begins the
   complaint: "is no kind". Separated by commas in it. */
typedef const char *(*field_name_of)(uint32_t value);
bool field_name(reader *in, redial_span value, field_name_of name_of,
                uint32_t first, uint32_t count, const char *what,
                uint32_t *found);

#endif
