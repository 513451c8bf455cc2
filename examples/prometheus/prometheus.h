#ifndef REDIAL_EXAMPLE_PROMETHEUS_H
#define REDIAL_EXAMPLE_PROMETHEUS_H

/* Health in the text exposition format of Prometheus. The library counts; how
   a program tells it is the program's affair. */

#include <redial/redial.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* One set of targets. */
typedef struct prometheus_side {
  const redial_health *health;
  uint32_t capacity;
  const char *label; /* what its targets are called: trunk, gateway ... */
  /* Name of a slot; NULL: nobody is there, or it is not to be told. */
  const char *(*name)(const void *of, uint32_t slot);
  const void *of;
} prometheus_side;

/* Writes all of them. With more than one side, what concerns a whole side
   has its label. */
void prometheus_write(FILE *out, const prometheus_side *sides, size_t count,
                      uint64_t now_ms);

#endif
