#include <redial/health.h>

const redial_health_limits redial_health_defaults = {
  {3, 10, 5000, 0}, /* via */
  {5, 0, 0, 0},     /* endpoint */
  600000,           /* window_ms */
  30000,            /* eject_base_ms */
  300000,           /* eject_cap_ms */
  60000,            /* trial_ms */
  60000,            /* slow_ms */
  120000,           /* unregistered_ms */
  600000,           /* stuck_ms */
  60000,            /* burst_ms */
  5000,             /* ceiling */
  1000,             /* slow_step */
  10,               /* sign_min */
  5000,             /* busy_rate */
  3000,             /* decline_rate */
  256,              /* poll_slots */
  3,                /* stuck_run */
  4,                /* burst_callees */
  3,                /* away_run */
  3,                /* probe_down */
  2,                /* probe_up */
  {0, 0, 0},
};
