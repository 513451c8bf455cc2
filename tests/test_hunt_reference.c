#include "hunt_support.h"

/* The hunt against a plain reference: the same calls, told in arrays as long
   as the pool, with a whole look at everybody before each decision. The
   reference knows nothing of notes, masks or second questions; both must say
   the same at every step of millions. */

#define PHONES 10u
#define CALLS 4u
#define LEGS REDIAL_HUNT_LEGS
#define WORLDS 100000u

typedef enum plain_state {
  PLAIN_FREE,
  PLAIN_TO_DIAL,
  PLAIN_LIVE,
  PLAIN_TO_REPAIR,
  PLAIN_TO_AGAIN,
  PLAIN_TO_CANCEL,
  PLAIN_CANCELLED,
  PLAIN_TO_HANG_UP,
  PLAIN_ANSWERED
} plain_state;

typedef struct plain_leg {
  plain_state state;
  uint32_t slot;
  uint32_t name; /* of the attempt: counts up */
  uint64_t at;   /* when it is due */
  uint32_t redirects;
  uint32_t progress;
  uint32_t word; /* cancel: reason; repair: action */
  uint32_t cause;
} plain_leg;

/* One call, told plainly. */
typedef struct plain_call {
  redial_history history;
  redial_verdict last;
  plain_leg legs[LEGS];
  uint64_t begun;
  uint64_t due;
  bool round_out[PHONES];
  bool call_out[PHONES];
  uint32_t attempts[PHONES];
  uint32_t once[PHONES];
  uint32_t used;
  uint32_t winner;
  redial_hunt_state state;
  redial_why why;
  bool gone;
} plain_call;

typedef struct plain_phone {
  uint64_t person;
  uint64_t cool;
  uint32_t capacity;
  uint32_t calls;
  bool absent;
} plain_phone;

/* A call in the library, and the same call told plainly. */
typedef struct pair {
  redial_scene scene;
  redial_policy policy;
  redial_hunt hunt;
  plain_call plain;
  redial_lease leases[256]; /* by name */
  uint32_t names;
  uint32_t forwards;
  bool ended;
} pair;

typedef struct twin {
  test_pool whom;
  plain_phone phones[PHONES];
  pair calls[CALLS];
  uint64_t now;
  uint64_t seed;
  uint64_t steps;
} twin;

static uint32_t below(twin *t, uint32_t count) {
  return (uint32_t)((uint64_t)test_random(&t->seed) * count >> 32);
}

/* ---- The plain world ---- */

static bool plain_is_active(const plain_leg *leg) {
  return leg->state >= PLAIN_TO_DIAL && leg->state <= PLAIN_TO_AGAIN;
}

static uint32_t plain_active(const plain_call *c) {
  uint32_t active = 0;
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    active += plain_is_active(&c->legs[i]);
  }
  return active;
}

static bool plain_is_same(const twin *t, uint32_t a, uint32_t b) {
  return a == b || (t->phones[a].person != 0 &&
                    t->phones[a].person == t->phones[b].person);
}

static bool plain_may(const twin *t, const plain_call *c, uint32_t slot) {
  const plain_phone *phone = &t->phones[slot];

  return !phone->absent && phone->calls < phone->capacity &&
         phone->cool <= t->now && !c->round_out[slot] && !c->call_out[slot];
}

/* The pool lists them in the order of its slots. */
static uint32_t plain_next(const twin *t, const plain_call *c) {
  uint32_t slot = 0;

  while (slot < PHONES && !plain_may(t, c, slot)) {
    slot++;
  }
  return slot;
}

static plain_leg *plain_room(plain_call *c) {
  uint32_t i;

  for (i = 0; i < c->used; i++) {
    if (c->legs[i].state == PLAIN_FREE) {
      return &c->legs[i];
    }
  }
  if (c->used < LEGS) {
    return &c->legs[c->used++];
  }
  for (i = 0; i < LEGS; i++) {
    if (c->legs[i].state == PLAIN_CANCELLED) {
      return &c->legs[i];
    }
  }
  return NULL;
}

static bool plain_offer(twin *t, pair *p) {
  plain_leg *leg = plain_room(&p->plain);
  uint32_t slot = plain_next(t, &p->plain);

  if (leg == NULL || slot == PHONES) {
    return false;
  }
  memset(leg, 0, sizeof(*leg));
  leg->state = PLAIN_TO_DIAL;
  leg->slot = slot;
  t->phones[slot].calls++;
  p->plain.round_out[slot] = true;
  return true;
}

static void plain_release(twin *t, plain_leg *leg) {
  if (plain_is_active(leg)) {
    t->phones[leg->slot].calls--;
  }
  leg->state = PLAIN_FREE;
}

