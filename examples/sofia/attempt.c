#include "dialer.h"
#include <sofia-sip/sip_status.h>
#include <sofia-sip/su_tag.h>
#include <stdio.h>
#include <string.h>

/* One INVITE: sent, timed, cancelled, sent again. */

/* An offer that everybody can accept: no media flows. A program that has a
   media engine puts its own description here. */
static const char attempt_offer[] = "v=0\r\n"
                                    "o=- 1 1 IN %s\r\n"
                                    "s=-\r\n"
                                    "c=IN %s\r\n"
                                    "t=0 0\r\n"
                                    "m=audio 9 RTP/AVP 0 8\r\n"
                                    "a=inactive\r\n";

bool attempt_is_over(const attempt *a) {
  return a->invite == NULL && !a->answered;
}

attempt *attempt_find(dialer *d, redial_lease lease) {
  attempt *a = d->attempts;

  while (a != NULL &&
         (a->lease.slot != lease.slot || a->lease.entry != lease.entry ||
          a->lease.generation != lease.generation)) {
    a = a->next;
  }
  return a;
}

static sip_from_t *attempt_from(attempt *a) {
  const dialer *d = a->dialer;
  const sip_contact_t *own = nta_agent_contact(d->agent);
  sip_from_t *from;

  if (d->options.from != NULL) {
    return sip_from_create(a->home, uri_string(d->options.from));
  }
  from = sip_from_create(a->home, (const url_string_t *)own->m_url);
  if (from != NULL) {
    from->a_url->url_user = "redial";
    from->a_url->url_port = NULL;
    from->a_url->url_params = NULL;
  }
  return from;
}

static bool attempt_leg(attempt *a) {
  sip_from_t *from = attempt_from(a);
  sip_to_t *to = sip_to_create(a->home, uri_string(a->uri));

  if (from == NULL || to == NULL) {
    return false;
  }
  a->leg = nta_leg_tcreate(a->dialer->agent, dialog_request, a,
                           SIPTAG_FROM(from), SIPTAG_TO(to), TAG_END());
  return a->leg != NULL && nta_leg_tag(a->leg, NULL) != NULL;
}

attempt *attempt_new(dialer *d, const redial_step *step) {
  attempt *a = su_home_new(sizeof(*a));

  if (a == NULL) {
    return NULL;
  }
  a->dialer = d;
  a->next = d->attempts;
  d->attempts = a;
  a->lease = step->lease;
  a->progress = REDIAL_PROGRESS_NOTHING;
  a->uri = su_strdup(a->home, host_roster_address(&d->phones, step->whom));
  if (step->via != REDIAL_NO_SLOT) {
    a->gateway = host_roster_address(&d->gateways, step->via);
  }
  a->timer = su_timer_create(su_root_task(d->root), 0);
  if (a->uri == NULL || a->timer == NULL || !attempt_leg(a)) {
    attempt_free(a);
    return NULL;
  }
  return a;
}

void attempt_free(attempt *a) {
  attempt **at = &a->dialer->attempts;

  while (*at != a) {
    at = &(*at)->next;
  }
  *at = a->next;
  if (a->dialer->talking == a) {
    a->dialer->talking = NULL;
  }
  su_timer_destroy(a->timer);
  nta_outgoing_destroy(a->bye);
  nta_outgoing_destroy(a->invite);
  nta_leg_destroy(a->leg);
  su_home_unref(a->home);
}

static void attempt_timed_out(su_root_magic_t *magic, su_timer_t *timer,
                              void *arg) {
  attempt *a = arg;
  redial_evidence seen = {0};

  (void)magic;
  (void)timer;
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  seen.progress = a->progress;
  attempt_cancel(a, 0);
  call_event(a, &seen);
}

static void attempt_time(attempt *a, uint32_t ms) {
  (void)su_timer_set_interval(a->timer, attempt_timed_out, a,
                              (su_duration_t)ms);
}

/* Further provisionals of the same kind win no time: a phone that says 180
   for ever would ring for ever. */
