#ifndef TWILIO_XML_H
#define TWILIO_XML_H

/* Writes a document of elements, attributes and text, all escaped. */

#include "text.h"

#define TW_XML_DEPTH 8u

typedef struct tw_xml {
  tw_text *text;
  const char *open[TW_XML_DEPTH]; /* elements that are not closed yet */
  uint32_t depth;
  bool in_tag; /* attributes may follow */
} tw_xml;

tw_xml tw_xml_begin(tw_text *text);
void tw_xml_open(tw_xml *xml, const char *name);
void tw_xml_attribute(tw_xml *xml, const char *name, redial_span value);
void tw_xml_number(tw_xml *xml, const char *name, uint32_t value);
void tw_xml_text(tw_xml *xml, redial_span text);
void tw_xml_close(tw_xml *xml);
/* Closes what is open. */
void tw_xml_end(tw_xml *xml);

#endif
