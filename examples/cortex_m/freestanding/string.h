#ifndef FREESTANDING_STRING_H
#define FREESTANDING_STRING_H

/* Where there is no libc: the four functions of mem.c. */

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);
int memcmp(const void *a, const void *b, size_t count);

#endif
