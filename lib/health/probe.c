#include "probe_rows.h"

typedef struct probe_row {
  uint16_t code;
  uint8_t verdict;
} probe_row;

static const probe_row probe_rows[] = {
#define PROBE(code, verdict, source) {code, REDIAL_PROBE_##verdict},
#include "probe.def"
#undef PROBE
};

#define PROBE_ROWS (sizeof(probe_rows) / sizeof(probe_rows[0]))

static uint32_t probe_find(uint32_t code) {
  uint32_t row = 0;

  while (row < PROBE_ROWS && probe_rows[row].code != code) {
    row++;
  }
  return row;
}

uint32_t rdi_probe_row(int32_t code) {
  uint32_t row;

  if (code < 200 || code > 699) {
    return RDI_PROBE_NO_ROW;
  }
  row = probe_find((uint32_t)code);
  return row < PROBE_ROWS ? row : probe_find((uint32_t)code / 100);
}

redial_probe redial_probe_verdict(int32_t code) {
  uint32_t row = rdi_probe_row(code);

  return row == RDI_PROBE_NO_ROW ? REDIAL_PROBE_UNKNOWN
                                 : (redial_probe)probe_rows[row].verdict;
}

static redial_probe probe_of(const redial_evidence *evidence) {
  switch (evidence->origin) {
  case REDIAL_ORIGIN_LOCAL_TIMEOUT:
  case REDIAL_ORIGIN_LOCAL_TRANSPORT:
    return REDIAL_PROBE_DEAD;
  case REDIAL_ORIGIN_WITHDRAWN:
  case REDIAL_ORIGIN_CALLER_GONE:
    return REDIAL_PROBE_UNKNOWN;
  default:
    break;
  }
  return evidence->ns <= REDIAL_NAMESPACE_SIP
           ? redial_probe_verdict(evidence->code)
           : REDIAL_PROBE_UNKNOWN;
}

/* RFC 3261 20.33 gives Retry-After to a server that cannot serve now. */
redial_probe_reading redial_probe_assess(const redial_evidence *evidence) {
  redial_probe_reading reading = {0, 0, 0, 0};

  reading.verdict = (uint8_t)probe_of(evidence);
  if (reading.verdict == REDIAL_PROBE_UNWELL &&
      evidence->retry_after.present != 0) {
    reading.hold_s = evidence->retry_after.seconds;
    reading.has_hold = 1;
  }
  return reading;
}
