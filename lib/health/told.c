#include "ward.h"

/* What the host is told by others: registrars and probes. */

void redial_health_registered(const redial_health *health, uint32_t slot,
                              redial_registered registered, uint64_t now_ms) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);
  uint64_t now = rdi_ward_tick(health, now_ms);
  uint8_t seen = (uint32_t)registered <= REDIAL_REGISTERED_NO
                   ? (uint8_t)registered
                   : REDIAL_REGISTERED_UNKNOWN;

  if (entry == NULL || entry->registered == seen) {
    return;
  }
  entry->registered = seen;
  entry->registered_ms = now;
  entry->away_run = 0;
}

/* Found again. Whoever was away starts slowly, unless a breaker has the word
   and wants to see a call first. */
static void told_up(redial_health_slot *slot, uint64_t now_ms) {
  if (!rdi_ward_is_out(slot)) {
    slot->marks |= RDI_WARD_RECOVERED;
    slot->at_ms = now_ms;
  }
  slot->probed = REDIAL_PROBED_UP;
}

static void told_alive(const redial_health *health, redial_health_slot *slot,
                       uint64_t now_ms) {
  if (slot->probed != REDIAL_PROBED_DOWN) {
    slot->probed = REDIAL_PROBED_UP;
    slot->probe_run = 0;
    return;
  }
  slot->probe_run++; /* ends at the threshold, at most 255 */
  if (slot->probe_run >= health->limits->probe_up) {
    told_up(slot, now_ms);
    slot->probe_run = 0;
  }
}

static void told_missing(const redial_health *health,
                         redial_health_slot *slot) {
  if (slot->probed == REDIAL_PROBED_DOWN) {
    slot->probe_run = 0;
    return;
  }
  slot->probe_run++; /* ends at the threshold, at most 255 */
  if (slot->probe_run >= health->limits->probe_down) {
    slot->probed = REDIAL_PROBED_DOWN;
    slot->probe_run = 0;
  }
}

redial_health_view redial_health_probe(const redial_health *health,
                                       uint32_t slot, redial_probe probe,
                                       uint64_t now_ms) {
  redial_health_slot *entry = rdi_ward_slot(health, slot);
  uint64_t now = rdi_ward_tick(health, now_ms);

  if (entry == NULL) {
    return rdi_view(health, entry, now);
  }
  switch (probe) {
  case REDIAL_PROBE_ALIVE:
    told_alive(health, entry, now);
    break;
  case REDIAL_PROBE_UNWELL:
  case REDIAL_PROBE_DEAD:
    told_missing(health, entry);
    break;
  case REDIAL_PROBE_UNKNOWN:
  default:
    break;
  }
  return rdi_view(health, entry, now);
}
