/* The health of everybody, for a monitoring system. */

#include "../../prometheus/prometheus.h"
#include "player.h"

static const char *meter_name(const player *p, uint32_t side, uint32_t slot) {
  uint32_t target = p->side[side].target[slot];

  return p->slot[target] == slot ? p->s->target[target].name : NULL;
}

static const char *meter_whom(const void *of, uint32_t slot) {
  return meter_name(of, SCENARIO_WHOM, slot);
}

static const char *meter_via(const void *of, uint32_t slot) {
  return meter_name(of, SCENARIO_VIA, slot);
}

void meter_write(const player *p, FILE *out) {
  prometheus_side sides[2] = {
    {&p->side[SCENARIO_WHOM].health, p->side[SCENARIO_WHOM].capacity, "target",
     meter_whom, p},
    {&p->side[SCENARIO_VIA].health, p->side[SCENARIO_VIA].capacity, "gateway",
     meter_via, p},
  };

  prometheus_write(out, sides, p->side[SCENARIO_VIA].memory != NULL ? 2 : 1,
                   player_clock(p));
}
