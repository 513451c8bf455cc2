#include "dialer.h"
#include <stdio.h>
#include <string.h>

const char host_program[] = "sofia_dialer";

static REDIAL_JOURNAL_STORAGE(main_journal, 256);

static bool main_uri(su_home_t *home, const char *text, const char *what) {
  return uri_is_good(home, text) || host_fail(text, what);
}

/* Every address, before anybody is called. */
static bool main_addresses(dialer *d) {
  su_home_t *home = su_home_new(sizeof(*home));
  bool good = home != NULL;
  uint32_t i;

  for (i = 0; i < d->phones.count && good; i++) {
    good = main_uri(home, d->phones.address[i], "is no SIP URI");
  }
  for (i = 0; i < d->gateways.count && good; i++) {
    good = main_uri(home, d->gateways.address[i], "is no SIP URI of a gateway");
  }
  if (good && d->options.from != NULL) {
    good = main_uri(home, d->options.from, "is no SIP URI to call from");
  }
  su_home_unref(home);
  return good;
}

/* The profile says what a call may do; only the host knows what it can. */
static void main_policy(redial_policy *policy, const dialer_options *o) {
  host_limits_set(&o->limits, policy);
  policy->redirect_depth = (uint8_t)o->redirects;
  policy->repairs = 0;
  if (o->redirects > 0) {
    policy->repairs |= REDIAL_REPAIR(REDIAL_ACTION_FOLLOW_CONTACTS);
  }
  if (o->user != NULL) {
    policy->repairs |= REDIAL_REPAIR(REDIAL_ACTION_AUTHENTICATE);
  }
}

static bool main_scene(dialer *d) {
  redial_scene *scene = &d->scene;

  if (!host_plan_make(&d->plan, &d->options.choice) ||
      !host_roster_make(&d->phones, &d->options.targets, REDIAL_KIND_PHONE,
                        d->plan.selector, uri_is_sip) ||
      !host_roster_make(&d->gateways, &d->options.gateways, REDIAL_KIND_TRUNK,
                        d->plan.selector, uri_is_sip) ||
      !main_addresses(d)) {
    return false;
  }
  main_policy(&d->plan.policy, &d->options);
  scene->whom.pool = &d->phones.pool;
  scene->whom.selector = d->plan.selector;
  if (d->gateways.count > 0) {
    scene->via.pool = &d->gateways.pool;
    scene->via.selector = d->plan.selector;
  }
  scene->policy = &d->plan.policy;
  scene->rules = &d->plan.rules;
  scene->width = (uint8_t)d->options.width;
  scene->stage_ms = d->options.stage_ms;
  return true;
}

static void main_start(su_root_magic_t *d, su_timer_t *timer, void *arg) {
  (void)timer;
  (void)arg;
  call_begin(d);
}

static int main_run(dialer *d) {
  if (!agent_open(d)) {
    return DIALER_LOCAL;
  }
  (void)redial_journal_init(&d->journal, main_journal, sizeof(main_journal));
  d->calls_left = d->options.calls;
  (void)su_timer_set_interval(d->pause, main_start, d, 1);
  su_root_run(d->root);
  agent_close(d);
  return d->exit_code;
}

int main(int argc, char **argv) {
  static dialer d;
  int code;

  (void)setvbuf(stdout, NULL, _IOLBF, 0);
  if (!options_read(argc, argv, &d.options)) {
    return DIALER_USAGE;
  }
  if (d.options.help) {
    options_help();
    return DIALER_ANSWERED;
  }
  code = main_scene(&d) ? main_run(&d) : DIALER_USAGE;
  host_roster_drop(&d.phones);
  host_roster_drop(&d.gateways);
  return code;
}
