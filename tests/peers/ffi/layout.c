/* Every field of the structures that the snippets declare, as the C headers
   have them: name, offset, size, and whether it can be negative. */

#include <redial/redial.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct layout {
  const char *name;
  size_t offset, size;
  size_t padding; /* after it */
  int is_signed;
} layout;

#define PART(type, field)                                                      \
  { #type "." #field, offsetof(type, field), sizeof(((type *)0)->field), 0, 0 }
#define FIELD(type, field)                                                     \
  {                                                                            \
#type "." #field, offsetof(type, field), sizeof(((type *)0)->field), 0,    \
      (long long)ones.type.field < 0                                           \
  }
#define END(type, padding)                                                     \
  { #type, 0, sizeof(type), padding, 0 }

static union {
  redial_verdict redial_verdict;
  redial_retry_after redial_retry_after;
  redial_evidence redial_evidence;
  redial_mapped redial_mapped;
} ones;

/* A field that was forgotten leaves a gap, and that is no padding. */
static int layout_print(const layout *rows, size_t count) {
  size_t covered = 0;
  size_t i;
  int bad = 0;

  for (i = 0; i < count; i++) {
    const layout *row = &rows[i];
    int ends = strchr(row->name, '.') == NULL;

    if (ends) {
      printf("%s %u\n", row->name, (unsigned)row->size);
      bad |= covered + row->padding != row->size;
    } else {
      printf("%s %u %u%s\n", row->name, (unsigned)row->offset,
             (unsigned)row->size, row->is_signed ? " signed" : "");
      bad |= row->offset != covered;
    }
    if (bad) {
      fprintf(stderr, "layout: something before %s is not listed\n", row->name);
      return 1;
    }
    covered = ends ? 0 : row->offset + row->size;
  }
  return 0;
}

static int layout_all(void) {
  const layout rows[] = {
    FIELD(redial_verdict, code),
    FIELD(redial_verdict, sip),
    FIELD(redial_verdict, effective),
    FIELD(redial_verdict, outcome),
    FIELD(redial_verdict, about),
    FIELD(redial_verdict, scope),
    FIELD(redial_verdict, retry),
    FIELD(redial_verdict, action),
    FIELD(redial_verdict, treatment),
    FIELD(redial_verdict, mapping),
    FIELD(redial_verdict, confidence),
    FIELD(redial_verdict, ns),
    FIELD(redial_verdict, flags),
    FIELD(redial_verdict, has_retry_after),
    FIELD(redial_verdict, reserved),
    FIELD(redial_verdict, retry_after_s),
    FIELD(redial_verdict, rules),
    END(redial_verdict, 0),
    FIELD(redial_evidence, code),
    FIELD(redial_evidence, twilio_error),
    FIELD(redial_evidence, elapsed_ms),
    PART(redial_evidence, retry_after),
    FIELD(redial_evidence, sip_cause),
    PART(redial_evidence, warnings),
    FIELD(redial_evidence, marks),
    FIELD(redial_evidence, ns),
    FIELD(redial_evidence, q850_cause),
    FIELD(redial_evidence, location),
    FIELD(redial_evidence, origin),
    FIELD(redial_evidence, progress),
    FIELD(redial_evidence, method),
    FIELD(redial_evidence, kind),
    FIELD(redial_evidence, dial_status),
    END(redial_evidence, 0),
    FIELD(redial_retry_after, seconds),
    FIELD(redial_retry_after, duration_s),
    FIELD(redial_retry_after, present),
    FIELD(redial_retry_after, damage),
    END(redial_retry_after, 2),
    FIELD(redial_mapped, code),
    FIELD(redial_mapped, lossy),
    END(redial_mapped, 3),
    PART(redial_span, ptr),
    PART(redial_span, len),
    END(redial_span, 0),
  };

  return layout_print(rows, sizeof(rows) / sizeof(rows[0]));
}

int main(void) {
  memset(&ones, 0xff, sizeof(ones)); /* what can be negative is -1 now */
  return layout_all();
}
