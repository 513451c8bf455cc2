#include "../codes/tables.h"

#define VOICE_SILENT 0
#define VOICE_SPEAKS 1
#define RFC_NONE RDI_Q850_NONE
#define RFC_DEFAULT RDI_Q850_DEFAULT
#define RFC_301 301
#define RFC_403 403
#define RFC_404 404
#define RFC_408 408
#define RFC_410 410
#define RFC_480 480
#define RFC_484 484
#define RFC_486 486
#define RFC_488 488
#define RFC_500 500
#define RFC_501 501
#define RFC_502 502
#define RFC_503 503
#define RFC_504 504
#define RFC_603 603

static const rdi_q850_row q850_rows[] = {
#define CAUSE(cause, voice, outcome, about, scope, retry, action, treatment,   \
              rfc3398, rfc4497, name, source)                                  \
  {RDI_WORDS(outcome, about, scope, retry, action, treatment), cause,          \
   VOICE_##voice, RFC_##rfc3398, RFC_##rfc4497},
#include "../codes/q850.def"
#undef CAUSE
};

#define Q850_COUNT ((uint32_t)(sizeof(q850_rows) / sizeof(q850_rows[0])))

const rdi_q850_row *rdi_q850_row_of(uint32_t cause) {
  uint32_t low = 0;
  uint32_t high = Q850_COUNT;

  while (low < high) {
    uint32_t middle = (low + high) / 2;

    if (q850_rows[middle].cause < cause) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < Q850_COUNT && q850_rows[low].cause == cause ? &q850_rows[low]
                                                           : NULL;
}