static void plain_close(plain_call *c, redial_why why) {
  bool gone = why == REDIAL_WHY_CALLER_GONE || why == REDIAL_WHY_WITHDRAWN;

  if (c->state < REDIAL_HUNT_CLOSED || gone) {
    c->state = REDIAL_HUNT_CLOSED;
    c->why = why;
  }
  c->gone = c->gone || gone;
}

static void plain_cancel(twin *t, plain_leg *leg, uint32_t reason,
                         uint32_t cause) {
  bool placed = leg->state == PLAIN_LIVE;

  plain_release(t, leg);
  if (placed) {
    leg->state = PLAIN_TO_CANCEL;
    leg->word = reason;
    leg->cause = cause;
  }
}

static void plain_cancel_all(twin *t, plain_call *c, const plain_leg *except,
                             uint32_t reason, uint32_t cause) {
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    if (&c->legs[i] != except && plain_is_active(&c->legs[i])) {
      plain_cancel(t, &c->legs[i], reason, cause);
    }
  }
}

/* Everybody is looked at: who can be tried now, and who may come back. */
static void plain_census(const twin *t, const plain_call *c, uint32_t besides,
                         redial_situation *s) {
  uint64_t until = REDIAL_NEVER;
  uint32_t i;

  s->endpoints_left = 0;
  s->endpoints_back = 0;
  for (i = 0; i < PHONES; i++) {
    bool same = besides < PHONES && plain_is_same(t, i, besides);

    if (i != besides && plain_may(t, c, i)) {
      s->endpoints_left++;
      s->same_person_left += same;
    }
    if (c->call_out[i] || t->phones[i].absent) {
      continue;
    }
    s->endpoints_back += i != besides;
    s->same_person_back += same && i != besides;
    if ((t->phones[i].cool > t->now ? t->phones[i].cool : 0) < until) {
      until = t->phones[i].cool > t->now ? t->phones[i].cool : 0;
    }
  }
  s->held_until_ms = until != REDIAL_NEVER ? until : 0;
}

static void plain_wait(twin *t, plain_call *c, uint32_t wait_ms) {
  if (c->state == REDIAL_HUNT_OPEN) {
    c->state = REDIAL_HUNT_WAITING;
    c->due = t->now + wait_ms;
  }
}

/* Nobody could be asked. */
static void plain_nobody(twin *t, pair *p, redial_bar bar) {
  plain_call *c = &p->plain;
  redial_situation s;
  redial_decision made;

  memset(&s, 0, sizeof(s));
  s.now_ms = t->now;
  if (c->last.outcome == REDIAL_OUTCOME_UNKNOWN ||
      c->last.scope == REDIAL_SCOPE_REQUEST) {
    bool full = bar == REDIAL_BAR_BUSY || bar == REDIAL_BAR_COOLING;

    c->last = redial_classify_sip(full ? 486 : 480);
  }
  plain_census(t, c, PHONES, &s);
  s.endpoints_left = 0;
  if (s.endpoints_back == 0) {
    plain_close(c, REDIAL_WHY_NOBODY_LEFT);
    return;
  }
  made = redial_decide(&p->policy, &c->history, &c->last, &s);
  if (made.next == REDIAL_NEXT_AGAIN) {
    redial_history_note(&c->history, &c->last, &s, &made);
    plain_wait(t, c, made.wait_ms);
  } else {
    plain_close(c, (redial_why)made.why);
  }
}

static void plain_fill(twin *t, pair *p, redial_bar bar) {
  plain_call *c = &p->plain;
  uint32_t width = p->scene.width > 1 ? p->scene.width : 1;
  uint32_t placed = c->history.attempts;
  uint32_t i;

  if (c->state > REDIAL_HUNT_WAITING || t->now < c->due) {
    return;
  }
  if (c->state == REDIAL_HUNT_WAITING) {
    c->state = REDIAL_HUNT_OPEN;
    memset(c->round_out, 0, sizeof(c->round_out));
  }
  if (t->now - c->begun >= p->policy.deadline_ms) {
    plain_close(c, REDIAL_WHY_DEADLINE);
  }
  for (i = 0; i < LEGS; i++) {
    placed += c->legs[i].state == PLAIN_TO_DIAL;
  }
  while (c->state == REDIAL_HUNT_OPEN && t->now >= c->due &&
         plain_active(c) < (width < LEGS ? width : LEGS) &&
         placed < p->policy.attempts && plain_offer(t, p)) {
    placed++;
    if (p->scene.stage_ms > 0) {
      c->due = t->now + p->scene.stage_ms;
    }
  }
  if (c->state == REDIAL_HUNT_OPEN && t->now >= c->due &&
      plain_active(c) == 0) {
    plain_nobody(t, p, bar);
  }
}

