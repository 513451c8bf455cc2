#ifndef REDIAL_HEALTH_WARD_H
#define REDIAL_HEALTH_WARD_H

/* What the files of the health room share. */

#include "../core/inner.h"
#include <redial/health.h>
#include <redial/sign.h>

RDI_PRIVATE_BEGIN

/* Marks of a slot. */
#define RDI_WARD_WAY 0x01u       /* judged as a via */
#define RDI_WARD_ANSWERS 0x02u   /* should always answer */
#define RDI_WARD_RECOVERED 0x04u /* at_ms is when it did */

/* entry.c */
/* The record of a target; NULL beyond the capacity and where there is none. */
redial_health_slot *rdi_ward_slot(const redial_health *health, uint32_t slot);
/* now_ms, or the latest time told when the clock has gone backward. */
uint64_t rdi_ward_now(const redial_health *health, uint64_t now_ms);
/* The same, and remembers it. */
uint64_t rdi_ward_tick(const redial_health *health, uint64_t now_ms);
/* Whole seconds since the pool's begin. */
uint32_t rdi_ward_seconds(const redial_health *health, uint64_t now_ms);
/* Has a count come to its threshold? One of 0 is never reached. */
bool rdi_ward_reached(uint32_t count, uint32_t threshold);

/* An endpoint that is a trunk or a server only leads to people. */
static inline bool rdi_ward_way(redial_kind kind, redial_role role) {
  return role == REDIAL_ROLE_VIA || kind == REDIAL_KIND_TRUNK ||
         kind == REDIAL_KIND_SERVER;
}

static inline bool rdi_ward_is_way(const redial_health_slot *slot) {
  return (slot->marks & RDI_WARD_WAY) != 0;
}

static inline bool rdi_ward_is_out(const redial_health_slot *slot) {
  return slot->state > REDIAL_BREAKER_CLOSED;
}

/* window.c */
void rdi_window_add(const redial_health *health, redial_health_slot *slot,
                    uint32_t count, uint64_t now_ms);
redial_health_tally rdi_window_of(const redial_health *health,
                                  const redial_health_slot *slot,
                                  uint64_t now_ms);
/* Begin of the time that a tally covers. */
uint64_t rdi_window_begin(const redial_health *health, uint64_t now_ms);
/* Results that a callee decided: answered, busy, ... unavailable. */
uint32_t rdi_window_decided(const redial_health_tally *tally);

/* hourly.c */
void rdi_hourly_add(redial_health_pool *pool, uint64_t unix_s, bool declined);

/* breaker.c */
void rdi_breaker_offer(const redial_health *health, redial_health_slot *slot,
                       uint64_t now_ms);
void rdi_breaker_result(const redial_health *health, redial_health_slot *slot,
                        redial_blame blame, uint64_t now_ms);
/* How many may be out together. */
uint32_t rdi_breaker_ceiling(const redial_health *health);

/* view.c */
redial_health_view rdi_view(const redial_health *health,
                            const redial_health_slot *slot, uint64_t now_ms);
bool rdi_view_trial_due(const redial_health_slot *slot, uint64_t now_ms);

/* sign_slot.c, sign_pool.c: is the sign up? It is told whether it was. */
bool rdi_sign_of_slot(const redial_health *health, redial_sign *sign,
                      bool was_up, uint64_t now_ms);
bool rdi_sign_of_pool(const redial_health *health, redial_sign *sign,
                      bool was_up);
/* sign_share.c: is count of of surely above a rate, and above the peers; and
   is it enough to keep up a sign that is? */
bool rdi_share_is_high(const redial_health *health, const redial_sign *sign,
                       uint32_t rate);
bool rdi_share_stands_out(const redial_health *health, const redial_sign *sign,
                          uint32_t peer_hits, uint32_t peer_of);
bool rdi_share_stays(const redial_sign *sign, uint32_t rate);

RDI_PRIVATE_END

#endif
