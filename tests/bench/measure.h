#ifndef REDIAL_BENCH_MEASURE_H
#define REDIAL_BENCH_MEASURE_H

#include "suite.h"

/* What came out for one of ours and one peer. */
typedef struct bench_result {
  char name[64];
  char peer[64]; /* empty: there is none */
  uint32_t n;
  double ours_ns;      /* below 0: not a time */
  double peer_ns;      /* the same */
  double ratio;        /* below 0: there is none */
  double goal;         /* below 0: there is none */
  double instructions; /* below 0: not counted */
  bool ok;
} bench_result;

typedef struct bench_options {
  bool quick;
  bool callgrind;
} bench_options;

/* Measures a group beside all its peers that are here; how many came out. */
uint32_t bench_measure_group(const bench_group *group,
                             const bench_options *options,
                             bench_result results[BENCH_PEERS]);
/* crews.c: the same of several workers. */
uint32_t bench_measure_crews(const bench_group *group,
                             const bench_options *options,
                             bench_result results[BENCH_PEERS]);
/* counts.c: can instructions be counted here? The same with them. */
bool bench_count_works(void);
uint32_t bench_count_group(const bench_group *group,
                           bench_result results[BENCH_PEERS]);
/* Runs one side for callgrind, as counts.c asks for it; the exit status. */
int bench_count_child(int argc, char **argv);

/* Of so many; the values are put in order. */
#define BENCH_REPETITIONS 15u
#define BENCH_REPETITIONS_QUICK 9u
double bench_median(double *values, uint32_t count);

/* profile.c: instructions and cache misses of ours and each peer, one object a
   line. */
void bench_profile_group(const bench_group *group,
                         const bench_options *options);

/* What all begin with. */
void bench_result_begin(bench_result *result, const bench_group *group,
                        const char *peer);
/* Is the goal reached? Sets ok. */
void bench_result_judge(bench_result *result, double value);

#endif
