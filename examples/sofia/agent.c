#include "dialer.h"
#include <errno.h>
#include <signal.h>
#include <sofia-sip/su.h>
#include <sofia-sip/su_debug.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/tport_tag.h>
#include <string.h>
#include <unistd.h>

/* A signal handler may do next to nothing: it writes a byte, and the loop
   reads it. */
static int agent_pipe[2] = {-1, -1};

static void agent_signalled(int number) {
  int saved = errno;
  ssize_t written = write(agent_pipe[1], "", 1);

  (void)number;
  (void)written;
  errno = saved;
}

static int agent_hang_up(su_root_magic_t *magic, su_wait_t *wait,
                         su_wakeup_arg_t *arg) {
  char byte;

  (void)wait;
  (void)arg;
  if (read(agent_pipe[0], &byte, 1) == 1) {
    call_hang_up(magic);
  }
  return 0;
}

static bool agent_signals(dialer *d) {
  struct sigaction action;

  memset(&action, 0, sizeof(action));
  action.sa_handler = agent_signalled;
  if (pipe(agent_pipe) != 0 ||
      su_wait_create(&d->signal, agent_pipe[0], SU_WAIT_IN) != 0) {
    return host_fail(NULL, strerror(errno));
  }
  d->signal_index =
    su_root_register(d->root, &d->signal, agent_hang_up, NULL, 0);
  return d->signal_index >= 0 && sigaction(SIGINT, &action, NULL) == 0 &&
         sigaction(SIGTERM, &action, NULL) == 0;
}

static void agent_quiet(void *stream, const char *format, va_list arguments) {
  (void)stream;
  (void)format;
  (void)arguments;
}

/* Requests that belong to no call of ours: somebody asks whether we live. */
static int agent_request(attempt *a, nta_leg_t *leg, nta_incoming_t *request,
                         const sip_t *sip) {
  (void)a;
  (void)leg;
  (void)request;
  switch (sip->sip_request->rq_method) {
  case sip_method_options:
    return 200;
  case sip_method_ack:
    return 0;
  case sip_method_invite:
    return 480;
  default:
    return 481;
  }
}

bool agent_open(dialer *d) {
  if (su_init() != 0 || su_home_init(d->home) != 0) {
    return host_fail(NULL, "sofia-sip does not start");
  }
  su_log_redirect(NULL, agent_quiet, NULL);
  d->root = su_root_create(d);
  if (d->root == NULL) {
    return host_fail(NULL, "sofia-sip has no event loop");
  }
  /* UA: a further 2xx of a fork is ended by sofia-sip itself. A damaged header
     that nobody needs makes no answer void: a 503 with a wrong Warning is one.
     No STUN: nobody asked for it. */
  d->agent = nta_agent_create(
    d->root, uri_string(d->options.local), NULL, NULL, NTATAG_UA(1),
    NTATAG_BAD_RESP_MASK(sip_mask_response),
    NTATAG_SIPFLAGS(MSG_DO_EXTRACT_COPY), TPTAG_STUN_SERVER(0), TAG_END());
  if (d->agent == NULL) {
    return host_fail(d->options.local, "cannot be listened on");
  }
  d->others = nta_leg_tcreate(d->agent, agent_request, NULL,
                              NTATAG_NO_DIALOG(1), TAG_END());
  d->wake = su_timer_create(su_root_task(d->root), 0);
  d->pause = su_timer_create(su_root_task(d->root), 0);
  if (d->others == NULL || d->wake == NULL || d->pause == NULL) {
    return host_fail(NULL, "no memory for sofia-sip");
  }
  return agent_signals(d);
}

void agent_close(dialer *d) {
  while (d->attempts != NULL) {
    attempt_free(d->attempts);
  }
  if (d->root != NULL) {
    su_timer_destroy(d->wake);
    su_timer_destroy(d->pause);
    if (d->signal_index > 0) {
      (void)su_root_deregister(d->root, d->signal_index);
    }
    nta_leg_destroy(d->others);
    nta_agent_destroy(d->agent);
    su_root_destroy(d->root);
  }
  su_home_deinit(d->home);
  su_deinit();
}
