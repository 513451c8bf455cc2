#include "../caps/caps.h"
#include "../core/day.h"

#define CAPS_NEVER UINT64_MAX

/* Keeps the latest time; of equal ones, the first. */
static void caps_ask(redial_caps_answer *answer, uint64_t until_s,
                     redial_caps_why why) {
  if (until_s > answer->unix_s) {
    answer->unix_s = until_s;
    answer->why = (uint8_t)why;
  }
}

static uint64_t caps_until(uint64_t from_s, uint32_t span_s, bool by_day,
                           int32_t offset_min) {
  if (by_day) {
    /* The day of the event is the first of the span. */
    from_s = rdi_sub64(from_s, rdi_moment_of(from_s, offset_min).second);
  }
  return rdi_add64(from_s, span_s);
}

/* A limit of 0 asks for nothing, even when the clock went backward. */
static uint64_t caps_after(uint64_t from_s, uint32_t gap_s) {
  return gap_s == 0 ? 0 : rdi_add64(from_s, gap_s);
}

static void caps_ask_gaps(redial_caps_answer *answer,
                          const redial_caps_limits *limits,
                          const redial_caps_record *record) {
  if (record->used > 0 || (record->seen & RDI_CAPS_ENDED) != 0) {
    caps_ask(answer, caps_after(rdi_caps_last_s(record), limits->gap_s),
             REDIAL_CAPS_WHY_GAP);
  }
  if (record->last == REDIAL_CAPS_END_BUSY) {
    caps_ask(answer, caps_after(record->ended_s, limits->busy_gap_s),
             REDIAL_CAPS_WHY_BUSY);
  }
  if (record->last == REDIAL_CAPS_END_NO_ANSWER) {
    caps_ask(answer, caps_after(record->ended_s, limits->no_answer_gap_s),
             REDIAL_CAPS_WHY_NO_ANSWER);
  }
}

static void caps_ask_quiet(redial_caps_answer *answer,
                           const redial_caps_limits *limits,
                           const redial_caps_record *record,
                           int32_t offset_min) {
  if ((record->seen & RDI_CAPS_TALKED) != 0 && limits->talked_s != 0) {
    caps_ask(answer,
             caps_until(record->talked_s, limits->talked_s,
                        limits->talked_by_day != 0, offset_min),
             REDIAL_CAPS_WHY_TALKED);
  }
  if ((record->seen & RDI_CAPS_ABANDONED) != 0) {
    caps_ask(answer, caps_after(record->abandoned_s, limits->abandoned_s),
             REDIAL_CAPS_WHY_ABANDONED);
  }
}

/* When attempt i, newest first, leaves the window. */
static uint64_t caps_leaves(const redial_caps_window *window,
                            const redial_caps_record *record, uint32_t i,
                            int32_t offset_min) {
  return caps_until(rdi_sub64(record->newest_s, record->age_s[i]),
                    window->span_s, window->by_day != 0, offset_min);
}

static bool caps_counts(const redial_caps_window *window,
                        const redial_caps_record *record, uint32_t i) {
  return window->counts == REDIAL_CAPS_COUNT_PLACED ||
         (record->rang >> i & 1u) != 0;
}

/* There is room again when the attempt leaves that has most - 1 newer ones.
   A record that no longer holds it takes it for as new as the oldest held:
   longer than needed, never shorter. */
static uint64_t caps_window_until(const redial_caps_window *window,
                                  const redial_caps_record *record,
                                  int32_t offset_min) {
  uint32_t ever = window->counts == REDIAL_CAPS_COUNT_PLACED ? record->placed
                                                             : record->alerted;
  uint32_t counted = 0;
  uint32_t i;

  if (window->most == 0) {
    return CAPS_NEVER;
  }
  /* A damaged record may claim more than it has room for. */
  for (i = 0; i < record->used && i < REDIAL_CAPS_RING; i++) {
    counted += caps_counts(window, record, i);
    if (counted == window->most) {
      return caps_leaves(window, record, i, offset_min);
    }
  }
  return ever >= window->most
           ? caps_leaves(window, record, REDIAL_CAPS_RING - 1, offset_min)
           : 0;
}

static void caps_ask_windows(redial_caps_answer *answer,
                             const redial_caps_limits *limits,
                             const redial_caps_record *record,
                             int32_t offset_min) {
  uint8_t i;

  for (i = 0; i < REDIAL_CAPS_WINDOWS; i++) {
    const redial_caps_window *window = &limits->window[i];
    uint64_t until_s = 0;

    if (window->span_s != 0) {
      until_s = caps_window_until(window, record, offset_min);
    }
    if (until_s > answer->unix_s) {
      answer->window = i;
    }
    caps_ask(answer, until_s, REDIAL_CAPS_WHY_WINDOW);
  }
}

redial_caps_answer redial_caps_not_before(const redial_caps_limits *limits,
                                          const redial_caps_record *record,
                                          uint64_t unix_s, int32_t offset_min) {
  redial_caps_answer answer = {0, REDIAL_CAPS_WHY_NONE, 0, {0, 0, 0, 0, 0, 0}};

  answer.unix_s = unix_s;
  caps_ask_gaps(&answer, limits, record);
  caps_ask_quiet(&answer, limits, record, offset_min);
  caps_ask_windows(&answer, limits, record, offset_min);
  if (limits->series != 0 && record->series >= limits->series) {
    caps_ask(&answer, CAPS_NEVER, REDIAL_CAPS_WHY_SERIES);
  }
  return answer;
}