/* ---- The plain step ---- */

static uint64_t plain_overdue(const pair *p) {
  const redial_policy *policy = &p->policy;
  uint64_t from = p->plain.history.attempts > 0 ? p->plain.history.started_ms
                                                : p->plain.begun;

  return from + policy->deadline_ms + policy->setup_ms + policy->trying_ms +
         policy->ring_ms;
}

typedef struct plain_step {
  redial_step_kind kind;
  uint32_t slot;
  uint32_t word;
  uint32_t cause;
  uint64_t wake;
  plain_leg *leg;
} plain_step;

/* No attempt beyond their number, and none after the deadline. */
static void plain_too_much(const twin *t, pair *p) {
  plain_call *c = &p->plain;

  if (c->history.attempts >= p->policy.attempts) {
    plain_close(c, REDIAL_WHY_ATTEMPTS);
  } else if (t->now - c->begun >= p->policy.deadline_ms) {
    plain_close(c, REDIAL_WHY_DEADLINE);
  }
}

static bool plain_start(twin *t, pair *p, plain_leg *leg, plain_step *step) {
  plain_call *c = &p->plain;

  step->leg = leg;
  step->slot = leg->slot;
  if (leg->state == PLAIN_TO_REPAIR) {
    if (t->phones[leg->slot].absent) {
      plain_release(t, leg);
      c->due = 0;
      return false;
    }
    step->kind = REDIAL_STEP_REPAIR;
    step->word = leg->word;
  } else {
    bool left = t->phones[leg->slot].absent;

    if (!(left && leg->state == PLAIN_TO_AGAIN)) {
      plain_too_much(t, p);
    }
    if (c->state == REDIAL_HUNT_CLOSED || left) {
      plain_release(t, leg);
      c->due = 0;
      return false;
    }
    step->kind = REDIAL_STEP_DIAL;
    redial_history_place(&c->history, t->now);
    c->attempts[leg->slot]++;
  }
  leg->state = PLAIN_LIVE;
  leg->at = t->now;
  leg->progress = REDIAL_PROGRESS_UNKNOWN;
  leg->name = p->names;
  return true;
}

static bool plain_starts(twin *t, pair *p, plain_step *step) {
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    plain_leg *leg = &p->plain.legs[i];
    bool again = leg->state == PLAIN_TO_AGAIN || leg->state == PLAIN_TO_REPAIR;

    if ((leg->state == PLAIN_TO_DIAL || (again && t->now >= leg->at)) &&
        plain_start(t, p, leg, step)) {
      return true;
    }
  }
  return false;
}

static bool plain_cancels(plain_call *c, plain_step *step) {
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    plain_leg *leg = &c->legs[i];

    if (leg->state == PLAIN_TO_CANCEL || leg->state == PLAIN_TO_HANG_UP) {
      bool cancel = leg->state == PLAIN_TO_CANCEL;

      step->kind = cancel ? REDIAL_STEP_CANCEL : REDIAL_STEP_HANG_UP;
      step->slot = leg->slot;
      step->word = cancel ? leg->word : 0;
      step->cause = cancel ? leg->cause : 0;
      leg->state = cancel ? PLAIN_CANCELLED : PLAIN_FREE;
      return true;
    }
  }
  return false;
}

/* Beside those who ring: when the first one who cools may ring as well. */
static uint64_t plain_opens(const twin *t, const pair *p) {
  const plain_call *c = &p->plain;
  uint64_t opens = REDIAL_NEVER;
  uint32_t i;

  if (c->state != REDIAL_HUNT_OPEN || p->scene.width <= 1 ||
      plain_active(c) >= (p->scene.width < LEGS ? p->scene.width : LEGS) ||
      c->history.attempts >= p->policy.attempts) {
    return opens;
  }
  for (i = 0; i < PHONES; i++) {
    const plain_phone *phone = &t->phones[i];

    if (!phone->absent && phone->calls < phone->capacity && !c->round_out[i] &&
        !c->call_out[i] && phone->cool > t->now && phone->cool < opens) {
      opens = phone->cool;
    }
  }
  return opens;
}

static uint64_t plain_wake(const twin *t, const pair *p) {
  const plain_call *c = &p->plain;
  uint64_t wake = c->state <= REDIAL_HUNT_WAITING && c->due > t->now
                    ? c->due
                    : plain_opens(t, p);
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    const plain_leg *leg = &c->legs[i];
    uint64_t at =
      leg->state == PLAIN_LIVE ? plain_overdue(p)
      : leg->state == PLAIN_TO_AGAIN || leg->state == PLAIN_TO_REPAIR
        ? leg->at
        : REDIAL_NEVER;

    wake = at < wake ? at : wake;
  }
  return wake;
}

