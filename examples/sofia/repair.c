#include "dialer.h"
#include <string.h>

/* What a hunt may ask for, and this host can do: credentials for a 401 or
 * 407, and the Contact of a 3xx. A 305 is not followed: whoever answers could
 * have all calls pass by a proxy of theirs. */

/* Sofia-sip keeps a realm with its quotes. */
static const char *repair_realm(attempt *a) {
  const char *realm = a->dialer->options.realm;

  return realm == NULL ? NULL : su_sprintf(a->home, "\"%s\"", realm);
}

static bool repair_authenticate(attempt *a) {
  const dialer_options *options = &a->dialer->options;

  return options->user != NULL &&
         auc_all_credentials(&a->auth, "Digest", repair_realm(a), options->user,
                             options->password) >= 0 &&
         auc_has_authorization(&a->auth);
}

/* The target of the roster that this URI means; 0: none. */
static uint64_t repair_target(const attempt *a, const char *uri) {
  const host_roster *phones = &a->dialer->phones;
  su_home_t *home = su_home_new(sizeof(*home));
  url_t *sought = url_make(home, uri);
  uint64_t id = 0;
  uint32_t i;

  for (i = 0; i < phones->count && id == 0; i++) {
    url_t *url = url_make(home, phones->address[i]);

    if (url != NULL && sought != NULL && url_cmp(url, sought) == 0) {
      id = i + 1;
    }
  }
  su_home_unref(home);
  return id;
}

/* A redirect to somebody of the same hunt is that target's one attempt, and
   one to somebody who was asked already is a loop: the hunt knows. */
static bool repair_follow(attempt *a) {
  dialer *d = a->dialer;
  redial_status status;

  if (a->redirect == NULL) {
    return false;
  }
  status =
    redial_journal_forwarded(&d->journal, &d->hunt, &d->scene,
                             repair_target(a, a->redirect), host_now_ms());
  if (status != REDIAL_OK && status != REDIAL_ERR_NO_MATCH) {
    return false;
  }
  a->uri = a->redirect;
  a->redirect = NULL;
  /* The Contact says where: no gateway. What was shown to one server is not
     shown to another unasked. */
  a->gateway = NULL;
  a->auth = NULL;
  return true;
}

bool repair_prepare(attempt *a, const redial_step *step) {
  a->lease = step->lease;
  switch (step->action) {
  case REDIAL_ACTION_AUTHENTICATE:
    return repair_authenticate(a);
  case REDIAL_ACTION_FOLLOW_CONTACTS:
    return repair_follow(a);
  default:
    return false;
  }
}

bool repair_credentials(attempt *a, msg_t *message, sip_t *sip) {
  if (a->auth == NULL || !auc_has_authorization(&a->auth)) {
    return false;
  }
  return auc_authorize(&a->auth, message, sip) > 0;
}
