#ifndef REDIAL_HUNT_INNER_H
#define REDIAL_HUNT_INNER_H

/* What the files of this room share. */

#include "../core/inner.h"
#include <redial/hunt.h>

/* State of a leg. */
enum {
  RDI_LEG_FREE = 0,
  RDI_LEG_TO_DIAL = 1,   /* leased; the next poll says dial */
  RDI_LEG_LIVE = 2,      /* dialled */
  RDI_LEG_TO_REPAIR = 3, /* ended; the same again, changed, when it is due */
  RDI_LEG_TO_AGAIN = 4,  /* ended; the same again when it is due */
  RDI_LEG_TO_CANCEL = 5, /* word: redial_cancel_reason, at_ms: SIP cause */
  RDI_LEG_CANCELLED = 6, /* the host knows; a 2xx may still come */
  RDI_LEG_TO_HANG_UP = 7,
  RDI_LEG_ANSWERED = 8,
  RDI_LEG_STATES = 9
};

/* What a note is about: the low bits of redial_note::what. */
enum {
  RDI_NOTE_NONE = 0,
  RDI_NOTE_ENDPOINT = 1,  /* number: slot; count: attempts; extra: once */
  RDI_NOTE_VIA = 2,       /* number: slot; count: attempts */
  RDI_NOTE_PAIRING = 3,   /* number: slot of the via; extra: endpoint's note */
  RDI_NOTE_GROUP = 4,     /* number: failure group of vias; count: faults */
  RDI_NOTE_PERSON = 5,    /* number: low half of the id; extra: ... */
  RDI_NOTE_HIGH = 6,      /* ...the place of the note with its high half +1 */
  RDI_NOTE_OWN_GROUP = 7, /* the same, of endpoints that are their route */
  RDI_NOTE_WHAT = 0x0f,
  RDI_NOTE_ROUND = 0x10, /* out until the next round */
  RDI_NOTE_CALL = 0x20,  /* out for the call */
  RDI_NOTE_OUT = 0x30,
  RDI_NOTE_KEEP = 0x40, /* out, and was never offered: this note alone knows */
  RDI_NOTE_BITS = 0x7f
};

/* redial_hunt::marks. */
enum {
  RDI_MARK_OVERFLOWED = 0x01, /* endpoints that have no note are out, too */
  RDI_MARK_GONE = 0x02,       /* nobody wants the call: no answer wins */
  RDI_MARK_NO_VIA = 0x04,     /* the last offer failed for want of a via */
  RDI_MARK_READ = 0x08,       /* from a token: its numbers are not checked */
  RDI_MARK_PROBE = 0x10,      /* the next leg asks who is held, once */
  RDI_MARK_CARRIED = 0x20     /* was a token: other pools made its offers */
};

/* What redial_leg::word says of one that is to be dialled or is live: who was
   offered although cooling or down. */
enum { RDI_WORD_WHOM = 1, RDI_WORD_VIA = 2 };

/* Number of a note that is none. */
#define RDI_NO_NOTE REDIAL_HUNT_NOTES

RDI_PRIVATE_BEGIN

/* Since the beginning of the hunt, which no time seen is before; saturates. */
static inline uint32_t rdi_hunt_since(const redial_hunt *hunt,
                                      uint64_t now_ms) {
  uint64_t since = now_ms - hunt->begun_ms;

  return since < UINT32_MAX ? (uint32_t)since : UINT32_MAX;
}

/* A clock that goes backward stands still. */
static inline uint64_t rdi_hunt_seen(const redial_hunt *hunt, uint64_t now_ms) {
  uint64_t seen = hunt->history.seen_ms > hunt->begun_ms ? hunt->history.seen_ms
                                                         : hunt->begun_ms;

  return now_ms > seen ? now_ms : seen;
}

/* Time that passes while nothing comes is time that the call took. */
static inline uint64_t rdi_hunt_now(redial_hunt *hunt, uint64_t now_ms) {
  hunt->history.seen_ms = rdi_hunt_seen(hunt, now_ms);
  return hunt->history.seen_ms;
}

/* One that was cleared to zero begins when it is first asked. */
void rdi_hunt_start(redial_hunt *hunt, uint64_t now_ms);

/* One more of the last poll's: an event brings no chance of its own. This map
   visits every number, so what is uniform stays uniform. */
static inline uint32_t rdi_hunt_random(redial_hunt *hunt) {
  hunt->random = hunt->random * 1664525u + 1013904223u;
  return hunt->random;
}