static plain_step plain_poll(twin *t, pair *p, redial_bar bar) {
  plain_call *c = &p->plain;
  plain_step step;

  memset(&step, 0, sizeof(step));
  step.slot = REDIAL_NO_SLOT;
  if (c->state < REDIAL_HUNT_ANSWERED && t->now >= plain_overdue(p)) {
    plain_cancel_all(t, c, NULL, REDIAL_CANCEL_REASON_ENDED, 0);
    plain_close(c, REDIAL_WHY_DEADLINE);
  }
  plain_fill(t, p, bar);
  if (plain_cancels(c, &step) || plain_starts(t, p, &step)) {
    return step;
  }
  step.slot = REDIAL_NO_SLOT;
  if (c->state == REDIAL_HUNT_OPEN && c->due == 0 && plain_active(c) == 0) {
    plain_fill(t, p, bar);
    if (plain_starts(t, p, &step)) {
      return step;
    }
    step.slot = REDIAL_NO_SLOT;
  }
  if (c->state == REDIAL_HUNT_ANSWERED || c->state == REDIAL_HUNT_DONE) {
    step.kind = REDIAL_STEP_DONE;
    step.slot = c->legs[c->winner].slot;
    c->state = REDIAL_HUNT_DONE;
  } else if (c->state == REDIAL_HUNT_STOPPED ||
             (c->state == REDIAL_HUNT_CLOSED && plain_active(c) == 0)) {
    step.kind = REDIAL_STEP_STOP;
    c->state = REDIAL_HUNT_STOPPED;
  } else {
    step.kind = REDIAL_STEP_WAIT;
    step.wake = plain_wake(t, p);
  }
  return step;
}

/* ---- The plain event ---- */

static plain_leg *plain_find(plain_call *c, uint32_t name) {
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    plain_leg *leg = &c->legs[i];

    if (leg->state != PLAIN_FREE && leg->name == name &&
        (!plain_is_active(leg) || leg->state == PLAIN_LIVE)) {
      return leg;
    }
  }
  return NULL;
}

static void plain_answer(twin *t, plain_call *c, plain_leg *leg) {
  plain_release(t, leg);
  leg->state = PLAIN_ANSWERED;
  c->winner = (uint32_t)(leg - c->legs);
  c->state = REDIAL_HUNT_ANSWERED;
  c->why = REDIAL_WHY_ANSWERED;
  plain_cancel_all(t, c, leg, REDIAL_CANCEL_REASON_ANSWERED, 200);
}

static void plain_leave(twin *t, plain_call *c, uint32_t slot,
                        const redial_decision *made) {
  uint32_t i;

  c->once[slot] |= made->once;
  if ((made->leaves & REDIAL_LEAVES_ENDPOINT) != 0) {
    c->call_out[slot] = true;
  }
  for (i = 0; i < PHONES; i++) {
    if (plain_is_same(t, i, slot)) {
      c->call_out[i] =
        c->call_out[i] || (made->leaves & REDIAL_LEAVES_PERSON) != 0;
      c->round_out[i] =
        c->round_out[i] || (made->leaves & REDIAL_LEAVES_PERSON_ROUND) != 0;
    }
  }
}

static void plain_hold(twin *t, uint32_t slot, const redial_decision *made) {
  uint64_t until = t->now + made->hold_ms;
  uint32_t i;

  for (i = 0; i < PHONES; i++) {
    if (made->hold_ms > 0 &&
        ((made->hold == REDIAL_PARTY_ENDPOINT && i == slot) ||
         (made->hold == REDIAL_PARTY_PERSON && plain_is_same(t, i, slot))) &&
        until > t->phones[i].cool) {
      t->phones[i].cool = until;
    }
  }
}

static void plain_cancel_by(twin *t, plain_call *c, const plain_leg *leg,
                            const redial_decision *made) {
  uint32_t cause = made->cancel_reason == REDIAL_CANCEL_REASON_ANSWERED ? 200
                   : made->cancel_reason == REDIAL_CANCEL_REASON_REFUSED
                     ? c->last.sip
                     : 0;
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    plain_leg *other = &c->legs[i];

    if (other != leg && plain_is_active(other) &&
        (made->cancel == REDIAL_CANCEL_ALL ||
         (made->cancel == REDIAL_CANCEL_PERSON &&
          plain_is_same(t, other->slot, leg->slot) &&
          other->slot != leg->slot))) {
      plain_cancel(t, other, made->cancel_reason, cause);
    }
  }
}

