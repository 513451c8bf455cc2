#ifndef REDIAL_VERSION_H
#define REDIAL_VERSION_H

/** @file
 * The three version numbers. The build reads them from here and nowhere
 * else; compare them with redial_version() to notice a header that does not
 * belong to the library linked.
 */

#include <redial/export.h>
#include <stdint.h>

/** @addtogroup redial_version
 * @{ */

/** Raised when a change breaks callers (from 1.0 on). */
#define REDIAL_VERSION_MAJOR 0
/** Raised when something is added; before 1.0 it may also break callers. */
#define REDIAL_VERSION_MINOR 1
/** Raised for repairs that change neither API nor the verdict of a code. */
#define REDIAL_VERSION_PATCH 0

/** The version as one number, 0xMMmmpp: 0x000100 is 0.1.0. */
#define REDIAL_VERSION                                                       \
  ((REDIAL_VERSION_MAJOR << 16) | (REDIAL_VERSION_MINOR << 8) |              \
   REDIAL_VERSION_PATCH)

#ifdef __cplusplus
extern "C" {
#endif

/** Version of the library that was linked.
 * @return #REDIAL_VERSION as it was when the library was built.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_version(void);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
