/* A monitoring system wants to see what the trunks are doing. The library
 * counts; the text is the program's, and prometheus/ writes it. Ten calls by
 * each of two trunks: gauges, because a window forgets.
 *
 * Output, without the HELP and TYPE lines:
 *
 *   redial_results{trunk="north",result="offered"} 10
 *   redial_results{trunk="north",result="answered"} 7
 *   redial_results{trunk="north",result="busy"} 3
 *   redial_results{trunk="north",result="no_answer"} 0
 *   redial_results{trunk="north",result="declined"} 0
 *   redial_results{trunk="north",result="unavailable"} 0
 *   redial_results{trunk="north",result="failed"} 0
 *   redial_results{trunk="south",result="offered"} 10
 *   redial_results{trunk="south",result="answered"} 0
 *   redial_results{trunk="south",result="busy"} 0
 *   redial_results{trunk="south",result="no_answer"} 0
 *   redial_results{trunk="south",result="declined"} 2
 *   redial_results{trunk="south",result="unavailable"} 0
 *   redial_results{trunk="south",result="failed"} 3
 *   redial_share{trunk="north"} 1.0000
 *   redial_share{trunk="south"} 0.0000
 *   redial_ejected 1
 *   redial_ejections_withheld_total 0
 *   redial_clock_backward_total 0
 */

#include "prometheus/prometheus.h"

#define TRUNKS 2

static const char *const names[TRUNKS] = {"north", "south"};

static void play(const redial_health *trunks, uint32_t slot, int32_t code,
                 uint32_t times, uint64_t now_ms) {
  redial_health_event event = {0};

  event.verdict = redial_classify(code);
  event.origin = REDIAL_ORIGIN_REMOTE;
  while (times-- > 0) {
    redial_health_offer(trunks, slot, now_ms);
    redial_health_report(trunks, slot, &event, now_ms);
  }
}

static const char *name_of(const void *of, uint32_t slot) {
  (void)of;
  return names[slot];
}

int main(void) {
  redial_health_pool pool;
  redial_health_slot slots[TRUNKS];
  redial_health trunks = {&pool, slots, &redial_health_defaults};
  prometheus_side side = {&trunks, TRUNKS, "trunk", name_of, NULL};
  uint64_t now_ms = 1000;
  uint32_t slot;

  redial_health_init(&trunks, TRUNKS, now_ms);
  for (slot = 0; slot < TRUNKS; slot++) {
    redial_health_enter(&trunks, slot, REDIAL_KIND_TRUNK, REDIAL_ROLE_VIA);
  }
  play(&trunks, 0, 200, 7, now_ms);
  play(&trunks, 0, 486, 3, now_ms);
  play(&trunks, 1, 603, 2, now_ms);
  play(&trunks, 1, 404, 5, now_ms); /* wrong numbers: nobody's fault */
  play(&trunks, 1, 503, 3, now_ms); /* three in a row: ejected */
  prometheus_write(stdout, &side, 1, now_ms);
  return 0;
}