/* Place of a note; RDI_NO_NOTE: none. Extra tells pairings apart. */
static inline uint32_t rdi_note_find(const redial_hunt *hunt, uint32_t what,
                                     uint32_t number, uint32_t extra) {
  uint32_t i = hunt->note_count;

  while (i > 0) { /* mostly the newest */
    const redial_note *note = &hunt->notes[--i];

    if (note->number == number && (note->what & RDI_NOTE_WHAT) == what &&
        (what != RDI_NOTE_PAIRING || note->extra == extra)) {
      return i;
    }
  }
  return RDI_NO_NOTE;
}

/* note.c */
/* A place for one more; RDI_NO_NOTE when there is none. */
uint32_t rdi_note_room(redial_hunt *hunt);

/* Finds or adds; RDI_NO_NOTE when there is no room. */
static inline uint32_t rdi_note_make(redial_hunt *hunt, uint32_t what,
                                     uint32_t number, uint32_t extra) {
  uint32_t at = rdi_note_find(hunt, what, number, extra);

  if (at == RDI_NO_NOTE) {
    at = rdi_note_room(hunt);
    if (at != RDI_NO_NOTE) {
      hunt->notes[at].number = number;
      hunt->notes[at].extra = (uint16_t)extra;
      hunt->notes[at].what = (uint8_t)what;
      hunt->notes[at].count = 0;
    }
  }
  return at;
}

uint32_t rdi_note_count(const redial_hunt *hunt, uint32_t what,
                        uint32_t number);
void rdi_note_add(redial_hunt *hunt, uint32_t what, uint32_t number);
bool rdi_note_person(redial_hunt *hunt, uint64_t person, uint32_t out);
void rdi_note_round(redial_hunt *hunt); /* who left for the round comes back */

/* out.c: the notes as the pools want to hear them. */
void rdi_out_whom(const redial_hunt *hunt, uint32_t out, redial_tried *tried);
void rdi_out_via(const redial_hunt *hunt, const redial_scene *scene,
                 uint32_t endpoint, uint32_t out, redial_tried *tried);

static inline void rdi_out_request(const redial_scene *scene,
                                   const redial_side *side,
                                   const redial_tried *tried, uint64_t now_ms,
                                   redial_pick_request *request) {
  request->now_ms = now_ms;
  request->key = scene->key;
  request->call = scene->call;
  request->tried = tried;
  request->group = side->group;
  request->random = 0;
  request->last_resort = (scene->options & REDIAL_SCENE_LAST_RESORT) != 0;
}

/* A leg that is to be dialled, its own route so far. */
RDI_HOT void rdi_leg_offered(redial_leg *leg, const redial_offer *offer) {
  leg->whom = offer->lease;
  leg->via.slot = REDIAL_NO_SLOT;
  leg->via.entry = 0;
  leg->via.generation = 0;
  leg->at_ms = 0;
  leg->state = RDI_LEG_TO_DIAL;
  leg->progress = REDIAL_PROGRESS_UNKNOWN;
  leg->redirects = 0;
  leg->word = offer->last_resort != 0 ? RDI_WORD_WHOM : 0;
}

static inline void rdi_leg_live(const redial_hunt *hunt, redial_leg *leg,
                                uint64_t now_ms) {
  leg->state = RDI_LEG_LIVE;
  leg->at_ms = rdi_hunt_since(hunt, now_ms);
  leg->progress = REDIAL_PROGRESS_UNKNOWN;
}

/* leg.c */
static inline bool rdi_leg_is_active(const redial_leg *leg) { /* has leases */
  return (uint32_t)leg->state - RDI_LEG_TO_DIAL <=
         RDI_LEG_TO_AGAIN - RDI_LEG_TO_DIAL;
}

static inline bool rdi_leg_has_via(const redial_leg *leg) {
  return leg->via.slot != REDIAL_NO_SLOT;
}

/* Is that the name of its attempt? */
static inline bool rdi_leg_is_called(const redial_leg *leg,
                                     redial_lease lease) {
  return leg->whom.slot == lease.slot && leg->whom.entry == lease.entry &&
         leg->whom.generation == lease.generation;
}

uint64_t rdi_leg_person(const redial_scene *scene, uint32_t slot);
/* Whom and by whom its legs go must be in the pools of this scene. */
void rdi_leg_meet(redial_hunt *hunt, const redial_scene *scene);
static inline uint32_t rdi_leg_active(const redial_hunt *hunt) {
  uint32_t active = 0;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    active += rdi_leg_is_active(&hunt->legs[i]);
  }
  return active;
}

