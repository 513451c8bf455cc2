#include "../codes/tables.h"

static const rdi_words dial_rows[] = {
#define STATUS(name, outcome, about, scope, retry, action, treatment, word,    \
               note)                                                           \
  [REDIAL_DIAL_##name - 1] =                                                   \
    RDI_WORDS(outcome, about, scope, retry, action, treatment),
#include "../codes/dial.def"
#undef STATUS
};

const rdi_words *rdi_dial_words(int32_t status) {
  bool known =
    status >= REDIAL_DIAL_COMPLETED && status <= REDIAL_DIAL_CANCELED;

  return known ? &dial_rows[status - 1] : NULL;
}

/* Which words have been seen or documented beside a SIP status, as bits of
   redial_dial_status; the lowest bit set is the one to expect. */
#define BIT(name) (1u << REDIAL_DIAL_##name)
#define ANY_FAILURE (BIT(BUSY) | BIT(NO_ANSWER) | BIT(FAILED) | BIT(CANCELED))

typedef struct dial_pair {
  uint16_t sip;
  uint8_t expected;
  uint8_t fitting;
} dial_pair;

static const dial_pair dial_pairs[] = {
  {408, REDIAL_DIAL_FAILED, BIT(FAILED) | BIT(NO_ANSWER)},
  {480, REDIAL_DIAL_FAILED, ANY_FAILURE},
  {486, REDIAL_DIAL_BUSY, BIT(BUSY)},
  {487, REDIAL_DIAL_NO_ANSWER, BIT(NO_ANSWER) | BIT(CANCELED)},
  {600, REDIAL_DIAL_BUSY, BIT(BUSY)},
  {603, REDIAL_DIAL_BUSY, BIT(BUSY) | BIT(NO_ANSWER) | BIT(FAILED)},
  {607, REDIAL_DIAL_BUSY, BIT(BUSY) | BIT(NO_ANSWER) | BIT(FAILED)},
  {608, REDIAL_DIAL_BUSY, BIT(BUSY) | BIT(NO_ANSWER) | BIT(FAILED)},
};

static const dial_pair dial_answered = {200, REDIAL_DIAL_COMPLETED,
                                        BIT(COMPLETED) | BIT(ANSWERED)};
static const dial_pair dial_other = {0, REDIAL_DIAL_FAILED, BIT(FAILED)};

/* SIP status of 200..699. */
static const dial_pair *dial_pair_of(int32_t sip) {
  uint32_t i;

  if (sip < 300) {
    return &dial_answered;
  }
  for (i = 0; i < sizeof(dial_pairs) / sizeof(dial_pairs[0]); i++) {
    if (dial_pairs[i].sip == sip) {
      return &dial_pairs[i];
    }
  }
  return &dial_other;
}

static bool dial_is_final(int32_t sip) {
  return sip >= 200 && sip <= 699;
}

redial_mapped redial_sip_to_dial(int32_t sip) {
  redial_mapped status = {0, 0};

  if (dial_is_final(sip)) {
    status.code = dial_pair_of(sip)->expected;
    status.lossy = sip != 200;
  }
  return status;
}

int redial_dial_fits(int32_t sip, redial_dial_status status) {
  if (!dial_is_final(sip) || rdi_dial_words((int32_t)status) == NULL) {
    return 1;
  }
  return (dial_pair_of(sip)->fitting >> status & 1) != 0;
}
