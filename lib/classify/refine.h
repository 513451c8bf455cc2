#ifndef REDIAL_CLASSIFY_REFINE_H
#define REDIAL_CLASSIFY_REFINE_H

/* Refinement of a verdict by the evidence: at most one substitution of the
   whole row, then the modifiers. The rules are those of docs/design.md. */

#include "bare.h"

RDI_PRIVATE_BEGIN

typedef struct rdi_refine {
  const redial_evidence *seen;
  redial_verdict verdict;
  uint32_t code; /* SIP status, 300..699 while substitutions are tried */
  rdi_words own; /* the code's own words */
  uint32_t rule; /* the substitution that was made; 0: none */
} rdi_refine;

static inline bool rdi_marked(const rdi_refine *refine, uint32_t mark) {
  return (refine->seen->marks & mark) != 0;
}

/* Takes over the words for a rule; the search ends here. */
void rdi_substitute(rdi_refine *refine, uint32_t rule, const rdi_words *words);

/* The same for the words of another SIP status. */
void rdi_substitute_sip(rdi_refine *refine, uint32_t rule, uint32_t code);

/* A code that boxes use for lack of a better one: evidence beside it may say
   more. */
bool rdi_is_generic(const rdi_refine *refine);

/* A 180 was seen, or early media that no cause shows to be an announcement. */
bool rdi_has_rung(const redial_evidence *seen);

/* The three groups of substitutions, in the order in which they are tried;
   true when one was made. */
bool rdi_substitute_by_code(rdi_refine *refine);
bool rdi_substitute_by_reason(rdi_refine *refine);
void rdi_substitute_by_history(rdi_refine *refine);

/* R10, for a 487 and for a CANCEL. */
bool rdi_substitute_elsewhere(rdi_refine *refine);

/* no_answer: what R12 and R11 make of a call that rang. */
bool rdi_substitute_no_answer(rdi_refine *refine, uint32_t rule);

void rdi_modify(rdi_refine *refine);

RDI_PRIVATE_END

#endif
