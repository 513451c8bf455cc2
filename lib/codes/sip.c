#include "../codes/tables.h"

/* sip.def expanded into blocks of eight entries and a row for every
 * different set of words: 600 statuses in about 800 bytes. Nothing is
 * generated: the compiler folds the designators. */

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

const uint8_t rdi_sip_blocks[88] = {
#define BLOCK_OF(code, first) [(first) / 8] = SIP_BLOCK_##first,
  SIP_BLOCKS(BLOCK_OF, 0)
#undef BLOCK_OF
};

/* A row's number is named by its words, so equal words share one. */
#define SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)      \
  SIP_ROW_##as##_##outcome##_##about##_##scope##_##retry##_##action##_##treatment

enum {
  SIP_ROW_LAST_FALLBACK = 6,
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment),
#include "../codes/sip_rows.def"
#undef ROW
  SIP_ROW_COUNT
};

/* Position of a code's entry; 0, which no code may have, if its block is
   missing above. */
#define ENTRY_IF(code, first)                                                  \
  +((code) / 8 * 8 == (first) ? SIP_BLOCK_##first * 8 + (code) % 8 : 0)
#define ENTRY(code) (0 SIP_BLOCKS(ENTRY_IF, code))

const uint8_t rdi_sip_entries[SIP_BLOCK_COUNT * 8] = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  [ENTRY(code)] =                                                              \
    SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment),
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
};

#define AS_OWN 0
#define AS_183 183
#define AS_200 200
#define AS_300 300
#define AS_400 400
#define AS_500 500
#define AS_600 600

const rdi_sip_row rdi_sip_rows[SIP_ROW_COUNT] = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  [class] = {RDI_WORDS(outcome, about, scope, retry, action, treatment),       \
             AS_##as},
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
#define ROW(as, outcome, about, scope, retry, action, treatment)               \
  [SIP_ROW_NAME(as, outcome, about, scope, retry, action, treatment)] = {      \
    RDI_WORDS(outcome, about, scope, retry, action, treatment), AS_##as},
#include "../codes/sip_rows.def"
#undef ROW
};
