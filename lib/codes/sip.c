#include "../codes/tables.h"

/* sip.def expanded into entries and a row for every different set of words:
 * 600 statuses in about 700 bytes, or 320 in a build for size. Nothing is
 * generated: the compiler folds the designators. */

#include <redial/classify.h>

/* The stretches of statuses that have an entry, first and last. In haste each
   is a block of eight, behind an empty one. */
#ifdef __OPTIMIZE_SIZE__
#define SIP_STRETCHES(X, code)                                                 \
  X(code, 100, 100) X(code, 180, 183) X(code, 199, 204) X(code, 300, 305)      \
  X(code, 380, 380) X(code, 400, 440) X(code, 469, 494) X(code, 500, 505)      \
  X(code, 513, 513) X(code, 555, 555) X(code, 580, 580) X(code, 600, 608)      \
  X(code, 687, 687) X(code, 699, 699)
#define SIP_ENTRIES_BEFORE 0
#else
#define SIP_STRETCHES(X, code)                                                 \
  X(code, 96, 103) X(code, 176, 183) X(code, 192, 199) X(code, 200, 207)       \
  X(code, 296, 303) X(code, 304, 311) X(code, 376, 383) X(code, 400, 407)      \
  X(code, 408, 415) X(code, 416, 423) X(code, 424, 431) X(code, 432, 439)      \
  X(code, 440, 447) X(code, 464, 471) X(code, 472, 479) X(code, 480, 487)      \
  X(code, 488, 495) X(code, 496, 503) X(code, 504, 511) X(code, 512, 519)      \
  X(code, 552, 559) X(code, 576, 583) X(code, 600, 607) X(code, 608, 615)      \
  X(code, 680, 687) X(code, 696, 703)
#define SIP_ENTRIES_BEFORE 8
#endif

/* Where the entries of a stretch stand. */
enum {
  SIP_ENTRY_BEFORE = SIP_ENTRIES_BEFORE - 1,
#define PLACE(code, first, last)                                               \
  SIP_ENTRY_##first, SIP_ENTRY_LAST_##first = SIP_ENTRY_##first + last - first,
  SIP_STRETCHES(PLACE, 0)
#undef PLACE
  SIP_ENTRY_COUNT
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

/* Position of a code's entry; below 0, which no array has, if it lies in no
   stretch. */
#define ENTRY_IF(code, first, last)                                            \
  +((code) >= first && (code) <= last ? SIP_ENTRY_##first + (code) - first + 1 \
                                      : 0)
#define ENTRY(code) (-1 SIP_STRETCHES(ENTRY_IF, code))

#ifdef __OPTIMIZE_SIZE__
/* Behind which status a stretch begins. */
enum {
  SIP_BEHIND = RDI_SIP_FIRST - 1,
#define BEHIND(code, first, last)                                              \
  SIP_BEHIND_##first, SIP_BEHIND_LAST_##first = last,
  SIP_STRETCHES(BEHIND, 0)
#undef BEHIND
};
#define STRETCH(code, first, last)                                             \
  {first - SIP_BEHIND_##first, last - first + 1},
#define BITS(outcome, about, scope, retry, action, treatment)                  \
  (REDIAL_OUTCOME_##outcome | REDIAL_ABOUT_##about << 6 |                      \
   REDIAL_SCOPE_##scope << 9 | REDIAL_RETRY_##retry << 12 |                    \
   REDIAL_TREATMENT_##treatment << 15 | REDIAL_ACTION_##action << 18)
#define BYTES(bits)                                                            \
  {                                                                            \
    { (bits) & 255, (bits) >> 8 & 255, (bits) >> 16 }                          \
  }
#define SIP_ROW(mapping, outcome, about, scope, retry, action, treatment)      \
  BYTES(BITS(outcome, about, scope, retry, action, treatment))
#else
/* What to add to a code of block n to get at its entry. */
#define BLOCK(n) (uint8_t)((ENTRY((n) * 8) < 0 ? 0 : ENTRY((n) * 8)) - (n) * 8),
#define TEN(n)                                                                 \
  [n##0] = BLOCK(n##0) BLOCK(n##1) BLOCK(n##2) BLOCK(n##3) BLOCK(n##4)         \
    BLOCK(n##5) BLOCK(n##6) BLOCK(n##7) BLOCK(n##8) BLOCK(n##9)
#define SIP_ROW(mapping, outcome, about, scope, retry, action, treatment)      \
  {                                                                            \
    RDI_WORDS(outcome, about, scope, retry, action, treatment),                \
      REDIAL_MAPPING_##mapping, REDIAL_CONFIDENCE_CERTAIN                      \
  }
#endif

const rdi_sip_table rdi_sip = {
  .rows = {
  /* Row 0 is for what is no SIP status: nothing is known. */
  [0] = SIP_ROW(NONE, UNKNOWN, NONE, UNKNOWN, NONE, NONE, NONE),
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = SIP_ROW(SIP, outcome, about, scope, retry, action, treatment),
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "sip.def"
#undef FALLBACK
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  [SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)] =        \
    SIP_ROW(SIP, outcome, about, scope, retry, action, treatment),
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
#ifdef __OPTIMIZE_SIZE__
  .stretch = {SIP_STRETCHES(STRETCH, 0)},
#else
  .block = {TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8)},
#endif
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
typedef char sip_entries_fit[SIP_ENTRY_COUNT == RDI_SIP_ENTRIES ? 1 : -1];
