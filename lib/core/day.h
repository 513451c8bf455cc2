#ifndef REDIAL_CORE_DAY_H
#define REDIAL_CORE_DAY_H

/* Local days, for hours/ and caps/. */

#include "../core/inner.h"

RDI_PRIVATE_BEGIN

#define RDI_DAY_S 86400u

/* A moment in local time. */
typedef struct rdi_moment {
  uint64_t day;    /* local days since 1969-12-31: never below zero */
  uint32_t second; /* of that day */
} rdi_moment;

/* offset_min is kept within a day on either side. */
rdi_moment rdi_moment_of(uint64_t unix_s, int32_t offset_min);

/* Sunday is 0. */
uint32_t rdi_weekday(uint64_t day);

RDI_PRIVATE_END

#endif
