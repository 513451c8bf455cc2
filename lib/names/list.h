#ifndef REDIAL_NAMES_LIST_H
#define REDIAL_NAMES_LIST_H

/* Lists of words in one text: "none\0queue\0callback". */

#include "../core/inner.h"

RDI_PRIVATE_BEGIN

#define RDI_LIST_NONE UINT32_MAX

/* Word number index; "?" beyond the last. size includes the last end. */
const char *rdi_list_at(const char *list, size_t size, uint32_t index);
/* Number of the word that is name in any case; RDI_LIST_NONE if none is. */
uint32_t rdi_list_find(const char *list, size_t size, redial_span name);

RDI_PRIVATE_END

/* Both ways between the values of redial_WORD and their names in a list, for
   an enumeration that counts up from 0. */
#define RDI_NAMES(word, list)                                                  \
  const char *redial_##word##_name(redial_##word value) {                      \
    return rdi_list_at(list, sizeof(list), (uint32_t)value);                   \
  }                                                                            \
  redial_status redial_##word##_by_name(redial_span name,                      \
                                        redial_##word *value) {                \
    uint32_t index = rdi_list_find(list, sizeof(list), name);                  \
                                                                               \
    if (index == RDI_LIST_NONE) {                                              \
      return REDIAL_ERR_NO_MATCH;                                              \
    }                                                                          \
    *value = (redial_##word)index;                                             \
    return REDIAL_OK;                                                          \
  }

#endif
