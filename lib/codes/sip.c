#include "../codes/tables.h"

/* sip.def expanded into blocks of eight entries and a row for every
 * different set of words: 600 statuses in about 800 bytes. Nothing is
 * generated: the compiler folds the designators. */

#include <redial/classify.h>

/* The blocks that hold a code, by their first status. */
#define SIP_BLOCKS(X, code)                                                    \
  X(code, 96) X(code, 176) X(code, 192) X(code, 200) X(code, 296)              \
  X(code, 304) X(code, 376) X(code, 400) X(code, 408) X(code, 416)             \
  X(code, 424) X(code, 432) X(code, 440) X(code, 464) X(code, 472)             \
  X(code, 480) X(code, 488) X(code, 496) X(code, 504) X(code, 512)             \
  X(code, 552) X(code, 576) X(code, 600) X(code, 608) X(code, 680)             \
  X(code, 696)

enum {
  SIP_BLOCK_EMPTY,
#define BLOCK_NUMBER(code, first) SIP_BLOCK_##first,
  SIP_BLOCKS(BLOCK_NUMBER, 0)
#undef BLOCK_NUMBER
    SIP_BLOCK_COUNT
};

/* A row's number is named by its words, so equal words share one. */
#define SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)      \
  SIP_ROW_##as##_##outcome##_##about##_##scope##_##retry##_##action##_##treatment

enum {
  SIP_ROW_LAST_FALLBACK = 6,
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment),
#include "sip_rows.def"
#undef ROW
  SIP_ROW_COUNT
};

/* Position of a code's entry; 0, which no code may have, if its block is
   missing above. */
#define ENTRY_IF(code, first)                                                  \
  +((code) / 8 * 8 == (first) ? SIP_BLOCK_##first * 8 + (code) % 8 : 0)
#define ENTRY(code) (0 SIP_BLOCKS(ENTRY_IF, code))

/* What to add to a code of block n to get at its entry. */
#define BLOCK(n) (uint8_t)(ENTRY((n) * 8) - (n) * 8),
#define TEN(n)                                                                 \
  [n##0] = BLOCK(n##0) BLOCK(n##1) BLOCK(n##2) BLOCK(n##3) BLOCK(n##4)         \
    BLOCK(n##5) BLOCK(n##6) BLOCK(n##7) BLOCK(n##8) BLOCK(n##9)

const rdi_sip_table rdi_sip = {
  .rows = {
  /* Row 0 is for what is no SIP status: nothing is known. */
  [0] = RDI_SIP_ROW(NONE, UNKNOWN, NONE, UNKNOWN, NONE, NONE, NONE),
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = RDI_SIP_ROW(SIP, outcome, about, scope, retry, action, treatment),
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "sip.def"
#undef FALLBACK
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  [SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)] =        \
    RDI_SIP_ROW(SIP, outcome, about, scope, retry, action, treatment),
#include "sip_rows.def"
#undef ROW
  },
  .as = {
#undef CODE
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = as,
#include "sip.def"
#undef CODE
#undef FALLBACK
  },
  .block = {TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8)},
  .entry = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  [ENTRY(code)] =                                                              \
    SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment) -        \
    (code) / 100,
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#include "sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
  },
};

/* The declared sizes are what the rows need. */
typedef char sip_rows_fit[SIP_ROW_COUNT == RDI_SIP_ROWS ? 1 : -1];
typedef char sip_registered_fits
  [SIP_ROW_OWN_PROGRESS_NONE_NONE_NONE_WAIT_NONE == RDI_SIP_REGISTERED ? 1
                                                                       : -1];
typedef char sip_blocks_fit[SIP_BLOCK_COUNT == RDI_SIP_BLOCKS ? 1 : -1];