static void plain_act(twin *t, pair *p, plain_leg *leg,
                      const redial_decision *made) {
  plain_call *c = &p->plain;

  switch (made->next) {
  case REDIAL_NEXT_ENDPOINT:
    plain_release(t, leg);
    c->due = t->now + made->wait_ms;
    if (c->state == REDIAL_HUNT_OPEN && plain_active(c) == 0) {
      assert_true(plain_offer(t, p)); /* the census has seen somebody */
    }
    break;
  case REDIAL_NEXT_AGAIN:
    if ((made->marks & REDIAL_DECISION_ROUND) != 0) {
      plain_release(t, leg);
      plain_wait(t, c, made->wait_ms);
    } else {
      leg->state = PLAIN_TO_AGAIN;
      leg->at = t->now + made->wait_ms;
    }
    break;
  case REDIAL_NEXT_REPAIR:
    leg->state = PLAIN_TO_REPAIR;
    leg->at = t->now + made->wait_ms;
    leg->word = made->action;
    leg->redirects += (REDIAL_REDIRECTS & REDIAL_REPAIR(made->action)) != 0;
    break;
  default:
    plain_release(t, leg);
    plain_close(c, (redial_why)made->why);
    break;
  }
}

/* Will any other leg still ring, when those of a person who is out do not? */
static bool plain_rings(const twin *t, const plain_call *c,
                        const plain_leg *leg, const redial_verdict *verdict) {
  bool person = verdict->scope == REDIAL_SCOPE_EVERYWHERE ||
                (verdict->outcome >= REDIAL_OUTCOME_DECLINED &&
                 verdict->outcome <= REDIAL_OUTCOME_BLOCKED);
  uint32_t i;

  for (i = 0; i < LEGS; i++) {
    if (&c->legs[i] != leg && plain_is_active(&c->legs[i]) &&
        !(person && plain_is_same(t, c->legs[i].slot, leg->slot))) {
      return true;
    }
  }
  return false;
}

static redial_decision plain_final(twin *t, pair *p, plain_leg *leg,
                                   const redial_verdict *verdict,
                                   const redial_evidence *seen,
                                   uint32_t glare_ms) {
  plain_call *c = &p->plain;
  redial_situation s = redial_situation_of(seen, t->now, 0);
  redial_decision made;

  if (c->state < REDIAL_HUNT_CLOSED) {
    c->why = REDIAL_WHY_NONE;
  }
  c->last = *verdict;
  s.redirects = (uint8_t)leg->redirects;
  s.endpoint_attempts = (uint16_t)(c->attempts[leg->slot] - 1);
  s.once = c->once[leg->slot];
  plain_census(t, c, leg->slot, &s);
  if (plain_rings(t, c, leg, verdict) || c->state != REDIAL_HUNT_OPEN) {
    s.endpoints_left = PHONES + 1; /* while another rings it is not asked */
    s.endpoints_back = PHONES + 1;
  }
  made = redial_decide(&p->policy, &c->history, verdict, &s);
  if (made.action == REDIAL_ACTION_RETRY_GLARE) {
    made.wait_ms = glare_ms; /* by chance: RFC 3261 14.1 */
  }
  plain_leave(t, c, leg->slot, &made);
  if (c->state == REDIAL_HUNT_CLOSED && made.next >= REDIAL_NEXT_ENDPOINT &&
      made.next <= REDIAL_NEXT_AGAIN) {
    made.next = REDIAL_NEXT_STOP;
    made.why = (uint8_t)c->why;
  }
  plain_hold(t, leg->slot, &made);
  plain_cancel_by(t, c, leg, &made);
  redial_history_note(&c->history, verdict, &s, &made);
  if (made.next == REDIAL_NEXT_DONE) {
    plain_answer(t, c, leg);
  } else {
    plain_act(t, p, leg, &made);
    if (c->state < REDIAL_HUNT_CLOSED) {
      c->why = (redial_why)made.why;
    }
  }
  return made;
}

static void plain_heard(twin *t, plain_call *c, plain_leg *leg,
                        const redial_verdict *verdict) {
  uint32_t reached =
    verdict->sip == 180 ? REDIAL_PROGRESS_RINGING : REDIAL_PROGRESS_TRYING;
  redial_situation s;
  redial_decision made;

  memset(&s, 0, sizeof(s));
  memset(&made, 0, sizeof(made));
  leg->progress = reached > leg->progress ? reached : leg->progress;
  s.now_ms = t->now;
  s.progress = (uint8_t)leg->progress;
  redial_history_note(&c->history, verdict, &s, &made);
}

static redial_status plain_late(twin *t, plain_call *c, plain_leg *leg,
                                const redial_verdict *verdict) {
  if (leg->state == PLAIN_ANSWERED ||
      verdict->outcome == REDIAL_OUTCOME_PROGRESS) {
    return REDIAL_ERR_STATE;
  }
  if (verdict->outcome != REDIAL_OUTCOME_SUCCESS) {
    leg->state = PLAIN_FREE;
    return REDIAL_ERR_STATE;
  }
  if (c->state > REDIAL_HUNT_CLOSED || c->gone) {
    leg->state = PLAIN_TO_HANG_UP;
    return REDIAL_ERR_STATE;
  }
  c->last = *verdict;
  plain_answer(t, c, leg);
  return REDIAL_OK;
}

