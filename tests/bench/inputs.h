#ifndef REDIAL_BENCH_INPUTS_H
#define REDIAL_BENCH_INPUTS_H

#include "bench.h"

/* What every side is given in a situation: the same, each time. */
bench_case bench_case_of(bench_situation situation, uint32_t n);
/* "mix", "up", "churn90" ... */
const char *bench_situation_name(bench_situation situation);
/* false when there is none of that name. */
bool bench_situation_of(const char *name, bench_situation *situation);

#endif
