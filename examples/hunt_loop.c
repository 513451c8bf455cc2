/* One call from first ring to last word: the loop that a softswitch runs, here
 * with answers from a script instead of a network. Desk and mobile are Ann's,
 * the third phone is Bob's. Ann is busy at her desk, declines on her mobile,
 * and Bob answers.
 *
 * Expected output:
 *   dial desk
 *   486: endpoint because of here, blame endpoint
 *   dial mobile
 *   180: none because of going_on, blame none
 *   603: endpoint because of refused, blame person
 *   dial bob
 *   180: none because of going_on, blame none
 *   200: done because of answered, blame none
 *   connect bob
 *   done because of answered; last success, 3 attempts, 1 round, 13000 ms, slot 2
 */

#include <redial/redial.h>
#include <stdio.h>

static const char *const phone[] = {"desk", "mobile", "bob"};
static const redial_selector *const use[] = {&redial_skip_busy};
static REDIAL_POOL_STORAGE(memory, 3, 1);

typedef struct call {
  redial_hunt hunt;
  redial_scene scene;
  uint64_t now_ms;
  redial_lease ringing; /* a real switch keeps it with each leg */
} call;

/* What each attempt is answered with, 0 ends it. */
static const int32_t script[][3] = {{486, 0, 0}, {180, 603, 0}, {180, 200, 0}};

/* [event] */
static void on_response(call *c, redial_lease lease, int32_t code) {
  redial_evidence seen = {0};
  redial_hunt_report report;

  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.code = code;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  report = redial_hunt_event(&c->hunt, &c->scene, lease, &seen, c->now_ms);
  printf("%d: %s because of %s, blame %s\n", (int)code,
         redial_next_name((redial_next)report.decision.next),
         redial_why_name((redial_why)report.decision.why),
         redial_party_name((redial_party)report.decision.blame));
}
/* [event] */

static void network_runs(call *c, uint32_t attempt) {
  uint32_t i;

  for (i = 0; i < 3 && script[attempt][i] != 0; i++) {
    c->now_ms += script[attempt][i] == 180 ? 2000 : 3000;
    on_response(c, c->ringing, script[attempt][i]);
  }
}

/* [loop] */
static bool drive(call *c) { /* true: the call is over */
  for (;;) {
    redial_step s = redial_hunt_poll(&c->hunt, &c->scene, c->now_ms, 1);

    switch (s.kind) {
    case REDIAL_STEP_DIAL:
      printf("dial %s\n", phone[s.whom]);
      c->ringing = s.lease;
      break;
    case REDIAL_STEP_CANCEL:
      printf("cancel %s\n", phone[s.whom]);
      break;
    case REDIAL_STEP_HANG_UP:
      printf("acknowledge and end %s\n", phone[s.whom]);
      break;
    case REDIAL_STEP_WAIT:
      return false; /* arm one timer for s.wake_ms */
    case REDIAL_STEP_DONE:
      printf("connect %s\n", phone[s.whom]);
      return true;
    default:
      printf("reply %d\n", (int)s.reply_code);
      return true;
    }
  }
}
/* [loop] */

int main(void) {
  redial_pool_config config = redial_pool_defaults(3);
  redial_target targets[3];
  redial_pool pool;
  call c = {0};
  char line[200];
  uint32_t i;

  for (i = 0; i < 3; i++) {
    targets[i] = redial_target_defaults(100 + i);
    targets[i].person = i < 2 ? 1 : 2;
  }
  if (redial_pool_init(&pool, memory, sizeof(memory), &config, use, 1) !=
        REDIAL_OK ||
      redial_pool_apply(&pool, targets, 3, 0, NULL) != REDIAL_OK) {
    return 1;
  }
  c.scene.whom.pool = &pool;
  c.scene.whom.selector = use[0];
  c.scene.policy = &redial_profile_hunt_group;
  redial_hunt_begin(&c.hunt, c.now_ms);
  for (i = 0; !drive(&c); i++) {
    network_runs(&c, i);
  }
  redial_hunt_why(&c.hunt, line, sizeof(line));
  printf("%s\n", line);
  return 0;
}
