#ifndef REDIAL_EXPORT_H
#define REDIAL_EXPORT_H

/** @file
 * #REDIAL_API, which marks what the shared library exports, and nothing else.
 * The static library and copied-in sources define REDIAL_STATIC; only the
 * build of the shared library itself defines REDIAL_BUILDING.
 */

/** Marks a public function or object.
 * @par Since
 * 0.1.0 */
#if defined(REDIAL_STATIC)
#define REDIAL_API
#elif defined(_WIN32) && defined(REDIAL_BUILDING)
#define REDIAL_API __declspec(dllexport)
#elif defined(_WIN32)
#define REDIAL_API __declspec(dllimport)
#elif defined(__GNUC__)
#define REDIAL_API __attribute__((visibility("default")))
#else
#define REDIAL_API
#endif

#endif
