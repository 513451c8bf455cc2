/* Three digests (FNV-1a of 64 bits). Numbers go in by value, lowest byte
   first, never as they lie in memory, so that byte order and padding do not
   count. */

#include "selftest.h"
#include <redial/redial.h>
#include <string.h>

static uint64_t selftest_digest;

static void add(uint32_t value) {
  uint32_t i;

  for (i = 0; i < 4; i++) {
    selftest_digest ^= value >> (8 * i) & 0xff;
    selftest_digest *= UINT64_C(0x100000001b3);
  }
}

static void add_long(uint64_t value) {
  add((uint32_t)value);
  add((uint32_t)(value >> 32));
}

static void add_verdict(redial_verdict v) {
  add((uint32_t)v.code);
  add(v.sip);
  add(v.effective);
  add(v.outcome);
  add(v.about);
  add(v.scope);
  add(v.retry);
  add(v.action);
  add(v.treatment);
  add(v.mapping);
  add(v.confidence);
  add(v.flags);
  add(v.rules);
}

/* The verdicts: the numbers that tests/test_classify.c records. */
static void selftest_verdicts(void) {
  static const redial_namespace namespaces[] = {
    REDIAL_NAMESPACE_NONE, REDIAL_NAMESPACE_SIP,  REDIAL_NAMESPACE_TWILIO,
    REDIAL_NAMESPACE_Q850, REDIAL_NAMESPACE_DIAL,
  };
  static const int32_t far[] = {
    573005,
    1000000,
    INT32_MAX,
    INT32_MAX - 1,
    -1,
    -2,
    -100,
    -486,
    -31486,
    INT32_MIN,
    INT32_MIN + 1,
    0x10000 + 486,
    0x10000 * 7 + 603,
  };
  uint32_t n;
  uint32_t i;
  int32_t code;

  for (n = 0; n < sizeof(namespaces) / sizeof(namespaces[0]); n++) {
    for (code = -700; code <= 131071; code++) {
      add_verdict(redial_classify_in(namespaces[n], code));
    }
    for (i = 0; i < sizeof(far) / sizeof(far[0]); i++) {
      add_verdict(redial_classify_in(namespaces[n], far[i]));
    }
  }
}

static const char *const selftest_messages[] = {
  "SIP/2.0 486 Busy Here\r\nCSeq: 1 INVITE\r\nRetry-After: 30 (lunch)"
  ";duration=3600\r\nReason: Q.850;cause=17;text=\"User busy\"\r\n\r\n",
  "SIP/2.0 603 Network Blocked\r\nCSeq: 7 INVITE\r\nReason: SIP;cause=603;"
  "text=\"v=analytics1;url=https://example.com\"\r\n\r\n",
  "SIP/2.0 503 Service Unavailable\r\ncseq : 9 INVITE\r\nretry-after:4294967296"
  "\r\nReason: Q.850;cause=34;location=LN, SIP;cause=503\r\n\r\n",
  "SIP/2.0 302 Moved\r\nCSeq: 2 INVITE\r\nContact: <sip:b@example.com>;q=0.7, "
  "\"A, B\" <sip:c@example.com>\r\n\r\n",
  "SIP/2.0 401 Unauthorized\r\nCSeq: 3 INVITE\r\nWWW-Authenticate: Digest "
  "realm=\"x\", nonce=\"y\", stale=TRUE\r\nWarning: 399 pbx \"hello\"\r\n\r\n",
  "CANCEL sip:b@example.com SIP/2.0\r\nCSeq: 4 CANCEL\r\n"
  "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n\r\n",
};

static void add_evidence(const redial_evidence *e) {
  uint32_t i;

  add((uint32_t)e->code);
  add(e->retry_after.seconds);
  add(e->retry_after.duration_s);
  add(e->retry_after.present);
  add(e->retry_after.damage);
  add(e->sip_cause);
  add(e->marks);
  add(e->ns);
  add(e->q850_cause);
  add(e->location);
  add(e->origin);
  add(e->method);
  for (i = 0; i < REDIAL_WARNINGS; i++) {
    add(e->warnings[i]);
  }
  add_verdict(redial_assess(e));
}

/* Every message, and whatever is left of it when it is cut anywhere. */
static void selftest_readers(void) {
  uint32_t i;

  for (i = 0; i < sizeof(selftest_messages) / sizeof(selftest_messages[0]);
       i++) {
    redial_span bytes = {selftest_messages[i], 0};

    do {
      redial_evidence seen;
      redial_status status;

      memset(&seen, 0, sizeof(seen));
      status = redial_evidence_read(bytes, &seen);
      add((uint32_t)status);
      add_evidence(&seen);
    } while (bytes.ptr[bytes.len++] != '\0');
  }
}

#define SLOTS 24u
#define SELECTORS 3u
#define HUNTS 400u

typedef struct selftest_world {
  redial_pool pool;
  uint64_t
    memory[(REDIAL_POOL_BYTES(SLOTS, SLOTS, 0, 1, 64, SELECTORS) + 7) / 8];
  redial_scene scene;
  redial_hunt hunt;
  uint64_t now_ms;
  uint32_t random;
} selftest_world;

