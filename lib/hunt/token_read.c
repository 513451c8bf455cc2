#include "../hunt/token.h"
#include <string.h>

/* Reads what token_write.c wrote. Every number has its range; what a pool
   makes of the slots is asked when the hunt meets its scene. */

static uint8_t token_get8(rdi_token *token, uint32_t most) {
  return (uint8_t)rdi_token_get(token, most);
}

static uint16_t token_get16(rdi_token *token) {
  return (uint16_t)rdi_token_get(token, UINT16_MAX);
}

static uint32_t token_get32(rdi_token *token) {
  return (uint32_t)rdi_token_get(token, UINT32_MAX);
}

static int32_t token_signed(uint32_t value) {
  return value <= INT32_MAX ? (int32_t)value
                            : -1 - (int32_t)(UINT32_MAX - value);
}

static void token_get_hunt(rdi_token *token, redial_hunt *hunt) {
  hunt->state = token_get8(token, REDIAL_HUNT_STOPPED);
  hunt->marks =
    token_get8(token, RDI_MARK_OVERFLOWED | RDI_MARK_GONE | RDI_MARK_NO_VIA |
                        RDI_MARK_READ | RDI_MARK_PROBE);
  hunt->marks |= RDI_MARK_READ | RDI_MARK_CARRIED;
  hunt->begun = token_get8(token, 1);
  hunt->begun_ms = rdi_token_get(token, UINT64_MAX);
  hunt->since = rdi_token_get(token, UINT64_MAX);
  hunt->due_ms = token_get32(token);
  hunt->random = token_get32(token);
  hunt->reply_code = (uint16_t)rdi_token_get(token, 699);
  hunt->why = token_get8(token, REDIAL_WHY_TOO_LATE);
  hunt->treatment = token_get8(token, REDIAL_TREATMENT_HANG_UP);
  hunt->bar = token_get8(token, REDIAL_BAR_COUNT - 1);
  hunt->depth = token_get8(token, REDIAL_HUNT_DEPTH);
  hunt->cancels = token_get8(token, UINT8_MAX);
}

static void token_get_verdict(rdi_token *token, redial_verdict *v) {
  uint8_t pair;

  v->code = token_signed(token_get32(token));
  v->sip = (uint16_t)rdi_token_get(token, 699);
  v->effective = (uint16_t)rdi_token_get(token, 699);
  v->outcome = token_get8(token, REDIAL_OUTCOMES - 1);
  pair = token_get8(token, 63); /* 8 values each */
  v->about = pair >> 3;
  v->scope = pair & 7;
  v->retry = token_get8(token, REDIAL_RETRY_ELSEWHERE);
  pair = token_get8(token, REDIAL_ACTION_STOP << 3 | 7);
  v->action = pair >> 3;
  v->treatment = pair & 7;
  v->flags = token_get8(token, UINT8_MAX);
  v->rules = token_get32(token);
  v->has_retry_after = token_get8(token, 1);
  if (v->has_retry_after) {
    v->retry_after_s = token_get32(token);
  }
}

static void token_get_again(rdi_token *token, redial_history *h) {
  uint32_t count = token_get8(token, REDIAL_OUTCOMES);
  uint32_t i;

  for (i = 0; i < count; i++) {
    uint8_t outcome = token_get8(token, REDIAL_OUTCOMES - 1);

    h->again[outcome] = token_get8(token, UINT8_MAX);
  }
}

static void token_get_history(rdi_token *token, redial_hunt *hunt) {
  redial_history *h = &hunt->history;
  uint64_t most = UINT64_MAX - hunt->begun_ms;

  h->heard = token_get8(token, 1);
  h->repairs = token_get8(token, UINT8_MAX);
  h->attempts = token_get16(token);
  h->rounds = token_get16(token);
  h->clock_went_back = token_get16(token);
  h->started_ms = hunt->begun_ms + rdi_token_get(token, most);
  h->seen_ms = hunt->begun_ms + rdi_token_get(token, most);
  h->later = token_get8(token, REDIAL_OUTCOMES - 1);
  h->step = token_get8(token, UINT8_MAX);
  h->step_plan = token_get8(token, REDIAL_OUTCOMES - 1);
  token_get_again(token, h);
  /* Nothing is seen before it starts. */
  token->bad = token->bad || (h->attempts > 0 && h->seen_ms < h->started_ms);
}

