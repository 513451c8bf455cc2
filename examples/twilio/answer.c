#include "answer.h"
#include "xml.h"

/* Longest: public_url, a group, a ticket of 200 letters and its seal. */
#define ANSWER_URL 1024

static tw_xml answer_begin(const tw_answer *answer) {
  tw_xml xml = tw_xml_begin(answer->text);

  tw_xml_open(&xml, "Response");
  return xml;
}

static void answer_query(tw_text *url, const char *name, redial_span value) {
  if (value.len > 0) {
    tw_put(url, "&");
    tw_put(url, name);
    tw_put(url, "=");
    tw_put_span(url, value);
  }
}

/* Group names, tickets and seals need no percent escapes. */
static void answer_url(const tw_answer *answer, const char *step,
                       redial_span ticket, tw_text *url) {
  tw_put(url, answer->config->public_url);
  tw_put(url, "?step=");
  tw_put(url, step);
  answer_query(url, "group", answer->group);
  answer_query(url, "hunt", ticket);
}

static void answer_attribute(const tw_answer *answer, tw_xml *xml,
                             const char *name, const char *step,
                             redial_span ticket) {
  char bytes[ANSWER_URL];
  tw_text url = tw_text_over(bytes, sizeof(bytes));

  answer_url(answer, step, ticket, &url);
  answer->text->cut |= url.cut;
  tw_xml_attribute(xml, name, tw_span_of(&url));
}

/* Twilio asks this step with POST when the verb has ended. */
static void answer_action(const tw_answer *answer, tw_xml *xml,
                          const char *step, redial_span ticket) {
  answer_attribute(answer, xml, "action", step, ticket);
  tw_xml_attribute(xml, "method", tw_span("POST"));
}

static void answer_redirect(const tw_answer *answer, tw_xml *xml,
                            const char *step, redial_span ticket) {
  char bytes[ANSWER_URL];
  tw_text url = tw_text_over(bytes, sizeof(bytes));

  answer_url(answer, step, ticket, &url);
  answer->text->cut |= url.cut;
  tw_xml_open(xml, "Redirect");
  tw_xml_attribute(xml, "method", tw_span("POST"));
  tw_xml_text(xml, tw_span_of(&url));
  tw_xml_close(xml);
}

static void answer_saying(const tw_answer *answer, tw_xml *xml,
                          tw_saying saying) {
  const tw_config *config = answer->config;

  tw_xml_open(xml, "Say");
  if (config->voice[0] != '\0') {
    tw_xml_attribute(xml, "voice", tw_span(config->voice));
  }
  if (config->language[0] != '\0') {
    tw_xml_attribute(xml, "language", tw_span(config->language));
  }
  tw_xml_text(xml, tw_span(config->sayings[saying]));
  tw_xml_close(xml);
}

static void answer_empty(tw_xml *xml, const char *element) {
  tw_xml_open(xml, element);
  tw_xml_close(xml);
}

/* One noun in each Dial: of several, the result would not say whose it is. */
static void answer_noun(const tw_answer *answer, tw_xml *xml,
                        const tw_agent *agent) {
  static const char *const nouns[] = {"Client", "Sip", "Number"};

  tw_xml_open(xml, nouns[agent->noun]);
  tw_xml_attribute(xml, "statusCallbackEvent", tw_span("answered completed"));
  tw_xml_attribute(xml, "statusCallbackMethod", tw_span("POST"));
  answer_attribute(answer, xml, "statusCallback", "status", answer->status);
  tw_xml_text(xml, tw_span(agent->uri));
  tw_xml_close(xml);
}

void tw_answer_dial(const tw_answer *answer, const tw_agent *agent) {
  const tw_config *config = answer->config;
  tw_xml xml = answer_begin(answer);

  tw_xml_open(&xml, "Dial");
  answer_action(answer, &xml, "dial", answer->ticket);
  /* Twilio lets it ring for 5 s more than this. */
  tw_xml_number(&xml, "timeout", config->ring_s - 5);
  tw_xml_number(&xml, "timeLimit", config->talk_s);
  tw_xml_attribute(&xml, "answerOnBridge",
                   tw_span(config->answer_on_bridge ? "true" : "false"));
  if (config->caller_id[0] != '\0') {
    tw_xml_attribute(&xml, "callerId", tw_span(config->caller_id));
  }
  answer_noun(answer, &xml, agent);
  tw_xml_end(&xml);
}

void tw_answer_pause(const tw_answer *answer, uint32_t seconds) {
  tw_xml xml = answer_begin(answer);

  tw_xml_open(&xml, "Pause");
  tw_xml_number(&xml, "length", seconds);
  tw_xml_close(&xml);
  answer_redirect(answer, &xml, "again", answer->ticket);
  tw_xml_end(&xml);
}

