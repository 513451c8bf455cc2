#include <redial/backoff.h>

/* Uniform over 0..last, both included. last + 1 values may be 2^32, so the
   product needs 64 bits. */
static uint32_t backoff_draw(uint32_t last, uint32_t random) {
  return (uint32_t)(((uint64_t)last + 1) * random >> 32);
}

void redial_backoff_init(redial_backoff *backoff, uint32_t base_ms,
                         uint32_t cap_ms, redial_jitter jitter) {
  backoff->base_ms = base_ms;
  backoff->cap_ms = cap_ms;
  backoff->jitter = (uint8_t)jitter;
  backoff->reserved = 0;
  redial_backoff_reset(backoff);
}

uint32_t redial_backoff_next(redial_backoff *backoff, uint32_t random) {
  uint32_t window;

  if (backoff->hinted) {
    uint32_t hint = backoff->hint_ms;

    redial_backoff_reset(backoff);
    return hint;
  }
  window =
    redial_backoff_window(backoff->base_ms, backoff->cap_ms, backoff->step);
  if (backoff->step < UINT8_MAX) {
    backoff->step++;
  }
  return redial_backoff_jitter(window, (redial_jitter)backoff->jitter, random);
}

void redial_backoff_hint(redial_backoff *backoff, uint32_t wait_ms) {
  backoff->hint_ms = wait_ms;
  backoff->hinted = 1;
}

void redial_backoff_reset(redial_backoff *backoff) {
  backoff->hint_ms = 0;
  backoff->hinted = 0;
  backoff->step = 0;
}

uint32_t redial_backoff_window(uint32_t base_ms, uint32_t cap_ms,
                               uint32_t doublings) {
  /* Halving the cap instead cannot overflow. */
  uint32_t most = doublings < 32 ? cap_ms >> doublings : 0;

  return base_ms <= most ? base_ms << (doublings & 31) : cap_ms;
}

uint32_t redial_backoff_jitter(uint32_t window_ms, redial_jitter jitter,
                               uint32_t random) {
  switch (jitter) {
  case REDIAL_JITTER_FULL:
    return backoff_draw(window_ms, random);
  case REDIAL_JITTER_EQUAL:
    return window_ms - backoff_draw(window_ms / 2, random);
  case REDIAL_JITTER_NONE:
    break;
  }
  return window_ms;
}
