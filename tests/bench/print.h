#ifndef REDIAL_BENCH_PRINT_H
#define REDIAL_BENCH_PRINT_H

#include "measure.h"

void bench_print_head(void);
void bench_print_row(const bench_result *result);
/* One object, with the instructions when they were asked for. */
void bench_print_json(const bench_result *result, bool instructions);

#endif
