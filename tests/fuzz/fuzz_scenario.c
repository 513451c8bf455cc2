#include "fuzz.h"

#include "../../examples/cli/hunt/player.h"

/* Lines in the middle of a scenario that can be played: read, and played when
   they say something.
 *
 *   clang -fsanitize=fuzzer,address -DREDIAL_STATIC -Iinclude \
 *     tests/fuzz/fuzz_scenario.c lib/redial_all.c \
 *     $(ls examples/cli/?*.c examples/cli/hunt/?*.c | grep -v main.c) \
 *     examples/prometheus/prometheus.c -o fuzz_scenario
 */

FUZZ_WORDS(FUZZ_LIST(
  "\ntarget c ", "\ngateway h ", "\ngroup g a b ", "\nanswer a ",
  "\nanswer b via=n ", "\nanswer n ", "\nscene ", "\ncall y ", "\nat 1s ",
  "\npolicy devices ", "\nplan busy ", "\nrule 486 -> ", "\nrules\n", "\nend\n",
  "\nbudget ", "\ncannot queue ", "+1s ", "+50ms ", "100 ", "180 ", "183 ",
  "200 ", "302 ", "401 ", "486 ", "503 ", "603+ ", "refused ", "silence ",
  "pass ", "forward=a ", "contact=b ", "retry_after=2s ", "media=yes ",
  "talk=1s ", "q850=17 ", "twilio:31486 ", "person=p ", "capacity=0 ",
  "wrap_up=1s ", "width=3 ", "stage=1s ", "strategy=hash ", "group=g ",
  "hangup=1s ", "withdraw=0 ", "last_resort=yes ", "rounds=none ",
  "attempts=none ", "floor=0 ", "repairs=follow_contacts ", "tries=9 ",
  "wait=0 ", "unregistered a ", "occupy b ", "leave a ", "join a ",
  "change a capacity=3 ", "options n 503 ", "disable b ", "clock -5s ",
  "clock +1h ", "retry=later ", "until 1h "));

static const char fuzz_before[] = "target a\n"
                                  "target b\n"
                                  "gateway n\n"
                                  "answer a 180 +1s 486\n"
                                  "answer b 180 +1s 200 talk=1s\n";
static const char fuzz_after[] = "\n"
                                 "call x\n";

/* Thousands of complaints help nobody. */
static void fuzz_be_silent(void) {
  static bool done;

  if (!done) {
    FUZZ_CHECK(freopen("/dev/null", "w", stderr) != NULL);
    done = true;
  }
}

static void fuzz_play(redial_span text) {
  scenario s;
  player p;

  if (!scenario_read("hunt", "-", text, &s)) {
    return;
  }
  memset(&p, 0, sizeof(p));
  p.s = &s;
  p.command = "hunt";
  p.quiet = true;
  p.why = true;
  (void)player_run(&p);
  scenario_free(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t before = sizeof(fuzz_before) - 1;
  size_t after = sizeof(fuzz_after) - 1;
  uint8_t *whole = (uint8_t *)malloc(before + size + after);

  FUZZ_CHECK(whole != NULL);
  fuzz_be_silent();
  memcpy(whole, fuzz_before, before);
  memcpy(whole + before, data, size);
  memcpy(whole + before + size, fuzz_after, after);
  fuzz_play(fuzz_span(whole, before + size + after));
  free(whole);
  return 0;
}
