#include "dialer.h"
#include <sofia-sip/sip_status.h>

/* After a 2xx: RFC 3261 13.2.2.4. Every 2xx is acknowledged at once, whether
 * or not the hunt then wants the call. */

/* The ACK carries the credentials of its INVITE (RFC 3261 22.1). When the 2xx
   comes again sofia-sip sends it again, although it was destroyed here. */
static void dialog_ack(attempt *a) {
  msg_t *sent = nta_outgoing_getrequest(a->invite);
  const sip_t *invite = sip_object(sent);
  msg_t *message = nta_msg_create(a->dialer->agent, 0);
  sip_t *ack = sip_object(message);
  sip_cseq_t *cseq = sip_cseq_create(msg_home(message),
                                     invite->sip_cseq->cs_seq, SIP_METHOD_ACK);
  nta_outgoing_t *request = NULL;

  if (sip_add_tl(message, ack, SIPTAG_CSEQ(cseq),
                 SIPTAG_AUTHORIZATION(invite->sip_authorization),
                 SIPTAG_PROXY_AUTHORIZATION(invite->sip_proxy_authorization),
                 TAG_END()) >= 0 &&
      nta_msg_request_complete(message, a->leg, SIP_METHOD_ACK, NULL) >= 0) {
    request = nta_outgoing_mcreate(a->dialer->agent, NULL, NULL, NULL, message,
                                   TAG_END());
  }
  if (request != NULL) {
    nta_outgoing_destroy(request);
  } else {
    msg_destroy(message);
  }
  msg_destroy(sent);
}

void dialog_acknowledge(attempt *a, const sip_t *sip) {
  a->answered = true;
  (void)nta_leg_rtag(a->leg, sip->sip_to->a_tag);
  (void)nta_leg_client_reroute(a->leg, sip->sip_record_route, sip->sip_contact,
                               1);
  dialog_ack(a);
}

/* What ends the call is freed later: whoever called may still look at it. */
static void dialog_over(su_root_magic_t *magic, su_timer_t *timer, void *arg) {
  (void)magic;
  (void)timer;
  call_ended(arg);
}

static void dialog_end(attempt *a) {
  (void)su_timer_set_interval(a->timer, dialog_over, a, 1);
}

static int dialog_bye_answered(attempt *a, nta_outgoing_t *request,
                               const sip_t *sip) {
  (void)sip;
  if (nta_outgoing_status(request) >= 200) {
    call_ended(a);
  }
  return 0;
}

void dialog_bye(attempt *a) {
  msg_t *message;
  sip_t *bye;

  if (a->bye != NULL) {
    return;
  }
  message = nta_msg_create(a->dialer->agent, 0);
  bye = sip_object(message);
  if (nta_msg_request_complete(message, a->leg, SIP_METHOD_BYE, NULL) >= 0) {
    (void)repair_credentials(a, message, bye);
    a->bye = nta_outgoing_mcreate(a->dialer->agent, dialog_bye_answered, a,
                                  NULL, message, TAG_END());
  }
  if (a->bye == NULL) {
    msg_destroy(message);
    dialog_end(a); /* its Contact leads nowhere */
  }
}

/* What the other side wants. Before it has answered it can end nothing (RFC
   3261 15): its attempt still waits for the answer. */
int dialog_request(attempt *a, nta_leg_t *leg, nta_incoming_t *request,
                   const sip_t *sip) {
  (void)leg;
  (void)request;
  switch (sip->sip_request->rq_method) {
  case sip_method_bye:
    if (!a->answered) {
      return 481;
    }
    dialog_end(a);
    return 200;
  case sip_method_ack:
    return 0;
  case sip_method_options:
  case sip_method_info:
    return 200;
  case sip_method_invite: /* no other media than the first */
    return 488;
  default:
    return 501;
  }
}