static void attempt_progressed(attempt *a, uint8_t before) {
  bool rang = before >= REDIAL_PROGRESS_RINGING;

  if (!rang && a->progress >= REDIAL_PROGRESS_RINGING) {
    attempt_time(a, a->ring_ms);
  } else if (before == REDIAL_PROGRESS_NOTHING) {
    attempt_time(a, a->trying_ms);
  }
}

static int attempt_response(attempt *a, nta_outgoing_t *request,
                            const sip_t *sip) {
  uint8_t before = a->progress;
  redial_evidence seen;

  if (request != a->invite) {
    return 0; /* of the INVITE before a repair */
  }
  answer_read(a, request, sip, &seen);
  if (nta_outgoing_status(request) < 200) {
    if (su_timer_is_set(a->timer)) { /* else it was withdrawn */
      attempt_progressed(a, before);
    }
    call_event(a, &seen);
    return 0;
  }
  (void)su_timer_reset(a->timer);
  if (nta_outgoing_status(request) < 300) {
    dialog_acknowledge(a, sip);
  }
  nta_outgoing_destroy(request);
  a->invite = NULL;
  a->last = seen;
  call_event(a, &seen);
  if (attempt_is_over(a)) {
    call_ended(a);
  }
  return 0;
}

/* Our address as a description has it: an IPv6 one without its brackets. */
static char *attempt_address(su_home_t *home, const url_t *own) {
  size_t length = strlen(own->url_host);

  return own->url_host[0] == '[' && length > 2
           ? su_sprintf(home, "IP6 %.*s", (int)(length - 2), own->url_host + 1)
           : su_sprintf(home, "IP4 %s", own->url_host);
}

static bool attempt_compose(attempt *a, msg_t *message) {
  sip_t *sip = sip_object(message);
  const sip_contact_t *own = nta_agent_contact(a->dialer->agent);
  const char *from = attempt_address(msg_home(message), own->m_url);
  char *offer = su_sprintf(msg_home(message), attempt_offer, from, from);

  if (offer == NULL ||
      sip_add_tl(message, sip, SIPTAG_CONTACT(own),
                 SIPTAG_USER_AGENT_STR("redial"),
                 SIPTAG_ALLOW_STR("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"),
                 SIPTAG_CONTENT_TYPE_STR("application/sdp"),
                 SIPTAG_PAYLOAD_STR(offer), TAG_END()) < 0 ||
      nta_msg_request_complete(message, a->leg, SIP_METHOD_INVITE,
                               uri_string(a->uri)) < 0) {
    return false;
  }
  a->authorized = repair_credentials(a, message, sip);
  return true;
}

bool attempt_invite(attempt *a, const redial_step *step) {
  msg_t *message = nta_msg_create(a->dialer->agent, 0);
  const url_string_t *by = a->gateway == NULL ? NULL : uri_string(a->gateway);

  if (attempt_compose(a, message)) {
    a->invite = nta_outgoing_mcreate(a->dialer->agent, attempt_response, a, by,
                                     message, NTATAG_PASS_100(1), TAG_END());
  }
  if (a->invite == NULL) {
    msg_destroy(message);
    return false;
  }
  a->progress = REDIAL_PROGRESS_NOTHING;
  a->trying_ms = step->trying_ms;
  a->ring_ms = step->ring_ms;
  attempt_time(a, step->setup_ms);
  return true;
}

/* The Reason tells a phone whether its owner missed a call (RFC 3326). A
   CANCEL waits for the first response (RFC 3261 9.1): sofia-sip sees to it. */
void attempt_cancel(attempt *a, uint32_t cause) {
  char reason[80];

  (void)su_timer_reset(a->timer);
  (void)snprintf(reason, sizeof(reason), "SIP;cause=%lu%s",
                 (unsigned long)cause,
                 cause == 200 ? ";text=\"Call completed elsewhere\"" : "");
  (void)nta_outgoing_tcancel(a->invite, NULL, NULL,
                             TAG_IF(cause != 0, SIPTAG_REASON_STR(reason)),
                             TAG_END());
}