static void token_get_lease(rdi_token *token, redial_lease *lease) {
  lease->slot = (uint32_t)rdi_token_get(token, REDIAL_POOL_SLOTS_MAX - 1);
  lease->entry = token_get32(token);
  lease->generation = token_get32(token);
}

static void token_get_leg(rdi_token *token, redial_leg *leg) {
  leg->state = token_get8(token, RDI_LEG_STATES - 1);
  leg->at_ms = token_get32(token);
  leg->progress = token_get8(token, REDIAL_PROGRESS_RINGING_MEDIA);
  leg->redirects = token_get8(token, UINT8_MAX);
  leg->word = token_get8(token, UINT8_MAX);
  token_get_lease(token, &leg->whom);
  leg->via.slot = REDIAL_NO_SLOT;
  if (rdi_token_get(token, 1) != 0) {
    token_get_lease(token, &leg->via);
  }
}

static bool token_note_is_one(const redial_hunt *hunt,
                              const redial_note *note) {
  uint32_t what = note->what & RDI_NOTE_WHAT;

  if (what == RDI_NOTE_NONE || what > RDI_NOTE_OWN_GROUP) {
    return false;
  }
  /* A person's other half is a place in this list, from 1. */
  return what != RDI_NOTE_PERSON || note->extra <= hunt->note_count;
}

static void token_get_notes(rdi_token *token, redial_hunt *hunt) {
  uint32_t persons = 0;
  uint32_t i;

  hunt->note_count = token_get8(token, REDIAL_HUNT_NOTES);
  for (i = 0; i < hunt->note_count; i++) {
    redial_note *note = &hunt->notes[i];

    note->what = token_get8(token, RDI_NOTE_BITS);
    note->number = token_get32(token);
    note->extra = token_get16(token);
    note->count = token_get8(token, UINT8_MAX);
    token->bad = token->bad || !token_note_is_one(hunt, note);
    persons += (note->what & RDI_NOTE_WHAT) == RDI_NOTE_PERSON;
  }
  token->bad = token->bad || persons > REDIAL_TRIED_PERSONS;
}

/* An answered hunt has an answered leg, and no other has one. */
static bool token_agrees(const redial_hunt *hunt) {
  bool over =
    hunt->state == REDIAL_HUNT_ANSWERED || hunt->state == REDIAL_HUNT_DONE;

  return over == (hunt->used > 0 && hunt->legs[0].state == RDI_LEG_ANSWERED);
}

static void token_get_all(rdi_token *token, redial_hunt *hunt) {
  token_get_hunt(token, hunt);
  token_get_verdict(token, &hunt->last);
  token_get_history(token, hunt);
  hunt->used = token_get8(token, 1);
  if (hunt->used > 0) {
    token_get_leg(token, &hunt->legs[0]);
    hunt->winner = hunt->legs[0].state == RDI_LEG_ANSWERED;
  }
  token_get_notes(token, hunt);
}

static redial_status token_get_hunt_of(rdi_token *token, redial_hunt *hunt) {
  uint32_t end;

  if (token_get8(token, UINT8_MAX) != RDI_TOKEN_VERSION) {
    return REDIAL_ERR_VERSION;
  }
  token_get_all(token, hunt);
  end = token->at;
  if (token_get32(token) != rdi_token_sum(token, end) || token->bad ||
      token->at != token->length || !token_agrees(hunt)) {
    return REDIAL_ERR_CORRUPT;
  }
  return REDIAL_OK;
}

redial_status redial_hunt_token_read(redial_span text, redial_hunt *hunt) {
  redial_hunt read;
  rdi_token token;
  redial_status status = rdi_token_text_read(text, &token);

  if (status == REDIAL_OK) {
    memset(&read, 0, sizeof(read));
    status = token_get_hunt_of(&token, &read);
  }
  if (status == REDIAL_OK) {
    *hunt = read;
  }
  return status;
}
