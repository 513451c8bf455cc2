#include "../names/list.h"
#include <redial/names.h>

/* One list per enumeration, in its order. A list is one text without
   pointers, so that a shared library needs no relocation for it. */

static const char outcome_list[] =
  "unknown\0" "progress\0" "success\0" "redirected\0" "busy\0"
  "unavailable\0" "no_answer\0" "declined\0" "unwanted\0" "blocked\0"
  "forbidden\0" "auth_required\0" "identity_rejected\0" "security\0"
  "not_found\0" "gone\0" "bad_address\0" "bad_request\0" "too_large\0"
  "unsupported\0" "interval_too_short\0" "media\0" "cancelled\0"
  "answered_elsewhere\0" "state_lost\0" "conflict\0" "loop\0" "timeout\0"
  "unreachable\0" "service_unavailable\0" "overloaded\0" "server_error\0"
  "throttled\0" "misconfigured";
RDI_NAMES(outcome, outcome_list)

static const char family_list[] =
  "none\0" "ok\0" "redirect\0" "callee\0" "refused\0" "address\0" "request\0"
  "ended\0" "dialog\0" "network\0" "platform";
RDI_NAMES(family, family_list)

static const char about_list[] =
  "none\0" "callee\0" "caller\0" "request\0" "dialog\0" "server\0" "path\0"
  "platform";
RDI_NAMES(about, about_list)

static const char scope_list[] =
  "none\0" "request\0" "dialog\0" "route\0" "here\0" "address\0"
  "everywhere\0" "unknown";
RDI_NAMES(scope, scope_list)

static const char retry_list[] =
  "none\0" "never\0" "later\0" "after_fix\0" "elsewhere";
RDI_NAMES(retry, retry_list)

static const char action_list[] =
  "none\0" "wait\0" "try_next\0" "failover\0" "retry_later\0" "retry_glare\0"
  "follow_contacts\0" "use_proxy\0" "use_alternative\0" "authenticate\0"
  "fix_request\0" "fix_identity\0" "fix_address\0" "fix_setup\0"
  "renegotiate_media\0" "ask_user\0" "restart\0" "seek_redress\0"
  "report_fault\0" "stop";
RDI_NAMES(action, action_list)

static const char treatment_list[] =
  "none\0" "queue\0" "callback\0" "voicemail\0" "announce\0"
  "announce_number\0" "announce_busy\0" "hang_up";
RDI_NAMES(treatment, treatment_list)

static const char kind_list[] =
  "unknown\0" "phone\0" "trunk\0" "server";
RDI_NAMES(kind, kind_list)

static const char namespace_list[] =
  "none\0" "sip\0" "twilio\0" "q850\0" "dial";
RDI_NAMES(namespace, namespace_list)

static const char dial_status_list[] =
  "unknown\0" "completed\0" "answered\0" "busy\0" "no-answer\0" "failed\0"
  "canceled";
RDI_NAMES(dial_status, dial_status_list)

static const char mapping_list[] =
  "none\0" "sip\0" "sip_or_http\0" "derived\0" "own\0" "own_seen_with_sip\0"
  "notice\0" "in_call\0" "not_call";
RDI_NAMES(mapping, mapping_list)

static const char confidence_list[] =
  "none\0" "guess\0" "likely\0" "certain";
RDI_NAMES(confidence, confidence_list)

static const char origin_list[] =
  "unknown\0" "remote\0" "local_timeout\0" "local_transport\0" "withdrawn\0"
  "caller_gone";
RDI_NAMES(origin, origin_list)

static const char progress_list[] =
  "unknown\0" "nothing\0" "trying\0" "ringing\0" "early_media\0"
  "ringing_media";
RDI_NAMES(progress, progress_list)

static const char method_list[] =
  "unknown\0" "INVITE\0" "CANCEL\0" "BYE\0" "REGISTER\0" "OPTIONS\0"
  "SUBSCRIBE\0" "NOTIFY\0" "PUBLISH\0" "REFER\0" "MESSAGE\0" "UPDATE\0"
  "INFO\0" "PRACK\0" "ACK\0" "other";
RDI_NAMES(method, method_list)

static const char location_list[] =
  "unknown\0" "U\0" "LPN\0" "LN\0" "TN\0" "RLN\0" "RPN\0" "INTL\0" "BI\0"
  "other";
RDI_NAMES(location, location_list)

static const char damage_list[] =
  "none\0" "saturated\0" "malformed";
RDI_NAMES(damage, damage_list)

/* Errors count downward from REDIAL_OK. */
static const char status_list[] =
  "ok\0" "no_match\0" "syntax\0" "range\0" "space\0" "align\0" "version\0"
  "corrupt\0" "no_target\0" "no_lease\0" "full\0" "state\0" "unsupported";

const char *redial_status_name(redial_status value) {
  return rdi_list_at(status_list, sizeof(status_list), 0u - (uint32_t)value);
}

redial_status redial_status_by_name(redial_span name, redial_status *value) {
  uint32_t index = rdi_list_find(status_list, sizeof(status_list), name);

  if (index == RDI_LIST_NONE) {
    return REDIAL_ERR_NO_MATCH;
  }
  *value = (redial_status)(-(int32_t)index);
  return REDIAL_OK;
}

static const char rule_list[] =
  "R1\0" "R2\0" "R3\0" "R4\0" "R5\0" "R6\0" "R7\0" "R8\0" "R9\0" "R10\0" "R11\0"
  "R12\0" "R13\0" "R14\0" "R15\0" "R16\0" "R17\0" "R18\0" "R19\0" "R20\0" "R21\0"
  "R22\0" "R23\0" "R24\0" "T1\0" "P1\0" "P2\0" "P3\0" "P4\0" "user";

const char *redial_rule_name(uint32_t bit) {
  return rdi_list_at(rule_list, sizeof(rule_list), bit);
}
