#ifndef TWILIO_UTF8_H
#define TWILIO_UTF8_H

/* Text that an XML document may carry (XML 1.0, 2.2): whole UTF-8 (RFC 3629),
   no control character but the tab, no surrogate, not U+FFFE or U+FFFF. */

#include <redial/types.h>
#include <stdbool.h>

/* False: *bad says where it goes wrong. */
bool tw_is_text(redial_span text, size_t *bad);

#endif
