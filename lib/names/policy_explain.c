#include "../names/list.h"
#include <redial/names.h>
#include <redial/policy.h>

/* In the order of the REDIAL_LEAVES_ bits. */
static const char policy_leavers[] =
  "this pairing for the round\0" "this pairing\0"
  "the endpoint for the round\0" "the endpoint\0"
  "the person for the round\0" "the person\0"
  "the via\0" "its failure group";

static void policy_explain_next(rdi_out *out, const redial_decision *d) {
  rdi_out_text(out, redial_next_name(d->next));
  if (d->next == REDIAL_NEXT_REPAIR) {
    rdi_out_text(out, " ");
    rdi_out_text(out, redial_action_name(d->action));
  }
  if ((d->marks & REDIAL_DECISION_ROUND) != 0) {
    rdi_out_text(out, ", another round");
  }
  if (d->wait_ms > 0) {
    rdi_out_text(out, " after ");
    rdi_out_number(out, d->wait_ms);
    rdi_out_text(out, " ms");
  }
  rdi_out_text(out, " because of ");
  rdi_out_text(out, redial_why_name(d->why));
}

static void policy_explain_marks(rdi_out *out, const redial_decision *d) {
  if ((d->marks & REDIAL_DECISION_HINTED) != 0) {
    rdi_out_text(out, "; as Retry-After asks");
  }
  if ((d->marks & REDIAL_DECISION_PROBE) != 0) {
    rdi_out_text(out, "; a probe before the hold ends");
  }
  if ((d->marks & REDIAL_DECISION_PAYS) != 0) {
    rdi_out_text(out, "; costs a retry");
  }
}

static void policy_explain_leaves(rdi_out *out, uint32_t leaves) {
  const char *separator = "; out: ";
  uint32_t bit;

  for (bit = 0; bit < 8; bit++) {
    if ((leaves >> bit & 1u) != 0) {
      rdi_out_text(out, separator);
      rdi_out_text(out,
                   rdi_list_at(policy_leavers, sizeof(policy_leavers), bit));
      separator = ", ";
    }
  }
}

static void policy_explain_parties(rdi_out *out, const redial_decision *d) {
  if (d->blame != REDIAL_PARTY_NONE) {
    rdi_out_text(out, "; counts against the ");
    rdi_out_text(out, redial_party_name(d->blame));
  }
  if (d->hold != REDIAL_PARTY_NONE) {
    rdi_out_text(out, "; hold the ");
    rdi_out_text(out, redial_party_name(d->hold));
    rdi_out_text(out, " ");
    rdi_out_number(out, d->hold_ms);
    rdi_out_text(out, " ms");
  }
  if (d->cancel != REDIAL_CANCEL_NONE) {
    rdi_out_text(out, "; cancel ");
    rdi_out_text(out, redial_cancel_name(d->cancel));
    rdi_out_text(out, " as ");
    rdi_out_text(
      out, redial_cancel_reason_name(d->cancel_reason));
  }
}

static void policy_explain_stop(rdi_out *out, const redial_decision *d) {
  if (d->next != REDIAL_NEXT_STOP) {
    return;
  }
  rdi_out_text(out, "; reply ");
  rdi_out_number(out, d->reply_code);
  rdi_out_text(out, ", treatment ");
  rdi_out_text(out, redial_treatment_name(d->treatment));
}

size_t redial_decision_explain(const redial_decision *decision, char *buffer,
                               size_t size) {
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  policy_explain_next(&out, decision);
  policy_explain_marks(&out, decision);
  policy_explain_leaves(&out, decision->leaves);
  policy_explain_parties(&out, decision);
  policy_explain_stop(&out, decision);
  return out.length;
}
