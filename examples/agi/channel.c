#include "agi.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define CHANNEL_MOST 160 /* characters */

/* "ann=PJSIP/desk" has a name, "PJSIP/desk;a=b" has none. */
bool channel_is_address(const char *word) {
  const char *slash = strchr(word, '/');
  const char *equals = strchr(word, '=');

  return equals == NULL || (slash != NULL && slash < equals);
}

/* What would end the argument, add another, or be evaluated. */
static bool channel_is_plain(const char *text) {
  for (; *text != '\0'; text++) {
    if (!isgraph((unsigned char)*text) ||
        strchr("\"\\,&$()|^", *text) != NULL) {
      return false;
    }
  }
  return true;
}

static bool channel_is_good(const char *text, bool whole) {
  const char *slash = strchr(text, '/');

  if (strlen(text) > CHANNEL_MOST) {
    return host_fail(text, "is too long for a channel");
  }
  if (!channel_is_plain(text)) {
    return host_fail(text, "holds a character that Dial would not take as is");
  }
  if (whole && (slash == NULL || slash == text || slash[1] == '\0')) {
    return host_fail(text, "is no channel; one is like PJSIP/ann");
  }
  return true;
}

bool channels_are_good(const agi_call *c) {
  uint32_t i;

  if (c->phones.count == 0) {
    return host_fail(NULL, "nobody to call; give a channel, or --help");
  }
  for (i = 0; i < c->gateways.count; i++) {
    if (!channel_is_good(c->gateways.address[i], true)) {
      return false;
    }
    if (strstr(c->gateways.address[i], "{}") == NULL) {
      return host_fail(c->gateways.address[i], "has no {} for whom to call");
    }
  }
  for (i = 0; i < c->phones.count; i++) {
    if (!channel_is_good(c->phones.word[i], false) ||
        !channel_is_good(c->phones.address[i], c->gateways.count == 0)) {
      return false;
    }
  }
  return strpbrk(c->dial_options, "\"\\\n") == NULL ||
         host_fail(c->dial_options, "are no options of Dial");
}

void channel_compose(const agi_call *c, const redial_step *step, char *channel,
                     size_t size) {
  const char *whom = host_roster_address(&c->phones, step->whom);
  const char *pattern;
  const char *place;

  if (step->via == REDIAL_NO_SLOT) {
    (void)snprintf(channel, size, "%s", whom);
    return;
  }
  pattern = host_roster_address(&c->gateways, step->via);
  place = strstr(pattern, "{}");
  (void)snprintf(channel, size, "%.*s%s%s", (int)(place - pattern), pattern,
                 whom, place + 2);
}
