#include "../names/book.h"
#include <redial/names.h>

/* Phrase, source and header fields of every code, out of the tables. */

static const struct sip_book {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  char phrase_##code[sizeof(phrase)];                                          \
  char source_##code[sizeof(source)];                                          \
  char headers_##code[sizeof(headers)];
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  char phrase_##class[sizeof(phrase)];                                         \
  char source_##class[sizeof(source)];
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
} sip_book = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  phrase, source, headers,
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  phrase, source,
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
};

static const rdi_page sip_pages[] = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)                     \
  {code, offsetof(struct sip_book, phrase_##code),                             \
   offsetof(struct sip_book, source_##code),                                   \
   offsetof(struct sip_book, headers_##code)},
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
};

/* By the class, 1..6. */
static const rdi_page sip_fallbacks[] = {
#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)                                       \
  {class, offsetof(struct sip_book, phrase_##class),                           \
   offsetof(struct sip_book, source_##class), 0},
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
};

static const struct twilio_book {
#define CODE(code, mapping, sip, outcome, about, scope, retry, action,         \
             treatment, name, source)                                           \
  char name_##code[sizeof(name)];                                              \
  char source_##code[sizeof(source)];
#include "../codes/twilio.def"
#undef CODE
} twilio_book = {
#define CODE(code, mapping, sip, outcome, about, scope, retry, action,         \
             treatment, name, source)                                           \
  name, source,
#include "../codes/twilio.def"
#undef CODE
};

static const rdi_page twilio_pages[] = {
#define CODE(code, mapping, sip, outcome, about, scope, retry, action,         \
             treatment, name, source)                                           \
  {code, offsetof(struct twilio_book, name_##code),                              \
   offsetof(struct twilio_book, source_##code), 0},
#include "../codes/twilio.def"
#undef CODE
};

static const struct q850_book {
#define CAUSE(cause, voice, outcome, about, scope, retry, action, treatment,   \
              rfc3398, rfc4497, name, source)                                           \
  char name_##cause[sizeof(name)];                                              \
  char source_##cause[sizeof(source)];
#include "../codes/q850.def"
#undef CAUSE
} q850_book = {
#define CAUSE(cause, voice, outcome, about, scope, retry, action, treatment,   \
              rfc3398, rfc4497, name, source)                                           \
  name, source,
#include "../codes/q850.def"
#undef CAUSE
};

static const rdi_page q850_pages[] = {
#define CAUSE(cause, voice, outcome, about, scope, retry, action, treatment,   \
              rfc3398, rfc4497, name, source)                                           \
  {cause, offsetof(struct q850_book, name_##cause),                              \
   offsetof(struct q850_book, source_##cause), 0},
#include "../codes/q850.def"
#undef CAUSE
};

#define COUNT(pages) (sizeof(pages) / sizeof(pages[0]))

/* A SIP status in no row has the page of its class. */
static const rdi_page *sip_page(int32_t code) {
  const rdi_page *page = rdi_book_find(sip_pages, COUNT(sip_pages), code);

  if (page == NULL && code >= 100 && code <= 699) {
    page = &sip_fallbacks[code / 100 - 1];
  }
  return page;
}

/* Where the texts of a page lie; the page NULL when there is none. */
typedef struct names_place {
  const char *texts;
  const rdi_page *page;
} names_place;

static names_place names_find(redial_namespace ns, int32_t code) {
  names_place place = {NULL, NULL};

  switch (rdi_book_namespace(ns, code)) {
  case REDIAL_NAMESPACE_SIP:
    place.texts = (const char *)&sip_book;
    place.page = sip_page(code);
    break;
  case REDIAL_NAMESPACE_TWILIO:
    place.texts = (const char *)&twilio_book;
    place.page = rdi_book_find(twilio_pages, COUNT(twilio_pages), code);
    break;
  case REDIAL_NAMESPACE_Q850:
    place.texts = (const char *)&q850_book;
    place.page = rdi_book_find(q850_pages, COUNT(q850_pages),
                               code > 128 && code <= 255 ? code - 128 : code);
    break;
  case REDIAL_NAMESPACE_DIAL:
  case REDIAL_NAMESPACE_NONE:
    break;
  }
  return place;
}

static const char *dial_word(int32_t code) {
  bool known = code >= REDIAL_DIAL_COMPLETED && code <= REDIAL_DIAL_CANCELED;

  return known ? redial_dial_status_name((uint32_t)code) : NULL;
}

const char *redial_code_phrase(redial_namespace ns, int32_t code) {
  names_place place = names_find(ns, code);

  if (ns == REDIAL_NAMESPACE_DIAL) {
    return dial_word(code);
  }
  return place.page != NULL ? place.texts + place.page->first : NULL;
}

const char *redial_code_source(redial_namespace ns, int32_t code) {
  names_place place = names_find(ns, code);

  if (ns == REDIAL_NAMESPACE_DIAL) {
    return dial_word(code) != NULL ? "Twilio TwiML Dial" : NULL;
  }
  return place.page != NULL ? place.texts + place.page->second : NULL;
}

const char *redial_code_headers(int32_t sip) {
  const rdi_page *page = rdi_book_find(sip_pages, COUNT(sip_pages), sip);

  return page != NULL ? (const char *)&sip_book + page->third : "";
}
