#include "policy.h"
#include <string.h>

bool policy_has_via(policy_case who) {
  return who >= POLICY_CASE_VIA;
}

const char *policy_left(policy_case who) {
  switch (who) {
  case POLICY_CASE_PERSON:
    return "person";
  case POLICY_CASE_DEVICE:
    return "device";
  case POLICY_CASE_VIA:
    return "via";
  case POLICY_CASE_NOBODY:
  case POLICY_CASE_ALONE:
    break;
  }
  return "nobody";
}

static redial_situation cases_situation(policy_case who) {
  redial_situation now;

  memset(&now, 0, sizeof(now));
  now.origin = REDIAL_ORIGIN_REMOTE;
  now.random = 0; /* the longest wait */
  now.has_via = policy_has_via(who);
  now.vias_left = who == POLICY_CASE_VIA;
  now.endpoints_left = who != POLICY_CASE_NOBODY && who != POLICY_CASE_ALONE;
  now.same_person_left = who == POLICY_CASE_DEVICE;
  return now;
}

redial_decision policy_decide(const redial_policy *policy,
                              const redial_verdict *verdict, policy_case who) {
  redial_situation now = cases_situation(who);
  redial_history history;

  if (verdict->outcome == REDIAL_OUTCOME_NO_ANSWER) {
    now.progress = REDIAL_PROGRESS_RINGING;
  }
  memset(&history, 0, sizeof(history));
  redial_history_place(&history, now.now_ms);
  return redial_decide(policy, &history, verdict, &now);
}
