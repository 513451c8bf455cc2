#include "../classify/bare.h"

static bool dial_is_answered(redial_dial_status status) {
  return status == REDIAL_DIAL_COMPLETED || status == REDIAL_DIAL_ANSWERED;
}

/* Which of the two speaks: an answer always, then a SIP failure. 487 only
   says that the INVITE ended; the word says why. */
static bool dial_word_speaks(int32_t sip, redial_dial_status status) {
  if (rdi_dial_words((int32_t)status) == NULL) {
    return false;
  }
  return dial_is_answered(status) || sip < 300 || sip > 699 || sip == 487;
}

static redial_verdict dial_by_word(int32_t sip, redial_dial_status status) {
  redial_verdict verdict = rdi_verdict_empty(REDIAL_NAMESPACE_DIAL,
                                             (int32_t)status);

  rdi_verdict_words(&verdict, rdi_dial_words((int32_t)status));
  verdict.mapping = REDIAL_MAPPING_OWN;
  if (rdi_is_sip(sip)) {
    verdict.code = sip;
    verdict.ns = REDIAL_NAMESPACE_SIP;
    verdict.sip = (uint16_t)sip;
    verdict.effective = rdi_verdict_sip((uint32_t)sip).effective;
  }
  return verdict;
}

static redial_verdict dial_by_code(int32_t sip, redial_dial_status status) {
  if (sip != 0) {
    return redial_classify_sip(sip);
  }
  return rdi_dial_words((int32_t)status) == NULL && status != REDIAL_DIAL_UNKNOWN
           ? rdi_verdict_bad(REDIAL_NAMESPACE_DIAL, (int32_t)status)
           : rdi_verdict_empty(REDIAL_NAMESPACE_DIAL, 0);
}

redial_verdict rdi_verdict_dial(int32_t sip, redial_dial_status status) {
  redial_verdict verdict = dial_word_speaks(sip, status)
                             ? dial_by_word(sip, status)
                             : dial_by_code(sip, status);

  if (!redial_dial_fits(sip, status)) {
    verdict.flags |= REDIAL_FLAG_CONFLICT | REDIAL_FLAG_STATUS_DISAGREES;
  }
  if (sip != 0 && !rdi_is_sip(sip)) {
    verdict.flags |= REDIAL_FLAG_MALFORMED;
  }
  return verdict;
}

void rdi_verdict_twilio_error(redial_verdict *verdict, int32_t error) {
  const rdi_twilio_row *row = rdi_twilio_row_of(error);
  bool everywhere = verdict->effective >= 600;

  if (row == NULL || (row->mapping != REDIAL_MAPPING_OWN &&
                      row->mapping != REDIAL_MAPPING_OWN_SEEN_WITH_SIP)) {
    return;
  }
  rdi_verdict_words(verdict, &row->words);
  verdict->mapping = row->mapping;
  verdict->confidence = REDIAL_CONFIDENCE_CERTAIN;
  verdict->rules |= REDIAL_RULE_T1;
  if (everywhere) {
    /* A 6xx stops forking whatever is written beside it. */
    verdict->scope = REDIAL_SCOPE_EVERYWHERE;
  }
  if (row->sip != 0 && verdict->sip != 0 && row->sip != verdict->sip) {
    verdict->flags |= REDIAL_FLAG_CONFLICT;
  }
}

/* A Twilio error that names a SIP code stands in for a missing one. */
static int32_t dial_sip(int32_t sip, int32_t twilio_error) {
  return sip != 0 ? sip : redial_twilio_to_sip(twilio_error).code;
}

redial_verdict redial_classify_dial(int32_t sip, redial_dial_status status,
                                    int32_t twilio_error) {
  int32_t named = redial_twilio_to_sip(twilio_error).code;
  redial_verdict verdict = rdi_verdict_dial(dial_sip(sip, twilio_error), status);

  if (verdict.outcome != REDIAL_OUTCOME_SUCCESS) {
    rdi_verdict_twilio_error(&verdict, twilio_error);
  }
  if (named != 0 && sip != 0 && named != sip) {
    verdict.flags |= REDIAL_FLAG_CONFLICT;
  }
  return verdict;
}
