/* answer WHO [via=GATEWAY] ITEM...: what one attempt is answered with. */

#include "build.h"
#include <string.h>

/* A line on its way. */
typedef struct build_script {
  uint32_t answer; /* index of it */
  uint64_t at_ms;  /* where the next item stands */
  bool ended;      /* a final answer came: nothing follows */
  uint32_t said;   /* beside the last item */
} build_script;

static bool build_is_final(const redial_evidence *seen) {
  return seen->ns != REDIAL_NAMESPACE_SIP || seen->code >= 200;
}

static bool build_is_answer(const redial_evidence *seen) {
  return redial_classify_in((redial_namespace)seen->ns, seen->code).outcome ==
         REDIAL_OUTCOME_SUCCESS;
}

static scenario_item *build_item(build *b, build_script *script) {
  scenario *s = b->s;
  scenario_item *item =
    build_add(b, &s->item, sizeof(*item), &s->items, SCENARIO_ITEMS);

  if (item != NULL) {
    item->after_ms = (uint32_t)script->at_ms;
    item->to = SCENARIO_NOBODY;
    item->talk_ms = 60000;
    s->answer[script->answer].count++;
    script->said = 0;
  }
  return item;
}

/* The last item of this line; NULL when it has none. */
static scenario_item *build_last(build *b, const build_script *script) {
  return b->s->answer[script->answer].count > 0 ? &b->s->item[b->s->items - 1]
                                                : NULL;
}

static bool build_pause(build *b, redial_span word, build_script *script) {
  redial_span time = {word.ptr + 1, word.len - 1};
  uint64_t ms;

  if (!reader_time(&b->in, time, &ms)) {
    return false;
  }
  script->at_ms += ms;
  return script->at_ms <= READER_LATEST_MS ||
         reader_fail(&b->in, word, "makes it later than 31 days");
}

static bool build_says(build *b, redial_span word, build_script *script) {
  scenario_item *item = build_item(b, script);

  if (item == NULL || !build_code(b, word, &item->seen)) {
    return false;
  }
  script->ended = build_is_final(&item->seen);
  return true;
}

static bool build_forwards(build *b, redial_span to, build_script *script) {
  scenario_item *item = build_item(b, script);

  if (item == NULL) {
    return false;
  }
  item->kind = SCENARIO_FORWARDS;
  script->ended = true;
  return build_find_target(b, to, SCENARIO_WHOM, &item->to);
}

/* Bits of build_script::said beside those of build_beside_code(). */
#define BUILD_SAID_TALK 0x80000000u
#define BUILD_SAID_CONTACT 0x40000000u

static bool build_once(build *b, redial_span word, build_script *script,
                       uint32_t bit) {
  if ((script->said & bit) != 0) {
    return reader_fail(&b->in, word, "is said twice");
  }
  script->said |= bit;
  return true;
}

static bool build_talk(build *b, redial_span word, redial_span value,
                       scenario_item *item) {
  uint64_t ms;

  if (!build_is_answer(&item->seen)) {
    return reader_fail(&b->in, word, "stands beside a code that is no answer");
  }
  if (!reader_time(&b->in, value, &ms)) {
    return false;
  }
  item->talk_ms = (uint32_t)ms;
  return true;
}

static bool build_contact(build *b, redial_span word, redial_span value,
                          scenario_item *item) {
  if (item->seen.code < 300 || item->seen.code > 399) {
    return reader_fail(&b->in, word, "stands beside a code that is no 3xx");
  }
  item->seen.marks |= REDIAL_MARK_CONTACT;
  return build_find_target(b, value, SCENARIO_WHOM, &item->to);
}

/* What stands beside the item before it. */
static bool build_beside(build *b, redial_span word, build_script *script) {
  scenario_item *item = build_last(b, script);
  redial_span name;
  redial_span value;

  if (item == NULL || item->kind != SCENARIO_SAYS) {
    return reader_fail(&b->in, word, "has no code before it");
  }
  if (build_is_beside_code(word)) {
    return build_beside_code(b, word, &script->said, &item->seen);
  }
  if (reader_split(word, &name, &value) && reader_is(name, "talk")) {
    return build_once(b, word, script, BUILD_SAID_TALK) &&
           build_talk(b, word, value, item);
  }
  if (reader_split(word, &name, &value) && reader_is(name, "contact")) {
    return build_once(b, word, script, BUILD_SAID_CONTACT) &&
           build_contact(b, word, value, item);
  }
  return reader_fail(&b->in, word,
                     "is nothing that can stand beside a code; see "
                     "redial hunt --help");
}

static bool build_new_item(build *b, redial_span word, build_script *script) {
  redial_span name;
  redial_span to;

  if (script->ended) {
    return reader_fail(&b->in, word, "comes after the last word of an attempt");
  }
  if (reader_is(word, "pass") || reader_is(word, "silence")) {
    b->s->answer[script->answer].passes = word.ptr[0] == 'p';
    script->ended = true;
    return true;
  }
  if (reader_split(word, &name, &to) && reader_is(name, "forward")) {
    return build_forwards(b, to, script);
  }
  return build_says(b, word, script);
}

static bool build_is_setting(redial_span word) {
  redial_span name;
  redial_span value;

  return reader_split(word, &name, &value) && !reader_is(name, "forward");
}

static bool build_script_word(build *b, redial_span word,
                              build_script *script) {
  if (word.ptr[0] == '+') {
    return build_pause(b, word, script);
  }
  return build_is_setting(word) ? build_beside(b, word, script)
                                : build_new_item(b, word, script);
}

/* via=GATEWAY may be the first word. */
static bool build_script_via(build *b, redial_span *word, uint32_t answer) {
  scenario_answer *made = &b->s->answer[answer];
  redial_span name;
  redial_span value;

  if (!reader_split(*word, &name, &value) || !reader_is(name, "via")) {
    return true;
  }
  if (b->s->target[made->who].side == SCENARIO_VIA) {
    return reader_fail(&b->in, *word, "stands beside a gateway's own name");
  }
  return build_find_target(b, value, SCENARIO_VIA, &made->via) &&
         reader_need(&b->in, word, "the line needs an answer");
}

/* Only a gateway hands on, and then says nothing itself. */
static bool build_is_sound(build *b, uint32_t answer) {
  const scenario_answer *made = &b->s->answer[answer];
  bool gateway = b->s->target[made->who].side == SCENARIO_VIA;

  return !made->passes || (gateway && made->count == 0) ||
         reader_fail(&b->in, b->in.line,
                     gateway ? "says something and passes"
                             : "passes and is no gateway");
}

bool build_answer_line(build *b) {
  build_script script = {b->s->answers, 0, false, 0};
  scenario_answer *made = build_add(b, &b->s->answer, sizeof(*made),
                                    &b->s->answers, SCENARIO_ANSWERS);
  redial_span word;

  if (made == NULL || !reader_need(&b->in, &word, "the line needs a name") ||
      !build_find_target(b, word, BUILD_EITHER, &made->who)) {
    return false;
  }
  made->via = SCENARIO_NOBODY;
  made->first = b->s->items;
  if (!reader_need(&b->in, &word, "the line needs an answer") ||
      !build_script_via(b, &word, script.answer)) {
    return false;
  }
  do {
    if (!build_script_word(b, word, &script)) {
      return false;
    }
  } while (reader_word(&b->in, &word));
  return build_is_sound(b, script.answer);
}