/* Which states there are among the legs: bit 1 << n for state n. */
#define RDI_LEGS(state) (1u << RDI_LEG_##state)
#define RDI_LEG_BIT(leg) (1u << ((leg)->state & 15u))
#define RDI_LEGS_ACTIVE                                                        \
  (RDI_LEGS(TO_DIAL) | RDI_LEGS(LIVE) | RDI_LEGS(TO_REPAIR) |                  \
   RDI_LEGS(TO_AGAIN))

static inline uint32_t rdi_leg_states(const redial_hunt *hunt) {
  uint32_t states = 0;
  uint32_t i;

  for (i = 0; i < hunt->used; i++) {
    states |= RDI_LEG_BIT(&hunt->legs[i]);
  }
  return states;
}

redial_leg *rdi_leg_free(redial_hunt *hunt); /* NULL: all are taken */
/* A provisional; told: redial_progress, unknown if only its code is. */
void rdi_leg_progress(redial_leg *leg, const redial_verdict *verdict,
                      uint8_t told);
void rdi_leg_release_via(const redial_scene *scene, redial_leg *leg,
                         uint8_t outcome, uint64_t now_ms);
/* Its endpoint cools for so long as well; 0: it does not. */
void rdi_leg_end(const redial_scene *scene, redial_leg *leg, uint8_t outcome,
                 uint32_t cool_ms, uint64_t now_ms);

static inline void rdi_leg_release(const redial_scene *scene, redial_leg *leg,
                                   uint8_t outcome, uint64_t now_ms) {
  rdi_leg_end(scene, leg, outcome, 0, now_ms);
}

/* offer.c: what the pools give. */
bool rdi_offer_via(redial_hunt *hunt, const redial_scene *scene,
                   redial_leg *leg, uint64_t now_ms);
bool rdi_offer_leg(redial_hunt *hunt, const redial_scene *scene,
                   uint64_t now_ms);

/* census.c: who may come back in another round. */
typedef struct rdi_census {
  uint32_t back;  /* besides one */
  uint32_t ready; /* of them those who can be asked now */
  uint64_t until; /* first time at which one of them can be asked */
  uint64_t opens; /* the same of those who cool; REDIAL_NEVER */
} rdi_census;

/* out: notes of those who are not asked, RDI_NOTE_CALL or RDI_NOTE_OUT. */
rdi_census rdi_census_whom(const redial_hunt *hunt, const redial_scene *scene,
                           uint32_t out, uint32_t besides, uint64_t now_ms);
rdi_census rdi_census_via(const redial_hunt *hunt, const redial_scene *scene,
                          const redial_leg *leg, uint32_t out, uint64_t now_ms);

/* judge.c: one decision in this hunt. */
/* An endpoint is out for the round since it was offered. */
static inline bool rdi_judge_has_leavers(const redial_decision *decision) {
  return ((decision->leaves & ~REDIAL_LEAVES_ENDPOINT_ROUND) |
          decision->once) != 0;
}
void rdi_judge_leaves(redial_hunt *hunt, const redial_scene *scene,
                      const redial_leg *leg, const redial_decision *decision);
/* Who refused, and is known no more, ends the call. Asked while the lease of
   the leg is what it was when the answer came. */
void rdi_judge_person(redial_hunt *hunt, const redial_scene *scene,
                      const redial_leg *leg, const redial_decision *decision);
void rdi_judge_fault(redial_hunt *hunt, const redial_scene *scene,
                     const redial_leg *leg);
void rdi_judge_hold(const redial_scene *scene, const redial_leg *leg,
                    const redial_verdict *verdict,
                    const redial_decision *decision, uint64_t now_ms);

/* The same again is no better. */
static inline bool rdi_reply_is_same(const redial_hunt *hunt,
                                     const redial_verdict *verdict) {
  return hunt->reply_code != 0 && hunt->last.outcome == verdict->outcome &&
         hunt->last.effective == verdict->effective;
}
/* reply.c: the best answer so far. */
void rdi_reply_take(redial_hunt *hunt, const redial_scene *scene,
                    const redial_leg *leg, const redial_verdict *verdict);

/* ask.c: what the policy is asked. */
void rdi_ask_scene(const redial_scene *scene, uint64_t now_ms,
                   redial_situation *situation);