/* ---- Both at once ---- */

static void twin_roster(twin *t) {
  redial_target present[PHONES];
  uint32_t count = 0;
  uint32_t i;

  for (i = 0; i < PHONES; i++) {
    if (!t->phones[i].absent) {
      present[count++] = t->whom.targets[i];
    }
  }
  assert_int_equal(
    redial_pool_apply(&t->whom.pool, present, count, t->now, NULL), REDIAL_OK);
}

static void twin_open(twin *t, uint64_t seed) {
  redial_pool_config config = redial_pool_defaults(PHONES);
  uint32_t i;

  memset(t, 0, sizeof(*t));
  t->seed = seed * 2654435761u + 1;
  t->now = 1000;
  config.leases = 200;
  config.offer_ms = REDIAL_NO_LIMIT_MS; /* leases that run out: test_hunt.c */
  test_pool_open(&t->whom, &config, test_in_order, 1);
  for (i = 0; i < PHONES; i++) {
    t->phones[i].person = below(t, 2) ? 1 + below(t, 4) : 0;
    /* Devices of one person share the person's calls: room for all. */
    t->phones[i].capacity = t->phones[i].person != 0 ? 60 : 1 + below(t, 2);
    t->whom.targets[i] = redial_target_defaults(1000 + i);
    t->whom.targets[i].person = t->phones[i].person;
    t->whom.targets[i].capacity = (uint16_t)t->phones[i].capacity;
  }
  twin_roster(t);
}

/* The pool sweeps what is over in bounded steps. */
static void twin_later(twin *t, uint64_t now) {
  t->now = now;
  while (redial_pool_next_change(&t->whom.pool) <= now) {
    redial_pool_tick(&t->whom.pool, now);
  }
}

static void twin_begin(twin *t, pair *p, uint64_t number) {
  static const redial_policy *const profiles[] = {
    &redial_profile_rfc3261, &redial_profile_hunt_group,
    &redial_profile_devices, &redial_profile_twilio_dial,
    &redial_profile_redialer};

  memset(p, 0, sizeof(*p));
  p->policy = *profiles[below(t, 5)];
  p->policy.jitter = REDIAL_JITTER_NONE;
  p->policy.repairs = below(t, 2) ? REDIAL_REPAIRS : 0;
  p->policy.attempts = (uint16_t)(below(t, 4) ? p->policy.attempts : 3);
  p->policy.deadline_ms = below(t, 4) ? p->policy.deadline_ms : 30000;
  p->scene.whom.pool = &t->whom.pool;
  p->scene.whom.selector = test_in_order[0];
  p->scene.policy = &p->policy;
  p->scene.call = number;
  p->scene.width = (uint8_t)(below(t, 2) ? below(t, 10) : 1);
  p->scene.stage_ms = below(t, 2) ? 3000 : 0;
  redial_hunt_begin(&p->hunt, t->now);
  p->plain.begun = t->now;
}

/* Why each is not offered: who is out for the call first, then what the pool
   knows, of which what lasts longest comes first. */
static void twin_why(const twin *t, const pair *p, uint32_t slot) {
  const plain_phone *phone = &t->phones[slot];
  redial_bar bar = redial_why_not(&p->scene, &p->hunt, slot, t->now);

  if (phone->absent) {
    assert_int_not_equal(bar, REDIAL_BAR_NONE); /* whatever it was before */
    assert_int_not_equal(bar, REDIAL_BAR_COOLING);
  } else if (p->plain.round_out[slot] || p->plain.call_out[slot]) {
    assert_true(bar == REDIAL_BAR_TRIED || bar == REDIAL_BAR_SUPPRESSED);
  } else if (phone->calls >= phone->capacity) {
    assert_int_equal(bar, REDIAL_BAR_BUSY);
  } else {
    assert_int_equal(bar, phone->cool > t->now ? REDIAL_BAR_COOLING
                                               : REDIAL_BAR_NONE);
  }
}

