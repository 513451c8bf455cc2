#include "../headers/scan.h"
#include <redial/headers.h>
#include <string.h>

/* A Dial action or a status callback. Every field may be absent or empty, and
   the same thing is told in several fields, so they are gathered first. */

typedef enum form_field {
  FORM_DIAL_STATUS,
  FORM_CALL_STATUS,
  FORM_DIAL_CODE,
  FORM_CODE,
  FORM_HEADER_ERROR,
  FORM_ERROR,
  FORM_BRIDGED,
  FORM_FIELDS
} form_field;

typedef struct form_facts {
  int32_t values[FORM_FIELDS];
  uint32_t seen; /* 1 << form_field */
  bool damaged;
} form_facts;

typedef struct form_name {
  uint8_t field;
  uint8_t length;
  char name[28];
} form_name;

static const form_name form_names[] = {
#define FIELD(id, name) {FORM_##id, sizeof(name) - 1, name},
  FIELD(DIAL_STATUS, "dialcallstatus") FIELD(CALL_STATUS, "callstatus")
    FIELD(DIAL_CODE, "dialsipresponsecode")
  /* Misspelt so by a public handler. */
  FIELD(DIAL_CODE, "dialcallsipresponsecode") FIELD(CODE, "sipresponsecode")
    FIELD(HEADER_ERROR, "dialsipheader_x-twilio-error")
  /* Of a leg that came in by SIP, and as somebody's own logs carry it. */
  FIELD(HEADER_ERROR, "sipheader_x-twilio-error")
    FIELD(HEADER_ERROR, "x-twilio-error") FIELD(ERROR, "errorcode")
      FIELD(BRIDGED, "dialbridged")
#undef FIELD
};

static form_field form_field_of(redial_span name) {
  size_t i;

  for (i = 0; i < sizeof(form_names) / sizeof(form_names[0]); i++) {
    if (form_names[i].length == name.len &&
        rdi_is_word(name, form_names[i].name, name.len)) {
      return (form_field)form_names[i].field;
    }
  }
  return FORM_FIELDS;
}

/* In the order of redial_dial_status. "answered" is a word of Dial alone, and
   a word that is not here may speak of a call that goes on. */
static int32_t form_status(redial_span word) {
  return rdi_word_of(&word, "\11completed\10answered\4busy\11no-answer\6failed"
                            "\10canceled");
}

/* A SIP status, 0 when it is none. */
static int32_t form_code(redial_span word) {
  uint32_t code;

  if (word.len != 3 || !rdi_number(&word, &code) || code < 100 || code > 699) {
    return 0;
  }
  return (int32_t)code;
}

static int32_t form_bridged(redial_span word) {
  return RDI_IS(word, "true");
}

/* What a field says; 0 for nothing. */
static int32_t form_value(form_field field, redial_span word) {
  switch (field) {
  case FORM_DIAL_STATUS:
    return form_status(word);
  case FORM_CALL_STATUS:
    return RDI_IS(word, "answered") ? REDIAL_DIAL_UNKNOWN : form_status(word);
  case FORM_DIAL_CODE:
  case FORM_CODE:
    return form_code(word);
  case FORM_BRIDGED:
    return form_bridged(word);
  default:
    return rdi_twilio_error(word);
  }
}

/* Words and truths may be ones that we do not know; numbers may not. */
static bool form_is_number(form_field field) {
  return field >= FORM_DIAL_CODE && field <= FORM_ERROR;
}

static void form_take(const redial_form_field *field, form_facts *facts) {
  form_field id = form_field_of(field->name);
  redial_span word = rdi_strip(field->value);
  uint32_t bit = 1u << id;

  if (id == FORM_FIELDS || word.len == 0) {
    return;
  }
  if (field->damaged || (facts->seen & bit) != 0) {
    facts->damaged = true;
    return;
  }
  facts->seen |= bit;
  facts->values[id] = form_value(id, word);
  facts->damaged |= form_is_number(id) && facts->values[id] == 0;
}

static int32_t form_either(const form_facts *facts, form_field first,
                           form_field second) {
  int32_t value = facts->values[first];

  return value != 0 ? value : facts->values[second];
}

static void form_conclude(const form_facts *facts, redial_evidence *evidence) {
  bool dialled = (facts->seen & 1u << FORM_DIAL_STATUS) != 0;

  evidence->code = form_either(facts, FORM_DIAL_CODE, FORM_CODE);
  evidence->ns =
    evidence->code != 0 ? REDIAL_NAMESPACE_SIP : REDIAL_NAMESPACE_NONE;
  evidence->twilio_error = form_either(facts, FORM_HEADER_ERROR, FORM_ERROR);
  evidence->dial_status =
    (uint8_t)facts->values[dialled ? FORM_DIAL_STATUS : FORM_CALL_STATUS];
  if (facts->values[FORM_BRIDGED]) {
    evidence->marks |= REDIAL_MARK_BRIDGED;
  }
  if (facts->damaged) {
    evidence->marks |= REDIAL_MARK_MALFORMED;
  }
}

static bool form_says_something(const redial_evidence *evidence) {
  return evidence->code != 0 || evidence->twilio_error != 0 ||
         evidence->dial_status != REDIAL_DIAL_UNKNOWN ||
         (evidence->marks & REDIAL_MARK_BRIDGED) != 0;
}

/* To the next field that has a value and is as long as the shortest which says
   anything. */
static bool form_seek(rdi_scan *scan) {
  while (rdi_scan_more(scan)) {
    const char *at = scan->at;
    bool has_value = false;

    for (; at != scan->end && *at != '&'; at++) {
      has_value |= *at == '=';
    }
    if (has_value && at - scan->at >= (ptrdiff_t)sizeof("ErrorCode=1") - 1) {
      return true;
    }
    scan->at = at;
    scan->at += rdi_scan_more(scan);
  }
  return false;
}

static void form_gather(rdi_scan *scan, char *buffer, size_t size,
                        form_facts *facts) {
  redial_form_field field;

  while (form_seek(scan)) {
    redial_span rest = rdi_between(scan->at, scan->end);

    if (redial_form_next(&rest, buffer, size, &field)) {
      form_take(&field, facts);
    }
    scan->at = rest.ptr;
    rdi_scan_count(scan);
  }
  facts->damaged |= scan->damaged;
}

redial_status redial_form_read(redial_span body, char *buffer, size_t size,
                               redial_evidence *out) {
  form_facts facts;
  redial_evidence evidence;
  rdi_scan scan = rdi_scan_open(body);

  memset(&facts, 0, sizeof(facts));
  memset(&evidence, 0, sizeof(evidence));
  form_gather(&scan, buffer, size, &facts);
  form_conclude(&facts, &evidence);
  if (!form_says_something(&evidence)) {
    return REDIAL_ERR_NO_MATCH;
  }
  *out = evidence;
  return REDIAL_OK;
}
