#ifndef CORTEX_M_SELFTEST_H
#define CORTEX_M_SELFTEST_H

#include <stdbool.h>

/* Digests of what the library says, the same on every machine. say is given
   one line after the other, each with its end. False when something
   is wrong already. */
bool selftest_run(void (*say)(const char *text));

#endif
