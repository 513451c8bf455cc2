#ifndef REDIAL_CAPS_CAPS_H
#define REDIAL_CAPS_CAPS_H

/* What the files of this room share. */

#include "../core/inner.h"
#include <redial/caps.h>

/* redial_caps_record::seen. A time of 0 is a time. */
#define RDI_CAPS_ENDED 0x01u
#define RDI_CAPS_TALKED 0x02u
#define RDI_CAPS_ABANDONED 0x04u

static inline uint64_t rdi_caps_last_s(const redial_caps_record *record) {
  return record->ended_s > record->newest_s ? record->ended_s
                                            : record->newest_s;
}

#endif
