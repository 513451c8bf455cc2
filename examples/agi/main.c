#include "agi.h"

const char host_program[] = "agi_hunt";

static REDIAL_JOURNAL_STORAGE(main_journal, 64);

static bool main_scene(agi_call *c) {
  if (!host_plan_make(&c->plan, &c->choice) ||
      !host_roster_make(&c->phones, &c->words, REDIAL_KIND_PHONE,
                        c->plan.selector, channel_is_address) ||
      !host_roster_make(&c->gateways, &c->via, REDIAL_KIND_TRUNK,
                        c->plan.selector, channel_is_address) ||
      !channels_are_good(c)) {
    return false;
  }
  host_limits_set(&c->limits, &c->plan.policy);
  c->plan.policy.repairs = 0; /* Asterisk proves and follows by itself */
  c->scene.whom.pool = &c->phones.pool;
  c->scene.whom.selector = c->plan.selector;
  if (c->gateways.count > 0) {
    c->scene.via.pool = &c->gateways.pool;
    c->scene.via.selector = c->plan.selector;
  }
  c->scene.policy = &c->plan.policy;
  c->scene.rules = &c->plan.rules;
  return true;
}

int main(int argc, char **argv) {
  static agi_call c;
  int code = AGI_USAGE;

  if (!options_read(argc, argv, &c)) {
    return AGI_USAGE;
  }
  if (c.help) {
    options_help();
    return AGI_ANSWERED;
  }
  (void)redial_journal_init(&c.journal, main_journal, sizeof(main_journal));
  if (main_scene(&c)) {
    code = call_hunt(&c);
  }
  host_roster_drop(&c.phones);
  host_roster_drop(&c.gateways);
  return code;
}
