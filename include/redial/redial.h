#ifndef REDIAL_REDIAL_H
#define REDIAL_REDIAL_H

/** @file
 * redial: SIP failure classification and retry policy. One include for
 * everything; the topic headers below exist for reading.
 *
 * @code
 * redial_verdict v = redial_classify(31486);   busy, here, later
 * @endcode
 *
 * What holds everywhere, said once:
 *
 * - Memory. There is no heap. Small things are returned by value, large ones
 *   live in memory that the caller gives; nothing keeps a pointer to an
 *   argument unless it says so.
 * - Pointers MUST NOT be NULL unless a parameter says that it may. Arrays
 *   come with a count.
 * - Time is an argument: @c now_ms, milliseconds of a monotonic clock;
 *   @c unix_s, seconds of the calendar; spans of time are 32-bit and end in
 *   @c _ms or @c _s. So is chance: a 32-bit number, uniform over its range.
 * - Arithmetic on times, waits and counts saturates instead of wrapping.
 * - Errors. A caller's mistake (NULL, a count of 0 where 1 is needed) is
 *   undefined and trapped by REDIAL_ASSERT where a build defines it. Bad
 *   input is a #redial_status below zero, and nothing has changed. "Busy" or
 *   "stop" is an answer, not an error.
 * - Threads. Functions without a non-const pointer may be called from
 *   anywhere at once. Calls on one object that change it are the caller's to
 *   serialise.
 * - Zero is "not known" or "none" in every enumeration.
 */

#include <redial/backoff.h>
#include <redial/budget.h>
#include <redial/caps.h>
#include <redial/causes.h>
#include <redial/classify.h>
#include <redial/codes.h>
#include <redial/evidence.h>
#include <redial/export.h>
#include <redial/fork.h>
#include <redial/headers.h>
#include <redial/health.h>
#include <redial/hours.h>
#include <redial/hunt.h>
#include <redial/journal.h>
#include <redial/lint.h>
#include <redial/names.h>
#include <redial/policy.h>
#include <redial/pool.h>
#include <redial/probe.h>
#include <redial/rules.h>
#include <redial/selector.h>
#include <redial/selectors.h>
#include <redial/shared.h>
#include <redial/sign.h>
#include <redial/types.h>
#include <redial/version.h>

#endif
