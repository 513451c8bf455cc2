/* A monitoring system wants to see what the trunks are doing. The library
 * counts; the text is the program's. Ten calls by each of two trunks, in the
 * text exposition format of Prometheus: gauges, because a window forgets.
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

#include <redial/redial.h>

#include <inttypes.h>
#include <stdio.h>

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

static void print_results(const redial_health *trunks, uint64_t now_ms) {
  static const char *const results[REDIAL_COUNTS] = {
    "offered",  "answered",    "busy",  "no_answer",
    "declined", "unavailable", "failed"};
  uint32_t slot;
  uint32_t count;

  puts("# HELP redial_results What came back in the last minutes.");
  puts("# TYPE redial_results gauge");
  for (slot = 0; slot < TRUNKS; slot++) {
    redial_health_tally tally = redial_health_window(trunks, slot, now_ms);

    for (count = 0; count < REDIAL_COUNTS; count++) {
      printf("redial_results{trunk=\"%s\",result=\"%s\"} %" PRIu32 "\n",
             names[slot], results[count], tally.counts[count]);
    }
  }
}

static void print_shares(const redial_health *trunks, uint64_t now_ms) {
  uint32_t slot;

  puts("# HELP redial_share Share of its weight that a trunk gets now.");
  puts("# TYPE redial_share gauge");
  for (slot = 0; slot < TRUNKS; slot++) {
    uint32_t share = redial_health_look(trunks, slot, now_ms).share;

    printf("redial_share{trunk=\"%s\"} %" PRIu32 ".%04" PRIu32 "\n",
           names[slot], share / 10000, share % 10000);
  }
}

static void print_pool(const redial_health_pool *pool) {
  puts("# HELP redial_ejected Trunks that are ejected now.");
  puts("# TYPE redial_ejected gauge");
  printf("redial_ejected %" PRIu32 "\n", pool->ejected);
  puts("# HELP redial_ejections_withheld_total Held back by the ceiling.");
  puts("# TYPE redial_ejections_withheld_total counter");
  printf("redial_ejections_withheld_total %" PRIu32 "\n", pool->withheld);
  puts("# HELP redial_clock_backward_total Times the clock went backward.");
  puts("# TYPE redial_clock_backward_total counter");
  printf("redial_clock_backward_total %" PRIu32 "\n", pool->backward);
}

int main(void) {
  redial_health_pool pool;
  redial_health_slot slots[TRUNKS];
  redial_health trunks = {&pool, slots, &redial_health_defaults};
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
  print_results(&trunks, now_ms);
  print_shares(&trunks, now_ms);
  print_pool(&pool);
  return 0;
}
