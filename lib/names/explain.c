#include "../core/inner.h"
#include <redial/names.h>

/* 603+ has a phrase of its own, and a request or nothing has no code. */
static const char *explain_phrase(redial_verdict verdict) {
  if ((verdict.rules & REDIAL_RULE_R(3)) != 0) {
    return "Network Blocked";
  }
  if (verdict.code == 0 && verdict.sip == 0) {
    return "no code";
  }
  return redial_code_phrase((redial_namespace)verdict.ns, verdict.code);
}

static void explain_namespace(rdi_out *out, redial_verdict verdict) {
  switch ((redial_namespace)verdict.ns) {
  case REDIAL_NAMESPACE_TWILIO:
    rdi_out_text(out, "Twilio ");
    break;
  case REDIAL_NAMESPACE_Q850:
    rdi_out_text(out, "Q.850 ");
    break;
  case REDIAL_NAMESPACE_DIAL:
    rdi_out_text(out, "Dial status ");
    break;
  case REDIAL_NAMESPACE_SIP:
  case REDIAL_NAMESPACE_NONE:
    break;
  }
}

static void explain_code(rdi_out *out, redial_verdict verdict) {
  const char *phrase = explain_phrase(verdict);

  if (verdict.code != 0) {
    explain_namespace(out, verdict);
  }
  if (verdict.code != 0 && verdict.ns != REDIAL_NAMESPACE_DIAL) {
    rdi_out_signed(out, verdict.code);
    rdi_out_text(out, phrase != NULL ? " " : "");
  }
  rdi_out_text(out, phrase != NULL ? phrase : "");
  if (verdict.sip != 0 && verdict.sip != verdict.code) {
    rdi_out_text(out, " = SIP ");
    rdi_out_number(out, verdict.sip);
  }
  if (verdict.effective != verdict.sip) {
    rdi_out_text(out, " as ");
    rdi_out_number(out, verdict.effective);
  }
}

static void explain_words(rdi_out *out, redial_verdict verdict) {
  rdi_out_text(out, ": ");
  rdi_out_text(out, redial_outcome_name(verdict.outcome));
  rdi_out_text(out, ", about ");
  rdi_out_text(out, redial_about_name(verdict.about));
  rdi_out_text(out, ", scope ");
  rdi_out_text(out, redial_scope_name(verdict.scope));
  rdi_out_text(out, ", retry ");
  rdi_out_text(out, redial_retry_name(verdict.retry));
  if (verdict.has_retry_after) {
    rdi_out_text(out, " after ");
    rdi_out_number(out, verdict.retry_after_s);
    rdi_out_text(out, " s");
  }
  rdi_out_text(out, ", action ");
  rdi_out_text(out, redial_action_name(verdict.action));
  rdi_out_text(out, ", treatment ");
  rdi_out_text(out,
               redial_treatment_name(verdict.treatment));
}

static void explain_rules(rdi_out *out, uint32_t rules) {
  const char *separator = " by ";
  uint32_t bit;

  for (bit = 0; bit < 32; bit++) {
    if ((rules >> bit & 1u) != 0) {
      rdi_out_text(out, separator);
      rdi_out_text(out, redial_rule_name(bit));
      separator = ",";
    }
  }
}

static void explain_flag(rdi_out *out, uint8_t flags, uint32_t flag,
                         const char *text) {
  if ((flags & flag) != 0) {
    rdi_out_text(out, text);
  }
}

static void explain_certainty(rdi_out *out, redial_verdict verdict) {
  if (verdict.confidence != REDIAL_CONFIDENCE_CERTAIN) {
    rdi_out_text(out, "; ");
    rdi_out_text(out,
                 redial_confidence_name(verdict.confidence));
  }
  explain_flag(out, verdict.flags, REDIAL_FLAG_MALFORMED, "; malformed");
  explain_flag(out, verdict.flags, REDIAL_FLAG_CONFLICT, "; conflict");
  explain_flag(out, verdict.flags, REDIAL_FLAG_STATUS_DISAGREES,
               "; status disagrees");
  explain_flag(out, verdict.flags, REDIAL_FLAG_MAYBE_CAPACITY,
               "; maybe capacity");
}

size_t redial_explain(redial_verdict verdict, char *buffer, size_t size) {
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  explain_code(&out, verdict);
  explain_words(&out, verdict);
  explain_rules(&out, verdict.rules);
  explain_certainty(&out, verdict);
  return out.length;
}
