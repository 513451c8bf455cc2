#include "../names/book.h"
#include <redial/names.h>

static const struct sip_notes {
#define NOTE(code, text) char note_##code[sizeof(text)];
#include "../names/sip_notes.def"
#undef NOTE
} sip_notes = {
#define NOTE(code, text) text,
#include "../names/sip_notes.def"
#undef NOTE
};

static const rdi_page sip_note_pages[] = {
#define NOTE(code, text) {code, offsetof(struct sip_notes, note_##code), 0, 0},
#include "../names/sip_notes.def"
#undef NOTE
};

static const struct twilio_notes {
#define NOTE(code, text) char note_##code[sizeof(text)];
#include "../names/twilio_notes.def"
#undef NOTE
} twilio_notes = {
#define NOTE(code, text) text,
#include "../names/twilio_notes.def"
#undef NOTE
};

static const rdi_page twilio_note_pages[] = {
#define NOTE(code, text) {code, offsetof(struct twilio_notes, note_##code), 0, 0},
#include "../names/twilio_notes.def"
#undef NOTE
};

static const struct q850_notes {
#define NOTE(code, text) char note_##code[sizeof(text)];
#include "../names/q850_notes.def"
#undef NOTE
} q850_notes = {
#define NOTE(code, text) text,
#include "../names/q850_notes.def"
#undef NOTE
};

static const rdi_page q850_note_pages[] = {
#define NOTE(code, text) {code, offsetof(struct q850_notes, note_##code), 0, 0},
#include "../names/q850_notes.def"
#undef NOTE
};

static const char *notes_text(const void *texts, const rdi_page *page) {
  return page != NULL ? (const char *)texts + page->first : "";
}

#define FIND(pages, code)                                                      \
  rdi_book_find(pages, sizeof(pages) / sizeof(pages[0]), code)

const char *redial_code_note(redial_namespace ns, int32_t code) {
  switch (rdi_book_namespace(ns, code)) {
  case REDIAL_NAMESPACE_SIP:
    return notes_text(&sip_notes, FIND(sip_note_pages, code));
  case REDIAL_NAMESPACE_TWILIO:
    return notes_text(&twilio_notes, FIND(twilio_note_pages, code));
  case REDIAL_NAMESPACE_Q850:
    return notes_text(&q850_notes, FIND(q850_note_pages, code));
  case REDIAL_NAMESPACE_DIAL:
  case REDIAL_NAMESPACE_NONE:
    break;
  }
  return "";
}
