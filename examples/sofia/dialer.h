#ifndef SOFIA_DIALER_H
#define SOFIA_DIALER_H

/* A dialer on sofia-sip: NTA transactions below, a hunt above. NUA would do
 * much of this by itself, and just that is the matter: it follows redirects
 * and repeats after a Retry-After without asking. Here the hunt decides. */

#include "../host/host.h"

typedef struct dialer dialer;
typedef struct attempt attempt;

#define NTA_OUTGOING_MAGIC_T attempt
#define NTA_LEG_MAGIC_T attempt
#define SU_ROOT_MAGIC_T dialer
#define SU_TIMER_ARG_T void

#include <sofia-sip/auth_client.h>
#include <sofia-sip/msg.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/nta.h>
#include <sofia-sip/nta_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_string.h>
#include <sofia-sip/su_wait.h>

/* Exit codes. */
enum {
  DIALER_ANSWERED = 0, /* every call was */
  DIALER_NOBODY = 1,   /* at least one was not */
  DIALER_USAGE = 2,    /* bad input; nobody was called */
  DIALER_LOCAL = 3,    /* no socket, no memory */
  DIALER_GONE = 4      /* the caller hung up first */
};

/* options.c */
typedef struct dialer_options {
  host_words targets;
  host_words gateways;
  host_choice choice;
  host_limits limits;
  const char *local;
  const char *from;
  const char *user;
  const char *realm;
  const char *password; /* from the environment */
  uint32_t width;
  uint32_t stage_ms;
  uint32_t redirects;
  uint32_t calls;
  uint32_t pause_ms;
  uint32_t talk_ms;
  uint32_t linger_ms;
  uint32_t hang_up_after_ms; /* 0: never */
  bool help;
} dialer_options;

/* False when it has complained. */
bool options_read(int argc, char **argv, dialer_options *options);
void options_help(void);

/* One INVITE, from sending to the last word; a repaired one is the same. */
struct attempt {
  su_home_t home[1];
  attempt *next;
  dialer *dialer;
  redial_lease lease;
  nta_leg_t *leg;         /* of sofia: a dialog, or one that may become so */
  nta_outgoing_t *invite; /* NULL: no INVITE under way */
  nta_outgoing_t *bye;
  msg_t *sent;         /* the INVITE that was answered; NULL: none */
  auth_client_t *auth; /* challenges so far; NULL: none */
  su_timer_t *timer;
  char *uri;            /* whom: the target, or where it redirected to */
  char *redirect;       /* where the latest 3xx redirects to */
  const char *gateway;  /* NULL: none */
  redial_evidence last; /* of the latest final answer */
  uint32_t trying_ms;
  uint32_t ring_ms;
  uint8_t progress; /* redial_progress */
  bool authorized;  /* the INVITE under way carries credentials */
  bool answered;    /* by a 2xx, which was acknowledged */
};

struct dialer {
  su_home_t home[1];
  dialer_options options;
  su_root_t *root;
  nta_agent_t *agent;
  nta_leg_t *others; /* requests that belong to no call */
  su_wait_t signal;
  int signal_index;
  host_plan plan;
  host_roster phones;
  host_roster gateways;
  redial_scene scene;
  redial_hunt hunt;
  redial_journal journal;
  su_timer_t *wake;  /* of the hunt: one for the call */
  su_timer_t *pause; /* of the caller: patience, talk, linger, pause */
  attempt *attempts;
  attempt *talking;
  uint32_t calls_left;
  bool over; /* the hunt has said its last word */
  bool gone; /* the caller hung up */
  int exit_code;
};

/* agent.c: root, sockets, signals. False when it has complained. */
bool agent_open(dialer *d);
void agent_close(dialer *d);

/* uri.c */
const url_string_t *uri_string(const char *text); /* what sofia-sip takes */
bool uri_is_sip(const char *word);                /* begins like one */
bool uri_is_good(su_home_t *home, const char *text);
/* The best Contact to follow, as text in home; NULL: there is none. A sips
 * URI is never left for a sip one. */
char *uri_of_redirect(su_home_t *home, const sip_contact_t *contact,
                      bool secure);

/* answer.c: what came, as evidence; also keeps what a repair will need. */
void answer_read(attempt *a, nta_outgoing_t *request, const sip_t *sip,
                 redial_evidence *seen);

/* attempt.c: NULL and false when nothing could be sent. */
attempt *attempt_new(dialer *d, const redial_step *step);
bool attempt_invite(attempt *a, const redial_step *step);
void attempt_cancel(attempt *a, uint32_t cause);
void attempt_free(attempt *a);
attempt *attempt_find(dialer *d, redial_lease lease);
bool attempt_is_over(const attempt *a);

/* repair.c: what the step says, or false when it cannot be done. */
bool repair_prepare(attempt *a, const redial_step *step);
bool repair_credentials(attempt *a, msg_t *message, sip_t *sip);

/* dialog.c: after a 2xx. */
void dialog_acknowledge(attempt *a, const sip_t *sip);
void dialog_bye(attempt *a);
int dialog_request(attempt *a, nta_leg_t *leg, nta_incoming_t *request,
                   const sip_t *sip);

/* call.c: the hunt. */
void call_begin(dialer *d);
void call_event(attempt *a, const redial_evidence *seen);
void call_hang_up(dialer *d); /* the caller does */
void call_ended(attempt *a);  /* so may the call be */

#endif
