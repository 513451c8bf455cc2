#include <redial/policy.h>

/* The profiles: judgement, not fact. docs/policy.md says for whom each is;
   `redial table policy NAME` shows what each makes of every code. */

#define SECONDS(n) ((n)*1000u)
#define MINUTES(n) SECONDS((n)*60u)
#define HOURS(n) MINUTES((n)*60u)

#define OFFERS(treatment) (1u << REDIAL_TREATMENT_##treatment)
#define OFFERS_ALL                                                             \
  (OFFERS(QUEUE) | OFFERS(CALLBACK) | OFFERS(VOICEMAIL) | OFFERS(ANNOUNCE) |   \
   OFFERS(ANNOUNCE_NUMBER) | OFFERS(ANNOUNCE_BUSY))

#define PLAN(outcome, tries, wait_ms, growth, hold_ms, treatment)              \
  [REDIAL_OUTCOME_##outcome] = {                                               \
    wait_ms, hold_ms, tries, growth, REDIAL_TREATMENT_##treatment, 0},

/* Whatever a proxy may do without being told more: no wait, no second round,
   a 6xx ends it, a Retry-After is obeyed. It has no caller to treat. */
const redial_policy redial_profile_rfc3261 = {
  .deadline_ms = MINUTES(3), /* Timer C, RFC 3261 16.6 */
  .caller_delay_ms = REDIAL_NO_LIMIT_MS,
  .setup_ms = SECONDS(32), /* Timer B: 64 * T1 */
  .trying_ms = MINUTES(3),
  .ring_ms = MINUTES(3),
  .floor_ms = SECONDS(1),
  .cap_ms = SECONDS(32),
  .retry_after_min_ms = 0,
  .retry_after_max_ms = HOURS(1),
  .probe_ms = SECONDS(1),
  .attempts = 16,
  .endpoint_attempts = 8,
  .via_attempts = 8,
  .rounds = 1,
  .group_faults = REDIAL_NO_LIMIT,
  .options = REDIAL_POLICY_STRICT_6XX,
  .repair_limit = 8,
  .redirect_depth = 5,
  .jitter = REDIAL_JITTER_EQUAL,
};

/* Phones of different people, one after the other or at once, in up to three
   rounds. One who declines is out; the others are still asked. */
const redial_policy redial_profile_hunt_group = {
  .deadline_ms = MINUTES(3),
  .caller_delay_ms = REDIAL_NO_LIMIT_MS, /* it plays ringback itself */
  .setup_ms = SECONDS(4),
  .trying_ms = SECONDS(8),
  .ring_ms = SECONDS(20),
  .floor_ms = SECONDS(2),
  .cap_ms = SECONDS(20),
  .retry_after_min_ms = SECONDS(1),
  .retry_after_max_ms = HOURS(1),
  .probe_ms = SECONDS(1),
  .attempts = 30,
  .endpoint_attempts = 3,
  .via_attempts = REDIAL_NO_LIMIT,
  .rounds = 3,
  .group_faults = 2,
  .repair_limit = 16,
  .redirect_depth = 1,
  .jitter = REDIAL_JITTER_EQUAL,
  .treatments = OFFERS_ALL,
  .plan =
    {/*   outcome              tries  wait         growth hold          first */
     PLAN(BUSY, 2, SECONDS(5), 0, SECONDS(5), QUEUE)
       PLAN(NO_ANSWER, 2, SECONDS(5), 0, SECONDS(15), QUEUE)
         PLAN(UNAVAILABLE, 2, SECONDS(10), 0, SECONDS(30), QUEUE)
           PLAN(DECLINED, 0, 0, 0, SECONDS(15), QUEUE)
             PLAN(TIMEOUT, 1, SECONDS(10), 0, 0, NONE)
               PLAN(UNREACHABLE, 1, SECONDS(10), 0, 0, NONE)
                 PLAN(SERVICE_UNAVAILABLE, 1, SECONDS(10), 0, 0, NONE)
                   PLAN(OVERLOADED, 1, SECONDS(10), 0, 0, NONE)
                     PLAN(SERVER_ERROR, 1, SECONDS(10), 0, 0, NONE)},
};

/* Phones of one person, push-woken ones among them: given time to wake, and
   one round. Who declines on one has declined on all. */
const redial_policy redial_profile_devices = {
  .deadline_ms = SECONDS(90),
  .caller_delay_ms = REDIAL_NO_LIMIT_MS,
  .setup_ms = SECONDS(15),
  .trying_ms = SECONDS(15),
  .ring_ms = SECONDS(25),
  .floor_ms = SECONDS(2),
  .cap_ms = SECONDS(20),
  .retry_after_min_ms = SECONDS(1),
  .retry_after_max_ms = HOURS(1),
  .probe_ms = SECONDS(1),
  .attempts = 10,
  .endpoint_attempts = 2,
  .via_attempts = REDIAL_NO_LIMIT,
  .rounds = 1,
  .group_faults = 2,
  .repair_limit = 8,
  .redirect_depth = 1,
  .jitter = REDIAL_JITTER_EQUAL,
  .treatments = OFFERS(VOICEMAIL) | OFFERS(CALLBACK) | OFFERS(ANNOUNCE) |
                OFFERS(ANNOUNCE_NUMBER) | OFFERS(ANNOUNCE_BUSY),
  .plan =
    {/*   outcome     tries  wait  growth hold  first */
     PLAN(BUSY, 0, 0, 0, 0, VOICEMAIL)},
};

/* One number by several carriers: dead trunks are left quickly, a person's
   answer ends it. To be used with a retry budget. */
const redial_policy redial_profile_carrier_failover = {
  .deadline_ms = MINUTES(2),
  .caller_delay_ms = SECONDS(12), /* dead air */
  .setup_ms = SECONDS(4),
  .trying_ms = SECONDS(8),
  .ring_ms = MINUTES(1),
  .floor_ms = SECONDS(1),
  .cap_ms = SECONDS(8),
  .retry_after_min_ms = SECONDS(1),
  .retry_after_max_ms = HOURS(1),
  .probe_ms = SECONDS(1),
  .attempts = 4,
  .endpoint_attempts = 4,
  .via_attempts = 2,
  .rounds = 2,
  .group_faults = 2,
  .options = REDIAL_POLICY_CONFIRM,
  .repair_limit = 4,
  .redirect_depth = 0,
  .jitter = REDIAL_JITTER_EQUAL,
  .treatments =
    OFFERS(ANNOUNCE) | OFFERS(ANNOUNCE_NUMBER) | OFFERS(ANNOUNCE_BUSY),
  .plan =
    {/*   outcome              tries  wait        growth hold  first */
     PLAN(BUSY, 0, 0, 0, 0, ANNOUNCE_BUSY)
       PLAN(SERVICE_UNAVAILABLE, 1, SECONDS(2), 1, 0, NONE)
         PLAN(OVERLOADED, 1, SECONDS(2), 1, 0, NONE)
           PLAN(SERVER_ERROR, 1, SECONDS(2), 1, 0, NONE)
             PLAN(THROTTLED, 1, SECONDS(2), 1, 0, NONE)},
};

/* The action handler of a Twilio Dial: each attempt is a document sent back,
   the caller hears nothing between two of them. */
const redial_policy redial_profile_twilio_dial = {
  .deadline_ms = MINUTES(2),
  .caller_delay_ms = REDIAL_NO_LIMIT_MS,
  .setup_ms = SECONDS(15), /* Dial has one timer, and adds 5 s to it */
  .trying_ms = SECONDS(15),
  .ring_ms = SECONDS(15),
  .floor_ms = SECONDS(1),
  .cap_ms = SECONDS(10),
  .retry_after_min_ms = SECONDS(1),
  .retry_after_max_ms = MINUTES(5),
  .probe_ms = SECONDS(1),
  .attempts = 6,
  .endpoint_attempts = 2,
  .via_attempts = 6,
  .rounds = 1,
  .group_faults = REDIAL_NO_LIMIT,
  .repair_limit = 0,
  .redirect_depth = 0,
  .jitter = REDIAL_JITTER_EQUAL,
  .treatments = OFFERS_ALL,
  .plan =
    {/*   outcome      tries  wait        growth hold         first */
     PLAN(BUSY, 0, 0, 0, SECONDS(30), QUEUE)
       PLAN(NO_ANSWER, 0, 0, 0, SECONDS(30), VOICEMAIL)
         PLAN(UNAVAILABLE, 0, 0, 0, SECONDS(60), VOICEMAIL)
           PLAN(DECLINED, 0, 0, 0, SECONDS(30), VOICEMAIL)
             PLAN(THROTTLED, 1, SECONDS(2), 1, 0, CALLBACK)},
};

/* One number over a week, nobody waiting: at least a minute after a busy
   line, five after one that was not answered. Legal caps and calling hours
   come on top, as a not-before. */
const redial_policy redial_profile_redialer = {
  .deadline_ms = HOURS(7 * 24),
  .caller_delay_ms = REDIAL_NO_LIMIT_MS,
  .setup_ms = SECONDS(6),
  .trying_ms = SECONDS(12),
  .ring_ms = SECONDS(25),
  .floor_ms = MINUTES(1),
  .cap_ms = HOURS(4),
  .retry_after_min_ms = MINUTES(1),
  .retry_after_max_ms = HOURS(24),
  .probe_ms = MINUTES(1),
  .attempts = 15,
  .endpoint_attempts = 15,
  .via_attempts = 15,
  .rounds = 15,
  .group_faults = 2,
  .repair_limit = 15,
  .redirect_depth = 0,
  .jitter = REDIAL_JITTER_EQUAL,
  .plan =
    {/*   outcome              tries  wait        growth hold  first */
     PLAN(BUSY, 8, MINUTES(2), 1, 0,
          NONE) PLAN(NO_ANSWER, 4, MINUTES(10), 2, 0,
                     NONE) PLAN(UNAVAILABLE, 6, MINUTES(10), 1, 0, NONE)
       PLAN(TIMEOUT, 6, MINUTES(2), 1, 0, NONE)
         PLAN(UNREACHABLE, 6, MINUTES(2), 1, 0, NONE)
           PLAN(SERVICE_UNAVAILABLE, 6, MINUTES(2), 1, 0, NONE)
             PLAN(OVERLOADED, 6, MINUTES(4), 1, 0, NONE)
               PLAN(SERVER_ERROR, 6, MINUTES(2), 1, 0, NONE)
                 PLAN(THROTTLED, 6, MINUTES(2), 1, 0, NONE)},
};

#undef SECONDS
#undef MINUTES
#undef HOURS
#undef OFFERS
#undef OFFERS_ALL
#undef PLAN