static void twin_same(const twin *t, const pair *p) {
  redial_hunt_record record = redial_hunt_summary(&p->hunt);
  uint32_t calls = 0;
  uint32_t i;

  for (i = 0; i < PHONES; i++) {
    calls += t->phones[i].calls;
    twin_why(t, p, i);
  }
  assert_int_equal(record.state, p->plain.state);
  assert_int_equal(record.attempts, p->plain.history.attempts);
  assert_int_equal(record.rounds, p->plain.history.rounds + 1);
  assert_int_equal(record.legs, plain_active(&p->plain));
  assert_int_equal(record.heard, p->plain.history.heard);
  assert_int_equal(record.repairs, p->plain.history.repairs);
  assert_int_equal(record.forwards, p->forwards);
  assert_int_equal(record.outcome, p->plain.last.outcome);
  assert_int_equal(record.whom, p->plain.state == REDIAL_HUNT_ANSWERED ||
                                    p->plain.state == REDIAL_HUNT_DONE
                                  ? p->plain.legs[p->plain.winner].slot
                                  : REDIAL_NO_SLOT);
  assert_true(record.took_ms <= t->now - p->plain.begun);
  assert_int_equal(redial_pool_count(&t->whom.pool).leases, calls);
}

static void twin_poll(twin *t, pair *p) {
  redial_step step =
    redial_hunt_poll(&p->hunt, &p->scene, t->now, test_random(&t->seed));
  redial_hunt_record record = redial_hunt_summary(&p->hunt);
  plain_step plain;

  if (step.kind == REDIAL_STEP_DIAL || step.kind == REDIAL_STEP_REPAIR) {
    p->names++;
    assert_true(p->names < 256);
    p->leases[p->names] = step.lease;
  }
  plain = plain_poll(t, p, (redial_bar)record.bar);
  assert_int_equal(step.kind, plain.kind);
  assert_int_equal(step.whom, plain.slot);
  assert_int_equal(step.cause, plain.cause);
  assert_int_equal(step.kind == REDIAL_STEP_REPAIR ? step.action : step.reason,
                   plain.word);
  if (step.kind == REDIAL_STEP_WAIT) {
    assert_int_equal(step.wake_ms, plain.wake);
    if (below(t, 3) == 0 && step.wake_ms != REDIAL_NEVER) {
      twin_later(t, step.wake_ms);
    }
  }
  if (step.kind == REDIAL_STEP_STOP) {
    assert_int_equal(step.why, p->plain.why);
  }
  p->ended = p->ended || step.kind >= REDIAL_STEP_DONE;
}

static redial_evidence twin_evidence(twin *t) {
  static const int16_t codes[] = {100, 180, 180, 200, 486, 480, 408, 404,
                                  603, 600, 607, 503, 500, 401, 491, 302,
                                  482, 487, 413, 484, 403, 699, 580, 0};
  int16_t code = codes[below(t, sizeof(codes) / sizeof(codes[0]))];
  redial_evidence seen = test_code(code);

  seen.origin = code == 0 ? REDIAL_ORIGIN_LOCAL_TIMEOUT : REDIAL_ORIGIN_REMOTE;
  seen.marks = below(t, 2) ? REDIAL_MARK_CONTACT : 0;
  return seen;
}

/* Of any attempt that there ever was, so that many come late or twice. */
static void twin_tell(twin *t, pair *p) {
  redial_evidence seen = twin_evidence(t);
  uint32_t back = below(t, 4) ? below(t, 3) : below(t, p->names + 2);
  uint32_t name = back <= p->names ? p->names - back : 0;
  plain_leg *leg = name > 0 ? plain_find(&p->plain, name) : NULL;
  redial_hunt_report report;
  redial_decision made;

  p->leases[0].slot = below(t, PHONES + 2); /* never given */
  p->leases[0].generation = 0xfffffff0u;
  report =
    redial_hunt_event(&p->hunt, &p->scene, p->leases[name], &seen, t->now);
  if (leg == NULL) {
    assert_int_equal(report.status, REDIAL_ERR_NO_LEASE);
  } else if (leg->state != PLAIN_LIVE) {
    assert_int_equal(report.status,
                     plain_late(t, &p->plain, leg, &report.verdict));
  } else if (report.verdict.outcome == REDIAL_OUTCOME_PROGRESS) {
    assert_int_equal(report.status, REDIAL_OK);
    plain_heard(t, &p->plain, leg, &report.verdict);
  } else {
    seen.progress = (uint8_t)leg->progress;
    assert_int_equal(report.whom, leg->slot);
    made =
      plain_final(t, p, leg, &report.verdict, &seen, report.decision.wait_ms);
    assert_int_equal(report.status, REDIAL_OK);
    assert_int_equal(report.decision.next, made.next);
    assert_int_equal(report.decision.why, made.why);
    assert_int_equal(report.decision.leaves, made.leaves);
    assert_int_equal(report.decision.blame, made.blame);
    assert_int_equal(report.decision.hold, made.hold);
    assert_int_equal(report.decision.cancel, made.cancel);
  }
}

