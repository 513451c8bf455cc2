#include "sim.h"
#include <stdlib.h>
#include <string.h>

bool sim_tally_open(sim_tally *tally, uint32_t targets) {
  memset(tally, 0, sizeof(*tally));
  tally->targets = targets;
  tally->shares = calloc(targets, sizeof(*tally->shares));
  return tally->shares != NULL;
}

static void tally_gap(sim_tally *tally, sim_share *share, uint64_t now_ms,
                      uint64_t offers) {
  uint64_t gap_ms = now_ms - share->last_ms;
  uint64_t gap_offers = offers - share->last_offer;

  tally->gap_ms = gap_ms > tally->gap_ms ? gap_ms : tally->gap_ms;
  if (gap_offers > tally->gap_offers) {
    tally->gap_offers = gap_offers;
  }
}

void sim_tally_offer(sim_tally *tally, uint32_t target, uint64_t now_ms) {
  sim_share *share = &tally->shares[target];

  tally_gap(tally, share, now_ms, tally->attempts);
  tally->attempts++;
  share->offers++;
  share->last_ms = now_ms;
  share->last_offer = tally->attempts;
}

/* Exact below 2048; above, the top 11 bits of the value. */
static uint32_t tally_bucket(uint64_t value) {
  uint32_t shift = 0;
  uint32_t bucket;

  while (value >> shift >= 2048) {
    shift++;
  }
  if (shift == 0) {
    return (uint32_t)value;
  }
  bucket = 2048 + (shift - 1) * 1024 + (uint32_t)(value >> shift) - 1024;
  return bucket < SIM_BUCKETS ? bucket : SIM_BUCKETS - 1;
}

static uint64_t tally_value(uint32_t bucket) {
  uint32_t above = bucket - 2048;

  if (bucket < 2048) {
    return bucket;
  }
  return (uint64_t)(above % 1024 + 1024) << (above / 1024 + 1);
}

void sim_tally_dead_air(sim_tally *tally, uint64_t ms) {
  tally->dead_air[tally_bucket(ms)]++;
}

void sim_tally_close(sim_tally *tally, uint64_t now_ms) {
  uint32_t i;

  tally->end_ms = now_ms;
  for (i = 0; i < tally->targets; i++) {
    if (tally->shares[i].last_ms < now_ms) {
      tally_gap(tally, &tally->shares[i], now_ms, tally->attempts);
    }
  }
}

/* The value that so many of SIM_PARTS do not exceed. */
static uint64_t tally_percentile(const sim_tally *tally, uint32_t parts) {
  uint64_t wanted = (tally->calls * parts + SIM_PARTS - 1) / SIM_PARTS;
  uint64_t seen = 0;
  uint32_t i;

  for (i = 0; i < SIM_BUCKETS - 1; i++) {
    seen += tally->dead_air[i];
    if (seen >= wanted) {
      break;
    }
  }
  return tally_value(i);
}

/* Jain's index (sum x)^2 / (n sum x^2), of offers. Each x is taken as its
   share of the sum in 1/2^30, so that the squares sum up to 2^60 at most. */
static uint32_t tally_jain(const sim_tally *tally) {
  uint64_t even = (UINT64_C(1) << 60) / tally->targets;
  uint64_t squares = 0;
  uint32_t i;

  if (tally->attempts == 0) {
    return 0;
  }
  for (i = 0; i < tally->targets; i++) {
    uint64_t offers = tally->shares[i].offers;
    uint64_t share = ((offers << 30) + tally->attempts / 2) / tally->attempts;

    squares += share * share;
  }
  squares /= even >> 16; /* 2^16 when all are even, n times that when not */
  return (uint32_t)((((uint64_t)SIM_PARTS << 16) + squares / 2) / squares);
}

uint64_t sim_ratio(uint64_t part, uint64_t all, uint32_t scale) {
  return all > 0 ? (part * scale + all / 2) / all : 0;
}

sim_row sim_tally_row(const sim_tally *tally, const sim_way *way) {
  sim_row row;

  memset(&row, 0, sizeof(row));
  row.way = way;
  row.calls = tally->calls;
  row.answered = tally->answered;
  row.given_up = tally->given_up;
  row.attempts = tally->attempts;
  row.wasted = tally->wasted;
  row.busy = tally->busy;
  row.again = tally->again;
  row.p50_ms = tally_percentile(tally, 5000);
  row.p95_ms = tally_percentile(tally, 9500);
  row.p99_ms = tally_percentile(tally, 9900);
  row.gap_ms = tally->gap_ms;
  row.gap_offers = tally->gap_offers;
  row.span_ms = tally->end_ms;
  row.jain = tally_jain(tally);
  row.jain = row.jain < SIM_PARTS ? row.jain : SIM_PARTS;
  return row;
}
