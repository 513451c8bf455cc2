#include "../codes/tables.h"

typedef struct isup_row {
  uint16_t sip;
  uint8_t cause;
} isup_row;

static const isup_row isup_rows[] = {
#define CAUSE(sip, cause) {sip, cause},
#include "../codes/isup.def"
#undef CAUSE
};

/* RFC 3398 8.2.6.1: what no row names is 31, normal unspecified. */
static int32_t cause_of_sip(int32_t sip) {
  int32_t cause = 31;
  uint32_t i;

  for (i = 0; i < sizeof(isup_rows) / sizeof(isup_rows[0]); i++) {
    if (isup_rows[i].sip == sip) {
      cause = isup_rows[i].cause;
    }
  }
  return cause;
}

/* RFC 3398 7.2.4.1 first, RFC 4497 8.4.1 where it says nothing, then the
   default that both state. */
static int32_t sip_of_row(const rdi_q850_row *row) {
  uint16_t sip = row->rfc3398 != RDI_Q850_DEFAULT ? row->rfc3398 : row->rfc4497;

  return sip != RDI_Q850_DEFAULT ? sip : 500;
}

/* cause_of_sip() for failures that release a call; 487 answers our own
   CANCEL, so nothing is left to release. */
static int32_t cause_or_none(int32_t sip) {
  return sip >= 300 && sip <= 699 && sip != 487 ? cause_of_sip(sip) : 0;
}

static int32_t sip_or_none(int32_t cause) {
  const rdi_q850_row *row = NULL;

  /* 129..255 carry the extension bit of the PSTN side. */
  if (cause > 0 && cause <= 255) {
    row = rdi_q850_row_of((uint32_t)cause & 0x7f);
  }
  return row != NULL ? sip_of_row(row) : 0;
}

redial_mapped redial_sip_to_q850(int32_t sip) {
  redial_mapped cause = {0, 0};

  cause.code = cause_or_none(sip);
  cause.lossy = cause.code != 0 && sip_or_none(cause.code) != sip;
  return cause;
}

redial_mapped redial_q850_to_sip(int32_t cause) {
  redial_mapped sip = {0, 0};

  sip.code = sip_or_none(cause);
  sip.lossy = sip.code != 0 && cause_or_none(sip.code) != cause;
  return sip;
}
