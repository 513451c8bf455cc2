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

static void dial_by_word(redial_verdict *verdict, int32_t sip,
                         redial_dial_status status) {
  if (rdi_is_sip(sip)) {
    rdi_verdict_sip(verdict, (uint32_t)sip);
    verdict->rules = 0; /* the code's own reading is not used */
  } else {
    rdi_verdict_empty(verdict, REDIAL_NAMESPACE_DIAL, (int32_t)status);
  }
  rdi_verdict_words(verdict, rdi_dial_words((int32_t)status));
  verdict->mapping = REDIAL_MAPPING_OWN;
}

static void dial_by_code(redial_verdict *verdict, int32_t sip,
                         redial_dial_status status) {
  if (rdi_is_sip(sip)) {
    rdi_verdict_sip(verdict, (uint32_t)sip);
  } else if (sip != 0) {
    rdi_verdict_refused(verdict, REDIAL_NAMESPACE_SIP, sip);
  } else if (status != REDIAL_DIAL_UNKNOWN) {
    rdi_verdict_bad(verdict, REDIAL_NAMESPACE_DIAL, (int32_t)status);
  } else {
    rdi_verdict_empty(verdict, REDIAL_NAMESPACE_DIAL, 0);
  }
}

void rdi_verdict_dial(redial_verdict *verdict, int32_t sip,
                      redial_dial_status status) {
  if (dial_word_speaks(sip, status)) {
    dial_by_word(verdict, sip, status);
  } else {
    dial_by_code(verdict, sip, status);
  }
  if (!redial_dial_fits(sip, status)) {
    verdict->flags |= REDIAL_FLAG_CONFLICT | REDIAL_FLAG_STATUS_DISAGREES;
  }
  if (sip != 0 && !rdi_is_sip(sip)) {
    verdict->flags |= REDIAL_FLAG_MALFORMED;
  }
}

/* The SIP code that a Twilio error stands for or was seen with; 0: none. */
static int32_t dial_code_of_error(int32_t error) {
  const rdi_twilio_row *row = rdi_twilio_row_of(error);

  return row != NULL ? row->sip : 0;
}

redial_verdict redial_classify_dial(int32_t sip, redial_dial_status status,
                                    int32_t twilio_error) {
  int32_t named = redial_twilio_to_sip(twilio_error).code;
  int32_t paired = dial_code_of_error(twilio_error);
  redial_verdict verdict;

  /* An error that names a SIP code stands in for a missing one. */
  rdi_verdict_dial(&verdict, sip != 0 ? sip : named, status);
  if (verdict.outcome != REDIAL_OUTCOME_SUCCESS) {
    rdi_verdict_twilio_error(&verdict, twilio_error);
  }
  if (sip != 0 && paired != 0 && paired != sip) {
    verdict.flags |= REDIAL_FLAG_CONFLICT;
  }
  return verdict;
}
