#ifndef TWILIO_FORM_H
#define TWILIO_FORM_H

/* The fields of one callback, decoded and in the order in which Twilio signs
   them. */

#include <redial/headers.h>
#include <redial/types.h>

/* Bounds: Twilio sends some thirty fields in less than 2 kB; a SIP leg adds
   its X- headers. */
#define TW_FORM_BYTES 16384u
#define TW_FORM_FIELDS 200u

typedef struct tw_field {
  redial_span name;
  redial_span value;
} tw_field;

typedef struct tw_form {
  tw_field fields[TW_FORM_FIELDS];
  uint32_t count;
  char bytes[TW_FORM_BYTES];
} tw_form;

typedef enum tw_form_status {
  TW_FORM_OK,
  TW_FORM_LARGE,  /* too many bytes */
  TW_FORM_MANY,   /* too many fields */
  TW_FORM_DAMAGED /* an escape that stands for nothing */
} tw_form_status;

/* Reads and sorts. */
tw_form_status tw_form_read(redial_span encoded, tw_form *form);
/* By name, then by value, as bytes; a pair that comes twice is kept once. */
void tw_form_sort(tw_form *form);

/* Values that a name has, and the first of them; empty when it has none. */
uint32_t tw_form_times(const tw_form *form, const char *name);
redial_span tw_form_value(const tw_form *form, const char *name);

#endif
