#ifndef REDIAL_TESTS_SUPPORT_H
#define REDIAL_TESTS_SUPPORT_H

/* What the tests share: the includes that cmocka wants in this order, and
   the public header. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <redial/redial.h>

#endif
