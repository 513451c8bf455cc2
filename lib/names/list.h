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

#endif
