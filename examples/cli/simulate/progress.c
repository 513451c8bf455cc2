/* isatty() */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "sim.h"
#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

/* Runs shorter than this many calls are over before anybody looks. */
#define PROGRESS_LEAST 200000u
#define PROGRESS_CELLS 40u

void sim_progress_open(sim_progress *progress, const sim_plan *plan) {
  progress->done = 0;
  progress->all = plan->calls * plan->way_count;
  progress->shown = UINT32_MAX;
  progress->on = progress->all >= PROGRESS_LEAST && isatty(fileno(stderr)) != 0;
}

static void progress_draw(sim_progress *progress, uint32_t percent) {
  uint32_t full = percent * PROGRESS_CELLS / 100;
  uint32_t i;

  fputs("\r[", stderr);
  for (i = 0; i < PROGRESS_CELLS; i++) {
    fputc(i < full ? '#' : '.', stderr);
  }
  fprintf(stderr, "] %3u %%", (unsigned)percent);
  fflush(stderr);
  progress->shown = percent;
}

void sim_progress_tick(void *context, uint64_t arrived) {
  sim_progress *progress = context;
  uint32_t percent =
    (uint32_t)((progress->done + arrived) * 100 / progress->all);

  if (progress->on && percent != progress->shown) {
    progress_draw(progress, percent);
  }
}

void sim_progress_next(sim_progress *progress, uint64_t calls) {
  progress->done += calls;
}

/* Leaves an empty line for the answer. */
void sim_progress_close(sim_progress *progress) {
  if (progress->on && progress->shown <= 100) {
    fprintf(stderr, "\r%*s\r", (int)PROGRESS_CELLS + 8, "");
  }
}
#undef PROGRESS_LEAST
#undef PROGRESS_CELLS
