/* Makes a known number of calls of one function, for callgrind to count:
 *   calls NAME        makes them and prints how many
 * Built at -O2 whatever the build type is. */

#include <redial/redial.h>
#include <stdio.h>
#include <string.h>

#define CALLS 4096

/* 16 failure codes with the weights of a busy trunk, in per cent. */
static const struct {
  int16_t code;
  uint8_t share;
} mix[] = {{486, 20}, {480, 15}, {487, 14}, {404, 12}, {503, 8}, {408, 8},
           {603, 5},  {500, 4},  {403, 3},  {401, 2},  {407, 2}, {484, 2},
           {488, 2},  {502, 1},  {504, 1},  {600, 1}};

static uint32_t seed = 1;
static volatile uint32_t sink;

static uint32_t draw(uint32_t range) {
  seed = seed * 1664525u + 1013904223u;
  return (uint32_t)(((uint64_t)seed * range) >> 32);
}

static int32_t mixed_code(void) {
  uint32_t at = draw(100);
  size_t i = 0;

  while (at >= mix[i].share) {
    at -= mix[i++].share;
  }
  return mix[i].code;
}

static int32_t any_code(void) {
  return (int32_t)(100 + draw(600));
}

static int32_t unregistered_code(void) {
  return (int32_t)(610 + draw(70));
}

static int32_t constant_code(void) {
  return 486;
}

static void classify(int32_t (*next)(void)) {
  int i;

  for (i = 0; i < CALLS; i++) {
    sink += redial_classify(next()).outcome;
  }
}

static void classify_mix(void) {
  classify(mixed_code);
}

static void classify_any(void) {
  classify(any_code);
}

static void classify_unregistered(void) {
  classify(unregistered_code);
}

static void classify_constant(void) {
  classify(constant_code);
}

static void assess_bare(void) {
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_evidence seen = {0};

    seen.code = mixed_code();
    sink += redial_assess(&seen).outcome;
  }
}

static redial_span text(const char *terminated) {
  redial_span span;

  span.ptr = terminated;
  span.len = strlen(terminated);
  return span;
}

static const char *const reasons[] = {
  "Q.850;cause=17;text=\"User busy\"",
  "SIP;cause=200;text=\"Call completed elsewhere\"",
  "Q.850 ;cause=16 ;text=\"Terminated\"", "SIP;cause=486"};

static void reason_read(void) {
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_evidence seen = {0};

    redial_reason_read(text(reasons[i % 4]), &seen);
    sink += seen.q850_cause;
  }
}

static void reason_next(void) {
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_span cursor = text(reasons[i % 4]);
    redial_reason value;

    sink += redial_reason_next(&cursor, &value) ? value.cause : 0;
  }
}

static void retry_after_read(void) {
  static const char *const samples[] = {
    "120", "18000;duration=3600", "120 (I'm in a meeting);duration=60", "5"};
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_retry_after after = {0};

    redial_retry_after_read(text(samples[i % 4]), &after);
    sink += after.seconds;
  }
}

/* A phone of a hunt group is busy and another one is left. */
static void decide_next_phone(void) {
  redial_verdict busy = redial_classify(486);
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_history history = {0};
    redial_situation now = {0};

    now.now_ms = 1000;
    now.random = draw(0xffffffffu);
    now.endpoints_left = 3;
    redial_history_place(&history, 1000);
    sink +=
      redial_decide(&redial_profile_hunt_group, &history, &busy, &now).next;
  }
}

/* Any failure of the mix by a phone of a hunt group, and others are left. */
static void decide_mix(void) {
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_verdict verdict = redial_classify(mixed_code());
    redial_history history = {0};
    redial_situation now = {0};

    now.now_ms = 1000;
    now.random = draw(0xffffffffu);
    now.endpoints_left = 3;
    redial_history_place(&history, 1000);
    sink +=
      redial_decide(&redial_profile_hunt_group, &history, &verdict, &now).next;
  }
}

/* The same for one number by several carriers. */
static void decide_mix_vias(void) {
  int i;

  for (i = 0; i < CALLS; i++) {
    redial_verdict verdict = redial_classify(mixed_code());
    redial_history history = {0};
    redial_situation now = {0};

    now.now_ms = 1000;
    now.random = draw(0xffffffffu);
    now.has_via = 1;
    now.vias_left = 3;
    redial_history_place(&history, 1000);
    sink +=
      redial_decide(&redial_profile_carrier_failover, &history, &verdict, &now)
        .next;
  }
}

/* A claim and its release on a board of 1000 slots that nobody else uses. */
static void shared_board(void) {
  static uint64_t memory[2048];
  redial_shared_config config = {1000, 4, 60, 0};
  redial_claim claim;
  redial_shared board;
  uint32_t i;

  sink += redial_shared_bytes(&config) > sizeof(memory);
  if (redial_shared_init(&board, memory, sizeof(memory), &config) !=
      REDIAL_OK) {
    return;
  }
  for (i = 0; i < 1000; i++) {
    (void)redial_shared_open(&board, i);
  }
  for (i = 0; i < CALLS; i++) {
    (void)redial_shared_claim(&board, 1000, &claim);
    sink += claim.slot;
    (void)redial_shared_release(&board, &claim);
  }
}

static const struct {
  const char *name;
  void (*run)(void);
} workloads[] = {
  {"shared_claim", shared_board},
  {"shared_release", shared_board},
  {"reason_read", reason_read},
  {"reason_next", reason_next},
  {"retry_after_read", retry_after_read},
  {"decide_next_phone", decide_next_phone},
  {"decide_mix", decide_mix},
  {"decide_mix_vias", decide_mix_vias},
  {"classify_mix", classify_mix},
  {"classify_any", classify_any},
  {"classify_unregistered", classify_unregistered},
  {"classify_constant", classify_constant},
  {"assess_bare", assess_bare},
};

int main(int argc, char **argv) {
  size_t i;

  for (i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++) {
    if (argc == 2 && strcmp(argv[1], workloads[i].name) == 0) {
      workloads[i].run();
      printf("%d\n", CALLS);
      return 0;
    }
  }
  fprintf(stderr, "calls: which workload?\n");
  return 2;
}