static const redial_span answer_no_ticket = {"", 0};

static void answer_queue(const tw_answer *answer, tw_xml *xml) {
  answer_saying(answer, xml, TW_SAY_QUEUE);
  tw_xml_open(xml, "Enqueue");
  answer_action(answer, xml, "queue", answer_no_ticket);
  answer_attribute(answer, xml, "waitUrl", "wait", answer_no_ticket);
  tw_xml_attribute(xml, "waitUrlMethod", tw_span("POST"));
  tw_xml_text(xml, tw_span(answer->config->queue));
  tw_xml_close(xml);
}

static void answer_announce(const tw_answer *answer, tw_xml *xml,
                            tw_saying saying) {
  answer_saying(answer, xml, saying);
  answer_empty(xml, "Hangup");
}

/* Whoever says nothing falls through to the verb that follows. */
static void answer_voicemail(const tw_answer *answer, tw_xml *xml) {
  answer_saying(answer, xml, TW_SAY_VOICEMAIL);
  tw_xml_open(xml, "Record");
  answer_action(answer, xml, "voicemail", answer_no_ticket);
  tw_xml_number(xml, "maxLength", answer->config->voicemail_s);
  tw_xml_number(xml, "timeout", 5);
  tw_xml_attribute(xml, "finishOnKey", tw_span("#"));
  tw_xml_attribute(xml, "playBeep", tw_span("true"));
  tw_xml_close(xml);
  answer_empty(xml, "Hangup");
}

static void answer_lowest(const tw_answer *answer, tw_xml *xml,
                          redial_treatment treatment) {
  switch (treatment) {
  case REDIAL_TREATMENT_VOICEMAIL:
    answer_voicemail(answer, xml);
    break;
  case REDIAL_TREATMENT_ANNOUNCE:
    answer_announce(answer, xml, TW_SAY_ANNOUNCE);
    break;
  case REDIAL_TREATMENT_ANNOUNCE_NUMBER:
    answer_announce(answer, xml, TW_SAY_NUMBER);
    break;
  case REDIAL_TREATMENT_ANNOUNCE_BUSY:
    answer_announce(answer, xml, TW_SAY_BUSY);
    break;
  default:
    answer_empty(xml, "Hangup");
    break;
  }
}

/* Whoever presses nothing falls through to the next rung of the ladder. */
static void answer_callback(const tw_answer *answer, tw_xml *xml) {
  tw_xml_open(xml, "Gather");
  tw_xml_attribute(xml, "input", tw_span("dtmf"));
  tw_xml_number(xml, "numDigits", 1);
  tw_xml_number(xml, "timeout", 5);
  answer_action(answer, xml, "callback", answer_no_ticket);
  answer_saying(answer, xml, TW_SAY_CALLBACK);
  tw_xml_close(xml);
  answer_lowest(
    answer, xml,
    redial_treatment_below(&answer->config->policy, REDIAL_TREATMENT_CALLBACK));
}

void tw_answer_treat(const tw_answer *answer, redial_treatment treatment) {
  tw_xml xml = answer_begin(answer);

  switch (treatment) {
  case REDIAL_TREATMENT_QUEUE:
    answer_queue(answer, &xml);
    break;
  case REDIAL_TREATMENT_CALLBACK:
    answer_callback(answer, &xml);
    break;
  default:
    answer_lowest(answer, &xml, treatment);
    break;
  }
  tw_xml_end(&xml);
}

#define ANSWER_WAIT_S 20u /* of silence between two sayings */

void tw_answer_wait(const tw_answer *answer, uint32_t waited_s) {
  const tw_config *config = answer->config;
  tw_xml xml = answer_begin(answer);
  uint32_t left;

  if (waited_s >= config->queue_wait_s) {
    answer_empty(&xml, "Leave");
  } else {
    left = config->queue_wait_s - waited_s;
    answer_saying(answer, &xml, TW_SAY_WAIT);
    tw_xml_open(&xml, "Pause");
    tw_xml_number(&xml, "length", left < ANSWER_WAIT_S ? left : ANSWER_WAIT_S);
    tw_xml_close(&xml);
    answer_redirect(answer, &xml, "wait", answer_no_ticket);
  }
  tw_xml_end(&xml);
}

void tw_answer_say(const tw_answer *answer, tw_saying saying) {
  tw_xml xml = answer_begin(answer);

  answer_announce(answer, &xml, saying);
  tw_xml_end(&xml);
}

void tw_answer_hang_up(const tw_answer *answer) {
  tw_xml xml = answer_begin(answer);

  answer_empty(&xml, "Hangup");
  tw_xml_end(&xml);
}

void tw_answer_nothing(const tw_answer *answer) {
  tw_xml xml = answer_begin(answer);

  tw_xml_end(&xml);
}
