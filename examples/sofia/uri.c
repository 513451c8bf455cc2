#include "dialer.h"
#include <sofia-sip/url.h>
#include <stdlib.h>
#include <string.h>

const url_string_t *uri_string(const char *text) {
  return (const url_string_t *)text;
}

bool uri_is_sip(const char *word) {
  return su_casenmatch(word, "sip:", 4) || su_casenmatch(word, "sips:", 5);
}

static bool uri_port_is_good(const char *port) {
  char *end;
  unsigned long number;

  if (port == NULL) {
    return true;
  }
  number = strtoul(port, &end, 10);
  return *port >= '0' && *port <= '9' && *end == '\0' && number >= 1 &&
         number <= 65535;
}

/* What would end a URI, or the line that it stands in, is refused before it
   is parsed. */
bool uri_is_good(su_home_t *home, const char *text) {
  const char *c;
  url_t *url;

  for (c = text; *c != '\0'; c++) {
    if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7f ||
        strchr("<>\"", *c) != NULL) {
      return false;
    }
  }
  url = url_make(home, text);
  return url != NULL &&
         (url->url_type == url_sip || url->url_type == url_sips) &&
         url->url_host != NULL && url->url_host[0] != '\0' &&
         uri_port_is_good(url->url_port);
}

static double uri_preference(const sip_contact_t *contact) {
  return contact->m_q == NULL ? 1.0 : strtod(contact->m_q, NULL);
}

/* Headers in a Contact would be written into our own request (RFC 3261
   19.1.5 warns of them), and so would a method. */
static char *uri_plain(su_home_t *home, const url_t *from) {
  url_t *url = url_hdup(home, from);

  if (url == NULL) {
    return NULL;
  }
  url->url_headers = NULL;
  if (url->url_params != NULL) {
    char *params = su_strdup(home, url->url_params);

    url->url_params =
      params == NULL ? NULL : url_strip_param_string(params, "method");
  }
  return url_as_string(home, url);
}

char *uri_of_redirect(su_home_t *home, const sip_contact_t *contact,
                      bool secure) {
  const sip_contact_t *best = NULL;
  char *text;

  for (; contact != NULL; contact = contact->m_next) {
    bool fits = contact->m_url->url_type == url_sips ||
                (contact->m_url->url_type == url_sip && !secure);

    if (fits &&
        (best == NULL || uri_preference(contact) > uri_preference(best))) {
      best = contact;
    }
  }
  text = best == NULL ? NULL : uri_plain(home, best->m_url);
  return text != NULL && uri_is_good(home, text) ? text : NULL;
}
