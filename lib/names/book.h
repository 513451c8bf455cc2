#ifndef REDIAL_NAMES_BOOK_H
#define REDIAL_NAMES_BOOK_H

/* Texts by code. A book is one object that holds all its texts and a sorted
   list of offsets into it: no pointers, hence no relocations. */

#include "../core/inner.h"
#include <redial/codes.h>
#include <stddef.h>

RDI_PRIVATE_BEGIN

typedef struct rdi_page {
  int32_t code;
  uint16_t first;  /* offset of the first text */
  uint16_t second; /* offset of the second */
  uint16_t third;
} rdi_page;

/* The page of a code, or NULL. */
const rdi_page *rdi_book_find(const rdi_page *pages, size_t count,
                              int32_t code);

/* REDIAL_NAMESPACE_NONE becomes the namespace that the number speaks for. */
redial_namespace rdi_book_namespace(redial_namespace ns, int32_t code);

RDI_PRIVATE_END

#endif
