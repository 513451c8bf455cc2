#include "xml.h"

tw_xml tw_xml_begin(tw_text *text) {
  tw_xml xml = {NULL, {NULL}, 0, false};

  xml.text = text;
  tw_put(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  return xml;
}

static void xml_end_tag(tw_xml *xml) {
  if (xml->in_tag) {
    tw_put(xml->text, ">");
    xml->in_tag = false;
  }
}

/* What stands for a character that may not stand for itself; NULL: it may. A
   control character may not be in a document at all (XML 1.0, 2.2), and in an
   attribute a line end would become a space. */
static const char *xml_escape(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&apos;";
  default:
    return (unsigned char)c < ' ' || c == 0x7f ? " " : NULL;
  }
}

static void xml_put(tw_text *text, redial_span raw) {
  redial_span plain = {raw.ptr, 0};
  size_t i;

  for (i = 0; i < raw.len; i++) {
    const char *escape = xml_escape(raw.ptr[i]);

    plain.len++;
    if (escape != NULL) {
      plain.len--;
      tw_put_span(text, plain);
      tw_put(text, escape);
      plain.ptr = raw.ptr + i + 1;
      plain.len = 0;
    }
  }
  tw_put_span(text, plain);
}

void tw_xml_open(tw_xml *xml, const char *name) {
  if (xml->depth == TW_XML_DEPTH) {
    xml->text->cut = true;
    return;
  }
  xml_end_tag(xml);
  tw_put(xml->text, "<");
  tw_put(xml->text, name);
  xml->open[xml->depth] = name;
  xml->depth++;
  xml->in_tag = true;
}

void tw_xml_attribute(tw_xml *xml, const char *name, redial_span value) {
  tw_put(xml->text, " ");
  tw_put(xml->text, name);
  tw_put(xml->text, "=\"");
  xml_put(xml->text, value);
  tw_put(xml->text, "\"");
}

void tw_xml_number(tw_xml *xml, const char *name, uint32_t value) {
  char digits[16];
  tw_text text = tw_text_over(digits, sizeof(digits));

  tw_put_number(&text, value);
  tw_xml_attribute(xml, name, tw_span_of(&text));
}

void tw_xml_text(tw_xml *xml, redial_span text) {
  xml_end_tag(xml);
  xml_put(xml->text, text);
}

void tw_xml_close(tw_xml *xml) {
  if (xml->depth == 0) {
    return;
  }
  xml->depth--;
  if (xml->in_tag) {
    tw_put(xml->text, "/>");
    xml->in_tag = false;
    return;
  }
  tw_put(xml->text, "</");
  tw_put(xml->text, xml->open[xml->depth]);
  tw_put(xml->text, ">");
}

void tw_xml_end(tw_xml *xml) {
  while (xml->depth > 0) {
    tw_xml_close(xml);
  }
  tw_put(xml->text, "\n");
}
