#include "dialer.h"
#include <string.h>

/* From what sofia-sip reports to what is known.
 *
 * A refused port, an unknown host and a broken TLS handshake reach the
 * callback as a response as well: sofia-sip writes a 503 (and, when its
 * Timer B runs out, a 408) and hands it over like one from the wire. A real
 * 503 speaks of the server that sent it, and may ask for a pause; this one
 * means that there is no such server. The code and the phrase do not tell
 * them apart, so nothing here looks at them: nta_sip_is_internal() does, by
 * the mark that sofia-sip sets on messages which it made itself. */

static void answer_local(int status, redial_evidence *seen) {
  switch (status) {
  case 408:
    seen->origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
    break;
  case 487: /* our own CANCEL, before anything was sent */
    seen->origin = REDIAL_ORIGIN_WITHDRAWN;
    break;
  default:
    seen->origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
    break;
  }
}

/* The bytes as they came: sofia-sip keeps them, because the agent was asked
   to (MSG_DO_EXTRACT_COPY). A message that sofia-sip can read and redial can
   not still has its code. */
static void answer_wire(nta_outgoing_t *request, redial_evidence *seen) {
  msg_t *message = nta_outgoing_getresponse(request);
  redial_span bytes = {NULL, 0};
  char *text = message == NULL ? NULL
                               : msg_as_string(msg_home(message), message, NULL,
                                               0, &bytes.len);

  bytes.ptr = text;
  if (text == NULL || redial_evidence_read(bytes, seen) != REDIAL_OK) {
    seen->ns = REDIAL_NAMESPACE_SIP;
    seen->code = nta_outgoing_status(request);
    seen->marks = REDIAL_MARK_MALFORMED;
  }
  seen->origin = REDIAL_ORIGIN_REMOTE;
  if (message != NULL) {
    su_free(msg_home(message), text);
    msg_destroy(message);
  }
}

/* 180 rings. A description in a provisional is a network's voice: early
   media. What was heard once stays heard. */
static uint8_t answer_progress(const attempt *a, int status, const sip_t *sip) {
  bool rang = status == 180 || a->progress == REDIAL_PROGRESS_RINGING ||
              a->progress == REDIAL_PROGRESS_RINGING_MEDIA;
  bool media = sip->sip_payload != NULL ||
               a->progress == REDIAL_PROGRESS_EARLY_MEDIA ||
               a->progress == REDIAL_PROGRESS_RINGING_MEDIA;

  if (rang) {
    return media ? REDIAL_PROGRESS_RINGING_MEDIA : REDIAL_PROGRESS_RINGING;
  }
  return media ? REDIAL_PROGRESS_EARLY_MEDIA : REDIAL_PROGRESS_TRYING;
}

static void answer_keep(attempt *a, const sip_t *sip) {
  bool secure = su_casenmatch(a->uri, "sips:", 5);

  (void)auc_challenge(&a->auth, a->home, sip->sip_www_authenticate,
                      sip_authorization_class);
  (void)auc_challenge(&a->auth, a->home, sip->sip_proxy_authenticate,
                      sip_proxy_authorization_class);
  a->redirect = NULL;
  if (sip->sip_status->st_status / 100 == 3) {
    a->redirect = uri_of_redirect(a->home, sip->sip_contact, secure);
  }
}

/* A Contact that may not be followed is none. */
static void answer_marks(const attempt *a, redial_evidence *seen) {
  if (a->authorized) {
    seen->marks |= REDIAL_MARK_AUTHENTICATED;
  }
  if (su_casenmatch(a->uri, "sips:", 5)) {
    seen->marks |= REDIAL_MARK_SIPS;
  }
  if (seen->code / 100 == 3 && a->redirect == NULL) {
    seen->marks &= (uint16_t)~REDIAL_MARK_CONTACT;
    seen->marks |= REDIAL_MARK_NO_CONTACT;
  }
}

void answer_read(attempt *a, nta_outgoing_t *request, const sip_t *sip,
                 redial_evidence *seen) {
  int status = nta_outgoing_status(request);

  memset(seen, 0, sizeof(*seen));
  if (sip == NULL || nta_sip_is_internal(sip)) {
    answer_local(status, seen);
    seen->progress = a->progress;
    return;
  }
  answer_wire(request, seen);
  if (status < 200) {
    a->progress = answer_progress(a, status, sip);
  } else {
    answer_keep(a, sip);
  }
  seen->progress = a->progress;
  answer_marks(a, seen);
}
