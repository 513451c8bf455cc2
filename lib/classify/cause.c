#include "../classify/bare.h"

/* Words for an unassigned cause, from the class that its number lies in: the
   only thing that is known about it. */
static const rdi_words cause_resource =
  RDI_WORDS(SERVICE_UNAVAILABLE, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK);
static const rdi_words cause_service =
  RDI_WORDS(UNSUPPORTED, REQUEST, ROUTE, ELSEWHERE, FAILOVER, ANNOUNCE);
static const rdi_words cause_protocol =
  RDI_WORDS(SERVER_ERROR, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK);

/* NULL for the classes that say nothing: normal event and interworking. */
static const rdi_words *cause_class(uint32_t cause) {
  if (cause < 32 || cause > 111) {
    return NULL;
  }
  if (cause < 48) {
    return &cause_resource;
  }
  return cause < 80 ? &cause_service : &cause_protocol;
}

static void cause_by_row(redial_verdict *verdict, const rdi_q850_row *row) {
  redial_mapped sip = redial_q850_to_sip(row->cause);

  rdi_verdict_words(verdict, &row->words);
  verdict->mapping = REDIAL_MAPPING_OWN;
  if (row->rfc3398 != RDI_Q850_DEFAULT || row->rfc4497 != RDI_Q850_DEFAULT) {
    verdict->sip = (uint16_t)sip.code;
    verdict->effective = (uint16_t)sip.code;
  }
}

static void cause_by_class(redial_verdict *verdict, uint32_t cause) {
  const rdi_words *words = cause_class(cause);

  if (words != NULL) {
    rdi_verdict_words(verdict, words);
    verdict->confidence = REDIAL_CONFIDENCE_GUESS;
  }
}

static void cause_known(redial_verdict *verdict, uint32_t cause) {
  const rdi_q850_row *row = rdi_q850_row_of(cause);

  if (row != NULL) {
    cause_by_row(verdict, row);
  } else {
    cause_by_class(verdict, cause);
  }
}

void rdi_verdict_q850(redial_verdict *verdict, int32_t cause) {
  rdi_verdict_empty(verdict, REDIAL_NAMESPACE_Q850, cause);
  if (cause < 1 || cause > 255 || cause == 128) {
    verdict->flags = REDIAL_FLAG_MALFORMED;
    return;
  }
  cause_known(verdict, (uint32_t)cause & 0x7f);
  if (cause > 127) {
    /* The extension bit of the PSTN side does not belong here. */
    verdict->flags = REDIAL_FLAG_MALFORMED;
  }
}
