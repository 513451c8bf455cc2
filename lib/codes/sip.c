#include "../codes/tables.h"

/* sip.def expanded into entries and a row for every different set of words:
 * 600 statuses in about 2000 bytes, or 320 in a build for size. Nothing is
 * generated: the compiler folds the designators. */

#include <redial/classify.h>

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

#ifdef __OPTIMIZE_SIZE__

/* The stretches of statuses that have an entry, first and last. */
#define SIP_STRETCHES(X, code)                                                 \
  X(code, 100, 100) X(code, 180, 183) X(code, 199, 204) X(code, 300, 305)      \
  X(code, 380, 380) X(code, 400, 440) X(code, 469, 494) X(code, 500, 505)      \
  X(code, 513, 513) X(code, 555, 555) X(code, 580, 580) X(code, 600, 608)      \
  X(code, 687, 687) X(code, 699, 699)

/* Where the entries of a stretch stand. */
enum {
  SIP_ENTRY_BEFORE = -1,
#define PLACE(code, first, last)                                               \
  SIP_ENTRY_##first, SIP_ENTRY_LAST_##first = SIP_ENTRY_##first + last - first,
  SIP_STRETCHES(PLACE, 0)
#undef PLACE
  SIP_ENTRY_COUNT
};

/* Position of a code's entry; below 0, which no array has, if it lies in no
   stretch. */
#define ENTRY_IF(code, first, last)                                            \
  +((code) >= first && (code) <= last ? SIP_ENTRY_##first + (code) - first + 1 \
                                      : 0)
#define ENTRY(code) (-1 SIP_STRETCHES(ENTRY_IF, code))
#define ENTRY_NUMBER(row, code) (row) - (code) / 100

/* Behind which status a stretch begins. */
enum {
  SIP_BEHIND = RDI_SIP_FIRST - 1,
#define BEHIND(code, first, last)                                              \
  SIP_BEHIND_##first, SIP_BEHIND_LAST_##first = last,
  SIP_STRETCHES(BEHIND, 0)
#undef BEHIND
  SIP_BEHIND_ALL
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
#define SIP_ROW(as, mapping, flags, rules, outcome, about, scope, retry,       \
                action, treatment)                                             \
  BYTES(BITS(outcome, about, scope, retry, action, treatment))

#else

#define ENTRY(code) ((code)-RDI_SIP_FIRST)
#define ENTRY_NUMBER(row, code) (row)
#define SIP_ROW(as, mapping, flags, rules, outcome, about, scope, retry,       \
                action, treatment)                                             \
  {                                                                            \
    RDI_WORDS(outcome, about, scope, retry, action, treatment),                \
      REDIAL_MAPPING_##mapping, REDIAL_CONFIDENCE_CERTAIN,                     \
      REDIAL_NAMESPACE_SIP, flags, 0, 0, 0, rules, as                          \
  }
#define TEN(n) n, n, n, n, n, n, n, n, n, n
#define HUNDRED(n)                                                             \
  TEN(n), TEN(n), TEN(n), TEN(n), TEN(n), TEN(n), TEN(n), TEN(n), TEN(n), TEN(n)

#endif

/* What the codes of a row are processed as; a registered one as itself, and no
   rule says so. */
enum { SIP_AS_OWN = 0, SIP_AS_400 = 400, SIP_AS_600 = 600 };
#define SIP_RULE(as) ((as) == SIP_AS_OWN ? 0 : REDIAL_RULE_R(2))

/* In haste every status first falls back to its class, and the registered ones
   are written over that. */
#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#pragma GCC diagnostic push
#if defined(__clang__)
#pragma GCC diagnostic ignored "-Winitializer-overrides"
#else
#pragma GCC diagnostic ignored "-Woverride-init"
#endif
#endif

const rdi_sip_table rdi_sip = {
  .rows = {
  /* Row 0 is for what is no SIP status: nothing is known. */
  [0] = SIP_ROW(0, NONE, REDIAL_FLAG_MALFORMED, REDIAL_RULE_R(1), UNKNOWN, NONE,
                UNKNOWN, NONE, NONE, NONE),
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = SIP_ROW(as, SIP, 0, REDIAL_RULE_R(2), outcome, about, scope,       \
                    retry, action, treatment),
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "sip.def"
#undef FALLBACK
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  [SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)] =        \
    SIP_ROW(SIP_AS_##as, SIP, 0, SIP_RULE(SIP_AS_##as), outcome, about, scope, \
            retry, action, treatment),
#include "sip_rows.def"
#undef ROW
  },
#undef CODE
#undef FALLBACK
#ifdef __OPTIMIZE_SIZE__
  .as = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = as,
#include "sip.def"
#undef CODE
#undef FALLBACK
  },
  .stretch = {SIP_STRETCHES(STRETCH, 0)},
#endif
  .entry = {
#ifndef __OPTIMIZE_SIZE__
    HUNDRED(1), HUNDRED(2), HUNDRED(3), HUNDRED(4), HUNDRED(5), HUNDRED(6),
#endif
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  [ENTRY(code)] = ENTRY_NUMBER(                                                \
    SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment), code),
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#include "sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
  },
};

#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#pragma GCC diagnostic pop
#endif

/* The declared sizes are what the rows need. */
typedef char sip_rows_fit[SIP_ROW_COUNT == RDI_SIP_ROWS ? 1 : -1];
typedef char sip_registered_fits
  [SIP_ROW_OWN_PROGRESS_NONE_NONE_NONE_WAIT_NONE == RDI_SIP_REGISTERED ? 1
                                                                       : -1];
#ifdef __OPTIMIZE_SIZE__
typedef char sip_entries_fit[SIP_ENTRY_COUNT == RDI_SIP_ENTRIES ? 1 : -1];
/* Every status lies before the end of a stretch, and every word fits into its
   bits of a row. */
typedef char sip_stretches_fit
  [SIP_BEHIND_ALL == RDI_SIP_FIRST + (int)RDI_SIP_COUNT ? 1 : -1];
typedef char sip_bits_fit
  [REDIAL_OUTCOME_MISCONFIGURED < 64 && REDIAL_ABOUT_PLATFORM < 8 &&
       REDIAL_SCOPE_UNKNOWN < 8 && REDIAL_RETRY_ELSEWHERE < 8 &&
       REDIAL_TREATMENT_HANG_UP < 8 && REDIAL_ACTION_STOP < 64
     ? 1
     : -1];
#endif
