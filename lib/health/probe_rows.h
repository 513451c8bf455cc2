#ifndef REDIAL_HEALTH_PROBE_ROWS_H
#define REDIAL_HEALTH_PROBE_ROWS_H

#include "../core/inner.h"
#include <redial/probe.h>

RDI_PRIVATE_BEGIN

#define RDI_PROBE_NO_ROW UINT32_MAX

/* Number of the row in probe.def that speaks for a status. */
uint32_t rdi_probe_row(int32_t code);

RDI_PRIVATE_END

#endif
