#include "../health/probe_rows.h"
#include "../names/list.h"

static const char probe_sources[] =
#define PROBE(code, verdict, source) source "\0"
#include "../health/probe.def"
#undef PROBE
  "";

const char *redial_probe_source(int32_t code) {
  uint32_t row = rdi_probe_row(code);

  return row == RDI_PROBE_NO_ROW
           ? NULL
           : rdi_list_at(probe_sources, sizeof(probe_sources), row);
}