static selftest_world world;
static const redial_selector *const selftest_uses[SELECTORS] = {
  &redial_lru, &redial_weighted, &redial_least_calls};
static const redial_policy *const selftest_policies[] = {
  &redial_profile_hunt_group, &redial_profile_devices, &redial_profile_rfc3261};

/* A linear congruential generator; its high bits are good enough here. */
static uint32_t chance(uint32_t limit) {
  world.random = world.random * 1664525u + 1013904223u;
  return (world.random >> 16) % limit;
}

static bool selftest_pool(void) {
  redial_pool_config config = redial_pool_defaults(SLOTS);
  redial_target targets[SLOTS];
  uint32_t i;

  for (i = 0; i < SLOTS; i++) {
    targets[i] = redial_target_defaults(1000 + i);
    targets[i].person = 1 + i / 2;
    targets[i].weight = (uint8_t)(1 + i % 5);
    targets[i].kind = REDIAL_KIND_PHONE;
    targets[i].wrap_up_ms = 2000;
  }
  return redial_pool_init(&world.pool, world.memory, sizeof(world.memory),
                          &config, selftest_uses, SELECTORS) == REDIAL_OK &&
         redial_pool_apply(&world.pool, targets, SLOTS, 0, NULL) == REDIAL_OK;
}

static void add_step(const redial_step *step) {
  add(step->kind);
  add(step->whom);
  add(step->reply_code);
  add(step->cause);
  add(step->treatment);
  add(step->why);
  add(step->bar);
  add_long(step->wake_ms);
}

static void selftest_answer(redial_lease lease) {
  static const int32_t codes[] = {180, 180, 486, 480, 603, 200,
                                  503, 404, 487, 302, 600, 408};
  redial_evidence seen;
  redial_hunt_report report;

  memset(&seen, 0, sizeof(seen));
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.code = codes[chance(sizeof(codes) / sizeof(codes[0]))];
  seen.origin =
    seen.code == 408 ? REDIAL_ORIGIN_LOCAL_TIMEOUT : REDIAL_ORIGIN_REMOTE;
  report =
    redial_hunt_event(&world.hunt, &world.scene, lease, &seen, world.now_ms);
  add((uint32_t)report.status);
  add(report.decision.next);
  add(report.decision.why);
  add(report.decision.wait_ms);
  add(report.decision.blame);
}

static void selftest_token(void) {
  char text[REDIAL_HUNT_TOKEN_MAX + 1];
  const char *at = text;

  if (redial_hunt_token_write(&world.hunt, text, sizeof(text)) == REDIAL_OK) {
    while (*at != '\0') {
      add((unsigned char)*at++);
    }
  }
}

static void selftest_hunt(uint32_t number) {
  redial_lease ringing = {0, 0, 0};
  redial_step step;

  world.scene.whom.pool = &world.pool;
  world.scene.whom.selector = selftest_uses[number % SELECTORS];
  world.scene.policy = selftest_policies[number / SELECTORS % 3];
  world.scene.call = number + 1;
  world.scene.width = (uint8_t)(1 + number % 2);
  redial_hunt_begin(&world.hunt, world.now_ms);
  do {
    step = redial_hunt_poll(&world.hunt, &world.scene, world.now_ms,
                            chance(65536) << 16);
    add_step(&step);
    if (step.kind == REDIAL_STEP_DIAL) {
      ringing = step.lease;
    } else if (step.kind == REDIAL_STEP_WAIT) {
      world.now_ms += 100 + chance(5000);
      selftest_answer(ringing);
      selftest_token();
    }
  } while (step.kind != REDIAL_STEP_DONE && step.kind != REDIAL_STEP_STOP);
}

static bool selftest_hunts(void) {
  uint32_t i;

  world.now_ms = 1000;
  world.random = 1;
  if (!selftest_pool()) {
    return false;
  }
  for (i = 0; i < HUNTS; i++) {
    selftest_hunt(i);
  }
  return redial_pool_check(&world.pool) == REDIAL_OK;
}

/* "verdicts 0x0123456789abcdef\n" */
static void selftest_line(void (*say)(const char *text), const char *name,
                          bool good) {
  static const char digits[] = "0123456789abcdef";
  char line[40];
  uint32_t at = 0;
  uint32_t i;

  while (name[at] != '\0') {
    line[at] = name[at];
    at++;
  }
  line[at++] = ' ';
  line[at++] = '0';
  line[at++] = 'x';
  for (i = 0; i < 16; i++) {
    line[at++] = digits[selftest_digest >> (60 - 4 * i) & 0xf];
  }
  line[at++] = '\n';
  line[at] = '\0';
  say(good ? line : "failed\n");
}

bool selftest_run(void (*say)(const char *text)) {
  const uint64_t start = UINT64_C(0xcbf29ce484222325);
  bool good;

  selftest_digest = start;
  selftest_verdicts();
  selftest_line(say, "verdicts", true);
  selftest_digest = start;
  selftest_readers();
  selftest_line(say, "readers", true);
  selftest_digest = start;
  good = selftest_hunts();
  selftest_line(say, "hunts", good);
  return good;
}
