#include "../core/day.h"

#define DAY_MINUTES 1440

static int32_t day_offset_s(int32_t offset_min) {
  if (offset_min >= DAY_MINUTES) {
    return (DAY_MINUTES - 1) * 60;
  }
  if (offset_min <= -DAY_MINUTES) {
    return -(DAY_MINUTES - 1) * 60;
  }
  return offset_min * 60;
}

rdi_moment rdi_moment_of(uint64_t unix_s, int32_t offset_min) {
  rdi_moment moment;
  /* A day is added, so that a negative offset finds one to go back to. The
     sum stays within three days: no 64-bit sum that could wrap. */
  uint32_t second = (uint32_t)((int32_t)(unix_s % RDI_DAY_S) +
                               (int32_t)RDI_DAY_S + day_offset_s(offset_min));

  moment.day = unix_s / RDI_DAY_S + second / RDI_DAY_S;
  moment.second = second % RDI_DAY_S;
  return moment;
}

uint32_t rdi_weekday(uint64_t day) {
  /* 1969-12-31 was a Wednesday. */
  return (uint32_t)((day + 3) % 7);
}
