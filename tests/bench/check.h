#ifndef REDIAL_BENCH_CHECK_H
#define REDIAL_BENCH_CHECK_H

#include <stdbool.h>

/* Do all sides answer alike, and does every structure pick whom it may? Says
   so; the exit status. */
int bench_check(void);

/* check_picks.c: the structures. */
void bench_check_picks(void);
/* One comparison: counted, and said when it differs. */
void bench_check_say(bool ok, const char *side, const char *what);

#endif