void rdi_ask_leg(const redial_hunt *hunt, const redial_scene *scene,
                 const redial_leg *leg, redial_situation *situation);
uint32_t rdi_ask_group(const redial_scene *scene, const redial_leg *leg);
uint32_t rdi_ask_group_note(const redial_leg *leg); /* RDI_NOTE_... */

/* close.c */
void rdi_hunt_close(redial_hunt *hunt, redial_why why);
/* Another round begins at this time since the beginning. */
void rdi_hunt_next_round(redial_hunt *hunt, const redial_decision *made,
                         uint32_t due_ms);

/* nobody.c: although a leg might start. */
void rdi_nobody(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms);
/* The same as the policy wants to hear it; besides: a slot that is not
   counted. */
void rdi_nobody_left(redial_hunt *hunt, const redial_scene *scene,
                     uint32_t besides, redial_situation *situation);

/* cancel.c: which pending legs, and what they are told. */
typedef struct rdi_cancel {
  const redial_leg *except; /* the one that ended; may be NULL */
  uint64_t person;          /* 0: everybody */
  uint64_t now_ms;
  uint16_t cause;
  uint8_t reason; /* redial_cancel_reason */
} rdi_cancel;

void rdi_cancel_legs(redial_hunt *hunt, const redial_scene *scene,
                     const rdi_cancel *cancel);
void rdi_cancel_by(redial_hunt *hunt, const redial_scene *scene,
                   const redial_leg *leg, const redial_verdict *verdict,
                   const redial_decision *decision, uint64_t now_ms);

/* start.c: of several legs the first that can begin; NULL: none. */
typedef struct rdi_begun {
  redial_lease old; /* what the attempt was called so far */
  uint8_t kind;     /* redial_step_kind */
  uint8_t action;   /* repair: redial_action */
} rdi_begun;

redial_leg *rdi_start(redial_hunt *hunt, const redial_scene *scene,
                      uint64_t now_ms, rdi_begun *begun);

/* poll_any.c and event_any.c: whatever the case is. */
redial_step rdi_poll_any(redial_hunt *hunt, const redial_scene *scene,
                         uint64_t now_ms);
redial_step rdi_poll_rest(redial_hunt *hunt, const redial_scene *scene,
                          uint64_t now_ms); /* nothing begins */
redial_step rdi_poll_done(redial_hunt *hunt);
redial_hunt_report rdi_event_any(redial_hunt *hunt, const redial_scene *scene,
                                 redial_lease lease,
                                 const redial_evidence *evidence,
                                 uint64_t now_ms);
/* With what the hunt and the pools know of the leg. */
void rdi_event_complete(const redial_hunt *hunt, const redial_scene *scene,
                        const redial_leg *leg, uint64_t now_ms,
                        redial_evidence *seen);
/* A leg that is dialled, after the verdict of what came is in the report. */
void rdi_event_live(redial_hunt *hunt, const redial_scene *scene,
                    redial_leg *leg, const redial_evidence *seen,
                    uint64_t now_ms, redial_hunt_report *report);
/* The hunt has heard of its last attempt, which has ended, but nobody could
   be offered after it. */
void rdi_event_nobody(redial_hunt *hunt, const redial_scene *scene,
                      const redial_evidence *evidence, uint32_t random,
                      redial_decision *made);
/* event_any.c: a leg whose lease ran out before anything came. */
void rdi_event_lost(redial_hunt *hunt, const redial_scene *scene,
                    redial_leg *leg, uint64_t now_ms);

/* answer.c: somebody has it. */
void rdi_answer(redial_hunt *hunt, const redial_scene *scene, redial_leg *leg,
                uint64_t now_ms);

/* lapse.c: leases that time ends. Says whether anything has changed. */
bool rdi_lapse(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms);
/* When legs that pause need the next poll, since the beginning. */
uint32_t rdi_lapse_wake(const redial_hunt *hunt, const redial_scene *scene,
                        uint64_t now_ms);

/* fill.c: leases legs while any may start. False: nothing has changed. */
bool rdi_fill(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms);
/* Beside a leg that rings: when somebody who cools now may ring as well, since
   the beginning; UINT32_MAX: not by time alone. */
uint32_t rdi_fill_opens(const redial_hunt *hunt, const redial_scene *scene,
                        uint64_t now_ms);

RDI_PRIVATE_END

#endif