static void twin_unwanted(twin *t, pair *p) {
  bool gone = below(t, 2);
  bool over = p->plain.state >= REDIAL_HUNT_ANSWERED;
  redial_status status =
    gone ? redial_hunt_caller_gone(&p->hunt, &p->scene, t->now)
         : redial_hunt_withdraw(&p->hunt, &p->scene, t->now);

  assert_int_equal(status, over ? REDIAL_ERR_STATE : REDIAL_OK);
  if (!over) {
    plain_cancel_all(t, &p->plain, NULL, REDIAL_CANCEL_REASON_ENDED, 0);
    plain_close(&p->plain,
                gone ? REDIAL_WHY_CALLER_GONE : REDIAL_WHY_WITHDRAWN);
  }
}

static void twin_forward(twin *t, pair *p) {
  uint32_t slot = below(t, PHONES + 1);
  redial_status status;
  redial_status plain = REDIAL_OK;

  if (slot < PHONES && t->phones[slot].absent) {
    return;
  }
  status =
    redial_hunt_forwarded(&p->hunt, &p->scene, slot < PHONES ? 1000 + slot : 5);
  if (p->plain.state >= REDIAL_HUNT_CLOSED) {
    plain = REDIAL_ERR_STATE;
  } else if (p->forwards >= REDIAL_HUNT_DEPTH) {
    plain = REDIAL_ERR_FULL;
  } else if (slot < PHONES &&
             (p->plain.round_out[slot] || p->plain.call_out[slot])) {
    plain = REDIAL_ERR_STATE;
  } else if (slot < PHONES) {
    p->plain.round_out[slot] = true;
  } else {
    plain = REDIAL_ERR_NO_MATCH;
  }
  p->forwards += plain == REDIAL_OK || plain == REDIAL_ERR_NO_MATCH;
  assert_int_equal(status, plain);
}

static void twin_reload(twin *t) {
  uint32_t slot = below(t, PHONES);

  t->phones[slot].absent = !t->phones[slot].absent;
  twin_roster(t);
}

/* Told to another machine as text, the call goes on the same; when notes had
   to be left out of the text, more counts as tried. */
static void twin_token(pair *p) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  redial_hunt hunt;
  redial_span span;

  if (redial_hunt_token_write(&p->hunt, text, sizeof(text)) != REDIAL_OK) {
    return;
  }
  span.ptr = text;
  span.len = strlen(text);
  assert_int_equal(redial_hunt_token_read(span, &hunt), REDIAL_OK);
  /* The one leg stands in the first place; the order of legs is an order of
     steps. */
  if (hunt.note_count == p->hunt.note_count &&
      (hunt.used == 0 || p->hunt.legs[0].state != 0)) {
    p->hunt = hunt;
  }
}

static void twin_act(twin *t, pair *p) {
  t->steps++;
  switch (below(t, 32)) {
  case 0:
    twin_later(t, t->now + below(t, 20000));
    break;
  case 1:
    if (below(t, 8) == 0) {
      twin_reload(t);
    }
    break;
  case 2:
    if (below(t, 12) == 0) {
      twin_unwanted(t, p);
    }
    break;
  case 3:
    if (below(t, 6) == 0) {
      twin_forward(t, p);
    }
    break;
  case 4:
    twin_token(p);
    break;
  default:
    if (below(t, 3) == 0) {
      twin_tell(t, p);
    } else {
      twin_poll(t, p);
    }
    break;
  }
  twin_same(t, p);
}

static bool twin_goes_on(const twin *t) {
  uint32_t i;

  for (i = 0; i < CALLS; i++) {
    if (!t->calls[i].ended) {
      return true;
    }
  }
  return false;
}

static void the_hunt_says_what_a_plain_reference_says(void **state) {
  uint64_t steps = 0;
  uint32_t world;
  uint32_t i;

  (void)state;
  for (world = 0; world < WORLDS; world++) {
    twin t;

    twin_open(&t, world);
    for (i = 0; i < CALLS; i++) {
      twin_begin(&t, &t.calls[i], 1 + i);
    }
    while (twin_goes_on(&t)) {
      twin_act(&t, &t.calls[below(&t, CALLS)]);
      assert_true(t.steps < 100000);
    }
    for (i = 0; i < 50; i++) { /* and what comes after the end */
      twin_act(&t, &t.calls[below(&t, CALLS)]);
    }
    assert_int_equal(redial_pool_count(&t.whom.pool).leases, 0);
    assert_int_equal(redial_pool_check(&t.whom.pool), REDIAL_OK);
    steps += t.steps;
    test_pool_close(&t.whom);
  }
  print_message("%lu steps\n", (unsigned long)steps);
  assert_true(steps > 10000000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_hunt_says_what_a_plain_reference_says),
  };

  return cmocka_run_group_tests_name("hunt_reference", tests, NULL, NULL);
}
