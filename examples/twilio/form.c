#include "form.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

static int form_compare_spans(redial_span a, redial_span b) {
  size_t shorter = a.len < b.len ? a.len : b.len;
  int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;

  return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int form_compare(const void *first, const void *second) {
  const tw_field *a = first;
  const tw_field *b = second;
  int order = form_compare_spans(a->name, b->name);

  return order != 0 ? order : form_compare_spans(a->value, b->value);
}

void tw_form_sort(tw_form *form) {
  uint32_t kept = 0;
  uint32_t i;

  qsort(form->fields, form->count, sizeof(form->fields[0]), form_compare);
  for (i = 0; i < form->count; i++) {
    if (kept == 0 ||
        form_compare(&form->fields[kept - 1], &form->fields[i]) != 0) {
      form->fields[kept] = form->fields[i];
      kept++;
    }
  }
  form->count = kept;
}

tw_form_status tw_form_read(redial_span encoded, tw_form *form) {
  redial_form_field field;
  size_t used = 0;

  form->count = 0;
  if (encoded.len > sizeof(form->bytes)) {
    return TW_FORM_LARGE;
  }
  /* Decoded it is never longer than encoded, so the buffer suffices. */
  while (redial_form_next(&encoded, form->bytes + used,
                          sizeof(form->bytes) - used, &field)) {
    if (field.damaged) {
      return TW_FORM_DAMAGED;
    }
    if (form->count == TW_FORM_FIELDS) {
      return TW_FORM_MANY;
    }
    form->fields[form->count].name = field.name;
    form->fields[form->count].value = field.value;
    form->count++;
    used += field.name.len + field.value.len;
  }
  tw_form_sort(form);
  return TW_FORM_OK;
}

uint32_t tw_form_times(const tw_form *form, const char *name) {
  uint32_t times = 0;
  uint32_t i;

  for (i = 0; i < form->count; i++) {
    times += tw_is(form->fields[i].name, name);
  }
  return times;
}

redial_span tw_form_value(const tw_form *form, const char *name) {
  redial_span none = {"", 0};
  uint32_t i;

  for (i = 0; i < form->count; i++) {
    if (tw_is(form->fields[i].name, name)) {
      return form->fields[i].value;
    }
  }
  return none;
}
