#include "../hunt/token.h"

/* Order of the bytes, the same in token_read.c:
   version; hunt; verdict; history; the leg, if any; notes; check sum. */

#define TOKEN_SUM_BYTES 5u /* most that 32 bits take */

static void token_put_verdict(rdi_token *token, const redial_verdict *v) {
  rdi_token_put(token, (uint32_t)v->code); /* two's complement everywhere */
  rdi_token_put(token, v->sip);
  rdi_token_put(token, v->effective);
  rdi_token_put(token, v->outcome);
  rdi_token_put(token, (uint32_t)v->about << 3 | v->scope);
  rdi_token_put(token, v->retry);
  rdi_token_put(token, (uint32_t)v->action << 3 | v->treatment);
  rdi_token_put(token, v->flags);
  rdi_token_put(token, v->rules);
  rdi_token_put(token, v->has_retry_after);
  if (v->has_retry_after) {
    rdi_token_put(token, v->retry_after_s);
  }
}

static void token_put_hunt(rdi_token *token, const redial_hunt *hunt,
                           uint32_t marks) {
  rdi_token_put(token, hunt->state);
  rdi_token_put(token, marks);
  rdi_token_put(token, hunt->begun);
  rdi_token_put(token, hunt->begun_ms);
  rdi_token_put(token, hunt->since);
  rdi_token_put(token, hunt->due_ms);
  rdi_token_put(token, hunt->random);
  rdi_token_put(token, hunt->reply_code);
  rdi_token_put(token, hunt->why);
  rdi_token_put(token, hunt->treatment);
  rdi_token_put(token, hunt->bar);
  rdi_token_put(token, hunt->depth);
  rdi_token_put(token, hunt->cancels);
}

/* Times of the history as ages: they are not before the beginning. */
static void token_put_history(rdi_token *token, const redial_hunt *hunt) {
  const redial_history *h = &hunt->history;
  uint32_t count = 0;
  uint32_t i;

  rdi_token_put(token, h->heard);
  rdi_token_put(token, h->repairs);
  rdi_token_put(token, h->attempts);
  rdi_token_put(token, h->rounds);
  rdi_token_put(token, h->clock_went_back);
  rdi_token_put(token, rdi_sub64(h->started_ms, hunt->begun_ms));
  rdi_token_put(token, rdi_sub64(h->seen_ms, hunt->begun_ms));
  rdi_token_put(token, h->later);
  rdi_token_put(token, h->step);
  rdi_token_put(token, h->step_plan);
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    count += h->again[i] > 0;
  }
  rdi_token_put(token, count);
  for (i = 0; i < REDIAL_OUTCOMES; i++) {
    if (h->again[i] > 0) {
      rdi_token_put(token, i);
      rdi_token_put(token, h->again[i]);
    }
  }
}

static void token_put_lease(rdi_token *token, redial_lease lease) {
  rdi_token_put(token, lease.slot);
  rdi_token_put(token, lease.entry);
  rdi_token_put(token, lease.generation);
}

static void token_put_leg(rdi_token *token, const redial_leg *leg) {
  rdi_token_put(token, leg->state);
  rdi_token_put(token, leg->at_ms);
  rdi_token_put(token, leg->progress);
  rdi_token_put(token, leg->redirects);
  rdi_token_put(token, leg->word);
  token_put_lease(token, leg->whom);
  rdi_token_put(token, rdi_leg_has_via(leg));
  if (rdi_leg_has_via(leg)) {
    token_put_lease(token, leg->via);
  }
}

static void token_put_note(rdi_token *token, const redial_note *note) {
  rdi_token_put(token, note->what);
  rdi_token_put(token, note->number);
  rdi_token_put(token, note->extra);
  rdi_token_put(token, note->count);
}

/* What has to be kept of it: everything but an endpoint that is out for the
   round alone, at the end of the list, where nobody refers to it by place. */
static bool token_may_go(const redial_hunt *hunt, uint32_t place) {
  const redial_note *note = &hunt->notes[place];
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    if (rdi_leg_is_active(&hunt->legs[i]) &&
        hunt->legs[i].whom.slot == note->number) {
      return false;
    }
  }
  return (note->what & RDI_NOTE_WHAT) == RDI_NOTE_ENDPOINT &&
         (note->what & (RDI_NOTE_CALL | RDI_NOTE_KEEP)) == 0;
}

static void token_put_all(rdi_token *token, const redial_hunt *hunt,
                          const redial_leg *leg, uint32_t notes) {
  uint32_t over = notes < hunt->note_count ? RDI_MARK_OVERFLOWED : 0;
  uint32_t i;

  token->length = 0;
  token->bad = false;
  token->limit = RDI_TOKEN_BYTES - TOKEN_SUM_BYTES;
  rdi_token_put(token, RDI_TOKEN_VERSION);
  token_put_hunt(token, hunt,
                 (hunt->marks & ~(uint32_t)RDI_MARK_CARRIED) | over);
  token_put_verdict(token, &hunt->last);
  token_put_history(token, hunt);
  rdi_token_put(token, leg != NULL);
  if (leg != NULL) {
    token_put_leg(token, leg);
  }
  rdi_token_put(token, notes);
  for (i = 0; i < notes; i++) {
    token_put_note(token, &hunt->notes[i]);
  }
}

/* As many notes as fit; those left out are out for the round all the same. */
static bool token_fit(rdi_token *token, const redial_hunt *hunt,
                      const redial_leg *leg) {
  uint32_t notes = hunt->note_count;

  token_put_all(token, hunt, leg, notes);
  while (token->bad && notes > 0 && token_may_go(hunt, notes - 1)) {
    notes--;
    token_put_all(token, hunt, leg, notes);
  }
  return !token->bad;
}

static const redial_leg *token_leg(const redial_hunt *hunt, uint32_t *legs) {
  const redial_leg *found = NULL;
  uint32_t i;

  *legs = 0;
  for (i = 0; i < hunt->used; i++) {
    if (hunt->legs[i].state != RDI_LEG_FREE) {
      found = &hunt->legs[i];
      (*legs)++;
    }
  }
  return found;
}

redial_status redial_hunt_token_write(const redial_hunt *hunt, char *buffer,
                                      size_t size) {
  rdi_token token;
  uint32_t legs;
  uint32_t sum;
  const redial_leg *leg = token_leg(hunt, &legs);

  if (legs > 1 || !token_fit(&token, hunt, leg)) {
    return REDIAL_ERR_STATE;
  }
  sum = rdi_token_sum(&token, token.length);
  token.limit = RDI_TOKEN_BYTES;
  rdi_token_put(&token, sum);
  if (rdi_token_text_length(token.length) >= size) {
    return REDIAL_ERR_SPACE;
  }
  rdi_token_text_write(&token, buffer);
  return REDIAL_OK;
}
#undef TOKEN_SUM_BYTES
