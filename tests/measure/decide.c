/* Instructions of one decision. Under callgrind:
 *
 *   cc -O2 -std=c99 -Iinclude -DREDIAL_STATIC tests/measure/decide.c \
 *     build/lib/libredial.a -o /tmp/measure_decide
 *   valgrind --tool=callgrind --callgrind-out-file=/tmp/decide.out \
 *     --toggle-collect=redial_decide /tmp/measure_decide 486
 *   callgrind_annotate /tmp/decide.out | grep redial_decide
 *
 * and divide by 1000. Arguments: the SIP code; 1 for an attempt by a via.
 */

#include <redial/redial.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  redial_verdict verdict = redial_classify(argc > 1 ? atoi(argv[1]) : 486);
  redial_history history = {0};
  redial_situation situation = {0};
  uint32_t sum = 0;
  uint32_t i;

  situation.has_via = argc > 2 && atoi(argv[2]) != 0;
  situation.vias_left = situation.has_via;
  situation.endpoints_left = 2;
  redial_history_place(&history, 1000);
  for (i = 0; i < 1000; i++) {
    redial_decision decision;

    situation.now_ms = 2000 + i;
    decision =
      redial_decide(&redial_profile_hunt_group, &history, &verdict, &situation);
    sum += decision.next;
  }
  return printf("%u\n", sum) < 0;
}
