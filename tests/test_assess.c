#include "support.h"

#include <string.h>

/* Each rule of docs/design.md with a case that fires it and one that just
   does not. */

static redial_evidence sip(int32_t code) {
  redial_evidence seen = {0};

  seen.code = code;
  return seen;
}

static redial_evidence with_cause(int32_t code, uint8_t cause) {
  redial_evidence seen = sip(code);

  seen.q850_cause = cause;
  return seen;
}

static redial_evidence with_timer(int32_t code, uint32_t seconds) {
  redial_evidence seen = sip(code);

  seen.retry_after.present = 1;
  seen.retry_after.seconds = seconds;
  return seen;
}

static redial_evidence marked(int32_t code, uint32_t marks) {
  redial_evidence seen = sip(code);

  seen.marks = (uint16_t)marks;
  return seen;
}

static redial_evidence after(int32_t code, redial_progress progress) {
  redial_evidence seen = sip(code);

  seen.progress = (uint8_t)progress;
  return seen;
}

static void assert_words(redial_verdict v, redial_outcome outcome,
                         redial_about about, redial_scope scope,
                         redial_retry retry, redial_action action,
                         redial_treatment treatment) {
  assert_int_equal(v.outcome, outcome);
  assert_int_equal(v.about, about);
  assert_int_equal(v.scope, scope);
  assert_int_equal(v.retry, retry);
  assert_int_equal(v.action, action);
  assert_int_equal(v.treatment, treatment);
}

#define WORDS(o, a, s, r, c, t)                                                \
  REDIAL_OUTCOME_##o, REDIAL_ABOUT_##a, REDIAL_SCOPE_##s, REDIAL_RETRY_##r,    \
    REDIAL_ACTION_##c, REDIAL_TREATMENT_##t

static void assert_row_of(redial_verdict v, int32_t code) {
  redial_verdict row = redial_classify(code);

  assert_memory_equal(&v.outcome, &row.outcome, 6);
}

static void bare_codes_assess_as_they_classify(void **state) {
  int32_t code;

  (void)state;
  for (code = -1; code < 800; code++) {
    redial_evidence seen = sip(code);
    redial_verdict a = redial_assess(&seen);

    assert_row_of(a, code);
    assert_int_equal(a.rules, redial_classify(code).rules);
    assert_int_equal(a.effective, redial_classify(code).effective);
  }
}

static void r1_drops_a_message_and_leaves_its_headers_unread(void **state) {
  redial_evidence seen = with_timer(786, 60);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(1));
  assert_int_equal(v.flags, REDIAL_FLAG_MALFORMED);
  assert_int_equal(v.sip, 0);
  assert_int_equal(v.effective, 0);
  assert_int_equal(v.has_retry_after, 0);
}

static void t1_a_twilio_meaning_takes_the_whole_row(void **state) {
  redial_evidence seen = sip(403);
  redial_verdict v;

  (void)state;
  seen.twilio_error = 32201;
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_T1);
  assert_int_equal(v.mapping, REDIAL_MAPPING_OWN_SEEN_WITH_SIP);
  assert_words(v, WORDS(FORBIDDEN, PLATFORM, REQUEST, AFTER_FIX, FIX_SETUP,
                        ANNOUNCE));
  seen.code = 603;
  assert_int_equal(redial_assess(&seen).scope, REDIAL_SCOPE_EVERYWHERE);
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_AFTER_FIX);
  seen.twilio_error = 31486; /* names a SIP code: no meaning of its own */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.twilio_error = 32019; /* a notice */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.code = 200;
  seen.twilio_error = 32201;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_SUCCESS);
}

static void r3_network_blocked_needs_phrase_and_text(void **state) {
  uint32_t both = REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS;
  redial_evidence seen = marked(603, both);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(3));
  assert_words(
    v, WORDS(BLOCKED, CALLER, EVERYWHERE, NEVER, SEEK_REDRESS, ANNOUNCE));
  seen = marked(603, REDIAL_MARK_NETWORK_BLOCKED);
  assert_row_of(redial_assess(&seen), 603);
  seen = marked(603, REDIAL_MARK_ANALYTICS);
  assert_row_of(redial_assess(&seen), 603);
  seen = marked(600, both);
  assert_row_of(redial_assess(&seen), 600);
}

static void r4_607_in_a_reason_is_believed(void **state) {
  redial_evidence seen = sip(486);
  redial_verdict v;

  (void)state;
  seen.sip_cause = 607;
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_R(4));
  assert_row_of(v, 607);
  seen.sip_cause = 608;
  assert_row_of(redial_assess(&seen), 608);
  seen.sip_cause = 606;
  assert_int_equal(redial_assess(&seen).rules & REDIAL_RULE_R(4), 0);
  seen.code = 302;
  seen.sip_cause = 607;
  assert_row_of(redial_assess(&seen), 302);
}

static void r5_a_specific_code_is_not_overridden(void **state) {
  redial_evidence seen = with_cause(486, 1);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(5));
  assert_int_equal(v.flags, REDIAL_FLAG_CONFLICT);
  assert_row_of(v, 486);
  seen = with_cause(486, 19); /* same family */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_cause(486, 16); /* says nothing */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_cause(486, 21);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(5));
  seen.location = REDIAL_LOCATION_USER; /* declined: the callee spoke */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = sip(433);
  seen.q850_cause = 24; /* forbidden is of the same family */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = sip(484);
  seen.sip_cause = 503;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(5));
  seen.sip_cause = 299;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_cause(302, 17);
  assert_int_equal(redial_assess(&seen).rules, 0);
}

static void r6_the_cause_speaks_for_a_generic_code(void **state) {
  redial_evidence seen = with_cause(480, 34);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(6) | REDIAL_RULE_R(13));
  assert_words(
    v, WORDS(OVERLOADED, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK));
  seen = with_cause(480, 16);
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_cause(480, 35); /* no row */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_cause(477, 17); /* unregistered codes are generic */
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_BUSY);
  seen = with_cause(698, 17);
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_BUSY);
}

static void r6_a_6xx_stops_forking_whatever_the_reason_says(void **state) {
  redial_evidence seen = with_cause(603, 102);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(6));
  assert_words(v, WORDS(TIMEOUT, PATH, EVERYWHERE, NEVER, STOP, CALLBACK));
}

static void r7_only_the_location_tells_who_rejected(void **state) {
  redial_evidence seen = with_cause(480, 21);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(7));
  assert_row_of(redial_assess(&seen), 480);
  seen.location = REDIAL_LOCATION_USER;
  assert_words(redial_assess(&seen),
               WORDS(DECLINED, CALLEE, HERE, NEVER, STOP, VOICEMAIL));
  seen.location = REDIAL_LOCATION_TN;
  assert_words(redial_assess(&seen),
               WORDS(FORBIDDEN, SERVER, ROUTE, NEVER, STOP, ANNOUNCE));
  seen = with_cause(503, 21);
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_FORBIDDEN);
  seen = with_cause(603, 21);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(7));
  assert_row_of(redial_assess(&seen), 603);
  seen = with_cause(486, 21);
  assert_int_equal(redial_assess(&seen).rules & REDIAL_RULE_R(7), 0);
}

static void r7_ends_the_search_even_if_no_word_changes(void **state) {
  redial_evidence seen = with_cause(480, 21);

  (void)state;
  seen.progress = REDIAL_PROGRESS_RINGING;
  seen.sip_cause = 486;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(7));
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_UNAVAILABLE);
}

static void r8_a_code_put_over_another_is_taken_off(void **state) {
  redial_evidence seen = sip(500);
  redial_verdict v;

  (void)state;
  seen.sip_cause = 503;
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_R(8));
  assert_row_of(v, 503);
  seen.sip_cause = 500;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.sip_cause = 299;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.sip_cause = 300;
  assert_row_of(redial_assess(&seen), 300);
  seen.sip_cause = 700; /* no reader gives it */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.sip_cause = 486;
  seen.q850_cause = 19; /* R9: Q.850 first */
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(6));
  seen.q850_cause = 31;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(8));
}

static void r10_picked_up_elsewhere_is_no_missed_call(void **state) {
  redial_evidence seen = sip(487);
  redial_verdict v;

  (void)state;
  seen.sip_cause = 200;
  seen.origin = REDIAL_ORIGIN_REMOTE;
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_R(10));
  assert_words(v,
               WORDS(ANSWERED_ELSEWHERE, NONE, REQUEST, NEVER, NONE, NONE));
  seen.code = 0;
  seen.method = REDIAL_METHOD_CANCEL;
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_R(10));
  assert_int_equal(v.sip, 0);
  seen.sip_cause = 0;
  assert_row_of(redial_assess(&seen), 487);
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.method = REDIAL_METHOD_BYE;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_SUCCESS);
}

static void r11_a_487_that_we_did_not_cause_is_a_timeout(void **state) {
  redial_evidence seen = sip(487);

  (void)state;
  assert_row_of(redial_assess(&seen), 487); /* a bare code knows nothing */
  seen.origin = REDIAL_ORIGIN_REMOTE;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(11));
  assert_row_of(redial_assess(&seen), 408);
  seen.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_NO_ANSWER);
  seen.origin = REDIAL_ORIGIN_WITHDRAWN;
  assert_row_of(redial_assess(&seen), 487);
  seen.origin = REDIAL_ORIGIN_CALLER_GONE;
  assert_row_of(redial_assess(&seen), 487);
}

static void r12_it_rang_and_nobody_came(void **state) {
  redial_evidence seen = after(480, REDIAL_PROGRESS_RINGING);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(12));
  assert_words(redial_assess(&seen),
               WORDS(NO_ANSWER, CALLEE, HERE, LATER, TRY_NEXT, VOICEMAIL));
  seen.code = 408;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(12));
  seen.progress = REDIAL_PROGRESS_TRYING;
  assert_row_of(redial_assess(&seen), 408);
}

static void early_media_with_a_cause_is_an_announcement(void **state) {
  redial_evidence seen = after(408, REDIAL_PROGRESS_EARLY_MEDIA);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(12));
  seen.q850_cause = 31; /* known, though it says nothing */
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.progress = REDIAL_PROGRESS_RINGING_MEDIA; /* a 180 is a 180 */
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(12));
}

static void r13_a_stated_blackout_is_overload(void **state) {
  redial_evidence seen = with_timer(503, 120);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(13));
  assert_words(redial_assess(&seen), WORDS(OVERLOADED, SERVER, ROUTE,
                                           ELSEWHERE, FAILOVER, CALLBACK));
  seen.retry_after.damage = REDIAL_DAMAGE_SATURATED;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(13));
  assert_int_equal(redial_assess(&seen).flags, REDIAL_FLAG_MALFORMED);
  seen.retry_after.damage = REDIAL_DAMAGE_MALFORMED;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_timer(503, 120);
  seen.marks = REDIAL_MARK_IN_DIALOG;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen = with_timer(502, 120);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(22));
}

static void r14_overlap_in_a_dialog_is_no_fault(void **state) {
  redial_evidence seen = with_timer(500, 10);

  (void)state;
  seen.marks = REDIAL_MARK_IN_DIALOG;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(14));
  assert_words(redial_assess(&seen), WORDS(CONFLICT, DIALOG, DIALOG, LATER,
                                           RETRY_LATER, NONE));
  seen.retry_after.seconds = 11;
  assert_row_of(redial_assess(&seen), 500);
  seen = with_timer(500, 10);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(13));
}

static void r15_sips_is_never_given_up_without_consent(void **state) {
  redial_evidence seen = sip(480);

  (void)state;
  seen.warnings[0] = 381;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(15));
  assert_words(redial_assess(&seen), WORDS(SECURITY, REQUEST, REQUEST,
                                           AFTER_FIX, FIX_REQUEST, ANNOUNCE));
  seen.warnings[1] = 380;
  assert_int_equal(redial_assess(&seen).action, REDIAL_ACTION_ASK_USER);
  seen.warnings[0] = 399;
  seen.warnings[1] = 382;
  assert_row_of(redial_assess(&seen), 480);
}

static void r16_a_sips_uri_is_not_downgraded(void **state) {
  redial_evidence seen = marked(416, REDIAL_MARK_SIPS);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(16));
  assert_int_equal(redial_assess(&seen).action, REDIAL_ACTION_ASK_USER);
  seen.marks = 0;
  assert_row_of(redial_assess(&seen), 416);
}

static void r17_media_warnings_are_detail(void **state) {
  static const uint16_t detail[] = {300, 308, 330, 331, 370};
  static const uint16_t not_detail[] = {299, 309, 329, 332, 369, 371, 399};
  redial_evidence seen = sip(488);
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(detail) / sizeof(detail[0]); i++) {
    seen.warnings[0] = detail[i];
    assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(17));
    assert_row_of(redial_assess(&seen), 488);
  }
  for (i = 0; i < sizeof(not_detail) / sizeof(not_detail[0]); i++) {
    seen.warnings[0] = not_detail[i];
    assert_int_equal(redial_assess(&seen).rules, 0);
  }
  seen.warnings[0] = 305;
  seen.code = 606;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(17));
  seen.code = 480;
  assert_int_equal(redial_assess(&seen).rules, 0);
}

static void r18_the_same_credentials_are_not_sent_twice(void **state) {
  redial_evidence seen = marked(401, REDIAL_MARK_AUTHENTICATED);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(18));
  assert_words(redial_assess(&seen),
               WORDS(FORBIDDEN, CALLER, ROUTE, NEVER, STOP, ANNOUNCE));
  seen.code = 407;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(18));
  seen.marks = REDIAL_MARK_AUTHENTICATED | REDIAL_MARK_STALE;
  assert_row_of(redial_assess(&seen), 407);
  seen.marks = REDIAL_MARK_STALE;
  assert_row_of(redial_assess(&seen), 407);
}

static void r19_a_redirect_to_nowhere_has_failed(void **state) {
  redial_evidence seen = marked(302, REDIAL_MARK_NO_CONTACT);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(19));
  assert_words(redial_assess(&seen),
               WORDS(REDIRECTED, CALLEE, ADDRESS, NEVER, STOP, ANNOUNCE));
  seen.marks = REDIAL_MARK_CONTACT;
  assert_row_of(redial_assess(&seen), 302);
  seen.marks = REDIAL_MARK_NO_CONTACT | REDIAL_MARK_SIPFRAG;
  assert_row_of(redial_assess(&seen), 302);
  seen = marked(380, REDIAL_MARK_NO_CONTACT);
  assert_row_of(redial_assess(&seen), 380);
  seen = marked(485, REDIAL_MARK_NO_CONTACT);
  assert_row_of(redial_assess(&seen), 485);
}

static void r20_a_stale_date_is_worth_signing_anew(void **state) {
  redial_evidence seen = marked(403, REDIAL_MARK_STALE_DATE);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(20));
  assert_row_of(redial_assess(&seen), 438);
  seen.code = 404;
  assert_row_of(redial_assess(&seen), 404);
}

static void r21_a_dialog_changes_what_some_codes_mean(void **state) {
  redial_evidence seen = marked(486, REDIAL_MARK_IN_DIALOG);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(21));
  assert_row_of(redial_assess(&seen), 400);
  seen.code = 422;
  assert_row_of(redial_assess(&seen), 400);
  seen.code = 480;
  assert_row_of(redial_assess(&seen), 480);
  seen = sip(422);
  assert_row_of(redial_assess(&seen), 422);
  seen = marked(481, REDIAL_MARK_IN_DIALOG);
  assert_row_of(redial_assess(&seen), 481);
  seen.method = REDIAL_METHOD_CANCEL;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(21));
  assert_int_equal(redial_assess(&seen).action, REDIAL_ACTION_NONE);
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_NEVER);
  seen.marks = 0;
  assert_row_of(redial_assess(&seen), 481);
}

static void r22_retry_after_where_none_is_defined_is_kept(void **state) {
  redial_evidence seen = with_timer(699, 90);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(2) | REDIAL_RULE_R(22));
  assert_int_equal(v.retry, REDIAL_RETRY_LATER);
  assert_int_equal(v.action, REDIAL_ACTION_RETRY_LATER);
  assert_int_equal(v.retry_after_s, 90);
  seen = with_timer(607, 90);
  v = redial_assess(&seen);
  assert_int_equal(v.rules, REDIAL_RULE_R(22));
  assert_int_equal(v.retry, REDIAL_RETRY_NEVER);
  assert_int_equal(v.has_retry_after, 1);
  seen = with_timer(477, 90);
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_ELSEWHERE);
  seen = with_timer(699, 90);
  seen.q850_cause = 17; /* substituted */
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_NEVER);
  seen = with_timer(486, 90);
  assert_int_equal(redial_assess(&seen).rules, 0);
}

static void r22_is_reported_after_r3_and_r4(void **state) {
  redial_evidence seen = with_timer(603, 90);

  (void)state;
  seen.marks = REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS;
  assert_int_equal(redial_assess(&seen).rules,
                   REDIAL_RULE_R(3) | REDIAL_RULE_R(22));
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_NEVER);
  seen = with_timer(480, 90);
  seen.sip_cause = 608;
  assert_int_equal(redial_assess(&seen).rules,
                   REDIAL_RULE_R(4) | REDIAL_RULE_R(22));
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_NEVER);
}

static void r23_a_decline_may_come_with_an_invitation(void **state) {
  redial_evidence seen = with_timer(603, 1800);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_R(23));
  assert_words(v, WORDS(DECLINED, CALLEE, EVERYWHERE, LATER, RETRY_LATER,
                        VOICEMAIL));
  seen = with_timer(404, 60);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(23));
  seen = with_timer(413, 60);
  assert_int_equal(redial_assess(&seen).retry, REDIAL_RETRY_LATER);
  seen = with_timer(603, 60);
  seen.q850_cause = 102;
  assert_int_equal(redial_assess(&seen).rules,
                   REDIAL_RULE_R(6) | REDIAL_RULE_R(23));
  seen.code = 404;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(6));
  seen = with_timer(600, 60);
  assert_int_equal(redial_assess(&seen).rules, 0);
}

static void r24_a_404_may_be_a_missing_route(void **state) {
  static const uint8_t routes[] = {2, 3, 14, 26, 91};
  redial_evidence seen = with_cause(404, 1);
  size_t i;

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(6));
  for (i = 0; i < sizeof(routes); i++) {
    seen = with_cause(404, routes[i]);
    assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(24));
    assert_words(redial_assess(&seen), WORDS(UNREACHABLE, PATH, ROUTE,
                                             ELSEWHERE, FAILOVER, CALLBACK));
  }
  seen = with_cause(480, 26);
  assert_int_equal(redial_assess(&seen).outcome,
                   REDIAL_OUTCOME_ANSWERED_ELSEWHERE);
}

static void p1_a_phone_that_rang_is_not_busy(void **state) {
  redial_evidence seen = after(486, REDIAL_PROGRESS_RINGING);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.rules, REDIAL_RULE_P(1));
  assert_int_equal(v.confidence, REDIAL_CONFIDENCE_LIKELY);
  assert_words(v, WORDS(DECLINED, CALLEE, HERE, LATER, TRY_NEXT, VOICEMAIL));
  seen.q850_cause = 17;
  assert_row_of(redial_assess(&seen), 486);
  seen = after(600, REDIAL_PROGRESS_RINGING);
  assert_row_of(redial_assess(&seen), 600);
}

static void p2_a_machine_declines_within_a_tenth_of_a_second(void **state) {
  redial_evidence seen = sip(603);

  (void)state;
  seen.elapsed_ms = 100;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_P(2));
  assert_int_equal(redial_assess(&seen).confidence, REDIAL_CONFIDENCE_GUESS);
  seen.elapsed_ms = 101;
  assert_int_equal(redial_assess(&seen).rules, 0);
  assert_int_equal(redial_assess(&seen).confidence, REDIAL_CONFIDENCE_CERTAIN);
  seen.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(redial_assess(&seen).confidence, REDIAL_CONFIDENCE_LIKELY);
  assert_row_of(redial_assess(&seen), 603);
  seen.q850_cause = 102; /* nobody declined */
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(6));
}

static void p3_a_trunk_may_say_busy_and_mean_full(void **state) {
  redial_evidence seen = sip(486);

  (void)state;
  seen.kind = REDIAL_KIND_TRUNK;
  seen.elapsed_ms = 150;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_P(3));
  assert_int_equal(redial_assess(&seen).flags, REDIAL_FLAG_MAYBE_CAPACITY);
  assert_int_equal(redial_assess(&seen).confidence, REDIAL_CONFIDENCE_GUESS);
  assert_row_of(redial_assess(&seen), 486);
  seen.elapsed_ms = 151;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.elapsed_ms = 150;
  seen.kind = REDIAL_KIND_PHONE;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.kind = REDIAL_KIND_TRUNK;
  seen.marks = REDIAL_MARK_IN_DIALOG; /* whatever the words became */
  assert_int_equal(redial_assess(&seen).rules,
                   REDIAL_RULE_R(21) | REDIAL_RULE_P(3));
  seen.marks = 0;
  seen.elapsed_ms = 0; /* not known */
  assert_int_equal(redial_assess(&seen).rules, 0);
}

static void p4_the_proxy_has_asked_the_other_devices(void **state) {
  redial_evidence seen = marked(486, REDIAL_MARK_FAN_OUT);

  (void)state;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_P(4));
  assert_int_equal(redial_assess(&seen).scope, REDIAL_SCOPE_ADDRESS);
  assert_int_equal(redial_assess(&seen).confidence, REDIAL_CONFIDENCE_LIKELY);
  seen.code = 404;
  assert_int_equal(redial_assess(&seen).rules, 0);
  seen.code = 600;
  assert_row_of(redial_assess(&seen), 600);
}

static void our_own_timer_is_not_the_answer_on_the_wire(void **state) {
  redial_evidence seen = with_cause(487, 17);
  redial_verdict v;

  (void)state;
  seen.origin = REDIAL_ORIGIN_LOCAL_TIMEOUT;
  v = redial_assess(&seen);
  assert_int_equal(v.effective, 408);
  assert_int_equal(v.rules, 0);
  assert_words(v, WORDS(TIMEOUT, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK));
  seen.progress = REDIAL_PROGRESS_RINGING;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(12));
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_NO_ANSWER);
}

static void a_refused_port_is_no_503(void **state) {
  redial_evidence seen = with_timer(503, 120);
  redial_verdict v;

  (void)state;
  seen.origin = REDIAL_ORIGIN_LOCAL_TRANSPORT;
  seen.progress = REDIAL_PROGRESS_RINGING;
  v = redial_assess(&seen);
  assert_int_equal(v.effective, 503);
  assert_int_equal(v.rules, 0);
  assert_int_equal(v.has_retry_after, 0);
  assert_words(v,
               WORDS(UNREACHABLE, PATH, ROUTE, ELSEWHERE, FAILOVER, CALLBACK));
}

static void a_dial_word_leaves_the_code_its_rules(void **state) {
  redial_evidence seen = with_cause(480, 34);

  (void)state;
  seen.dial_status = REDIAL_DIAL_FAILED;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_OVERLOADED);
  seen.code = 487;
  seen.dial_status = REDIAL_DIAL_NO_ANSWER;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_NO_ANSWER);
  seen.marks = REDIAL_MARK_BRIDGED;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_SUCCESS);
  seen = sip(0);
  seen.twilio_error = 31486;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_BUSY);
  seen.twilio_error = 32009;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_UNAVAILABLE);
}

static void an_announcement_predicts_the_end(void **state) {
  redial_evidence seen = with_cause(183, 1);

  (void)state;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_PROGRESS);
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_NOT_FOUND);
  seen = sip(199);
  seen.sip_cause = 486;
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_BUSY);
  seen.sip_cause = 0;
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_UNKNOWN);
}

static void a_twilio_code_that_names_a_sip_code_is_refined_like_it(
  void **state) {
  redial_evidence seen = with_cause(31480, 34);
  redial_verdict v = redial_assess(&seen);

  (void)state;
  assert_int_equal(v.code, 31480);
  assert_int_equal(v.ns, REDIAL_NAMESPACE_TWILIO);
  assert_int_equal(v.outcome, REDIAL_OUTCOME_OVERLOADED);
  seen.ns = REDIAL_NAMESPACE_TWILIO;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_OVERLOADED);
  seen.code = 31401;
  assert_row_of(redial_assess(&seen), 31401);
  seen.ns = REDIAL_NAMESPACE_Q850;
  seen.code = 17;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_BUSY);
  seen.ns = REDIAL_NAMESPACE_SIP;
  seen.code = 486;
  assert_row_of(redial_assess(&seen), 486);
}

static void a_request_that_ends_the_call_needs_no_code(void **state) {
  redial_evidence seen = {0};

  (void)state;
  seen.origin = REDIAL_ORIGIN_WITHDRAWN;
  assert_row_of(redial_assess(&seen), 487);
  assert_int_equal(redial_assess(&seen).sip, 0);
  seen.origin = REDIAL_ORIGIN_CALLER_GONE;
  assert_row_of(redial_assess(&seen), 487);
  seen.sip_cause = 200; /* not a CANCEL: nobody else is known to have it */
  assert_row_of(redial_assess(&seen), 487);
  seen.origin = REDIAL_ORIGIN_REMOTE;
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_R(1));
  seen.dial_status = REDIAL_DIAL_BUSY;
  seen.method = REDIAL_METHOD_CANCEL;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_BUSY);
}

static void a_twilio_error_beside_a_word_takes_the_row(void **state) {
  redial_evidence seen = {0};

  (void)state;
  seen.dial_status = REDIAL_DIAL_FAILED;
  seen.twilio_error = 10001;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_MISCONFIGURED);
  assert_int_equal(redial_assess(&seen).rules, REDIAL_RULE_T1);
  seen.dial_status = REDIAL_DIAL_COMPLETED;
  assert_int_equal(redial_assess(&seen).outcome, REDIAL_OUTCOME_SUCCESS);
  seen.dial_status = REDIAL_DIAL_BUSY;
  seen.twilio_error = 31486;
  assert_int_equal(redial_assess(&seen).sip, 486);
}

static void what_could_not_be_read_is_flagged(void **state) {
  redial_evidence seen = marked(486, REDIAL_MARK_MALFORMED);

  (void)state;
  assert_int_equal(redial_assess(&seen).flags, REDIAL_FLAG_MALFORMED);
  seen.marks = 0;
  seen.retry_after.damage = REDIAL_DAMAGE_MALFORMED;
  assert_int_equal(redial_assess(&seen).flags, REDIAL_FLAG_MALFORMED);
  assert_int_equal(redial_assess(&seen).has_retry_after, 0);
}

static void a_silent_cause_predicts_nothing(void **state) {
  redial_evidence seen = with_cause(183, 31);

  (void)state;
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_UNKNOWN);
  seen.sip_cause = 480;
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_UNAVAILABLE);
  seen.q850_cause = 35;
  assert_int_equal(redial_predict(&seen).outcome, REDIAL_OUTCOME_UNAVAILABLE);
}

/* Everything at once: what must hold for any evidence. */

static const uint8_t causes[] = {0, 1, 3, 7, 16, 17, 19, 21, 26, 34, 102, 35};
static const uint16_t sip_causes[] = {0, 200, 486, 503, 607, 608, 699};

static void assert_invariants(const redial_evidence *seen) {
  redial_verdict v = redial_assess(seen);
  redial_verdict row = redial_classify(seen->code);

  assert_int_equal(v.code, seen->code);
  assert_true(v.outcome <= REDIAL_OUTCOME_MISCONFIGURED);
  assert_in_range(v.confidence, REDIAL_CONFIDENCE_GUESS,
                  REDIAL_CONFIDENCE_CERTAIN);
  if (seen->origin == REDIAL_ORIGIN_LOCAL_TIMEOUT ||
      seen->origin == REDIAL_ORIGIN_LOCAL_TRANSPORT) {
    assert_true(v.effective == 408 || v.effective == 503);
    return;
  }
  /* The class is never changed by evidence. */
  assert_int_equal(v.effective, row.effective);
  if (seen->code < 300) {
    assert_int_equal(v.outcome, row.outcome);
    assert_int_equal(v.retry, row.retry);
  }
  if (seen->code >= 600) {
    assert_true(redial_is_everywhere(v));
  }
  if (row.effective == 600 && seen->code != 600 &&
      (v.rules & (REDIAL_RULE_R(6) | REDIAL_RULE_R(8))) == 0) {
    assert_int_not_equal(v.outcome, REDIAL_OUTCOME_BUSY);
  }
  assert_int_equal(v.has_retry_after, seen->retry_after.present);
}

static void assert_invariants_of_code(int32_t code) {
  size_t c;
  size_t s;
  uint32_t bits;

  for (c = 0; c < sizeof(causes); c++) {
    for (s = 0; s < sizeof(sip_causes) / sizeof(sip_causes[0]); s++) {
      for (bits = 0; bits < 6u * 4u * 6u * 16u; bits++) {
        redial_evidence seen = with_cause(code, causes[c]);

        seen.sip_cause = sip_causes[s];
        seen.progress = (uint8_t)(bits % 6);
        seen.kind = (uint8_t)(bits / 6 % 4);
        seen.origin = (uint8_t)(bits / 24 % 6);
        seen.retry_after.present = bits / 144 % 2 != 0;
        seen.retry_after.seconds = 5;
        seen.marks = (uint16_t)((bits / 288 & 1 ? REDIAL_MARK_IN_DIALOG : 0) |
                                (bits / 576 & 1 ? REDIAL_MARK_FAN_OUT : 0) |
                                (bits / 1152 & 1 ? REDIAL_MARK_ANALYTICS |
                                                     REDIAL_MARK_NETWORK_BLOCKED
                                                 : 0));
        seen.location = (uint8_t)(bits / 1152 & 1);
        assert_invariants(&seen);
      }
    }
  }
}

static void what_holds_for_any_evidence(void **state) {
  static const int32_t codes[] = {100, 183, 200, 299, 300, 302, 380, 399,
                                  400, 401, 403, 404, 408, 416, 422, 477,
                                  480, 481, 486, 487, 488, 499, 500, 502,
                                  503, 504, 599, 600, 603, 604, 606, 607,
                                  608, 650, 687, 699};
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
    assert_invariants_of_code(codes[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bare_codes_assess_as_they_classify),
    cmocka_unit_test(r1_drops_a_message_and_leaves_its_headers_unread),
    cmocka_unit_test(t1_a_twilio_meaning_takes_the_whole_row),
    cmocka_unit_test(r3_network_blocked_needs_phrase_and_text),
    cmocka_unit_test(r4_607_in_a_reason_is_believed),
    cmocka_unit_test(r5_a_specific_code_is_not_overridden),
    cmocka_unit_test(r6_the_cause_speaks_for_a_generic_code),
    cmocka_unit_test(r6_a_6xx_stops_forking_whatever_the_reason_says),
    cmocka_unit_test(r7_only_the_location_tells_who_rejected),
    cmocka_unit_test(r7_ends_the_search_even_if_no_word_changes),
    cmocka_unit_test(r8_a_code_put_over_another_is_taken_off),
    cmocka_unit_test(r10_picked_up_elsewhere_is_no_missed_call),
    cmocka_unit_test(r11_a_487_that_we_did_not_cause_is_a_timeout),
    cmocka_unit_test(r12_it_rang_and_nobody_came),
    cmocka_unit_test(early_media_with_a_cause_is_an_announcement),
    cmocka_unit_test(r13_a_stated_blackout_is_overload),
    cmocka_unit_test(r14_overlap_in_a_dialog_is_no_fault),
    cmocka_unit_test(r15_sips_is_never_given_up_without_consent),
    cmocka_unit_test(r16_a_sips_uri_is_not_downgraded),
    cmocka_unit_test(r17_media_warnings_are_detail),
    cmocka_unit_test(r18_the_same_credentials_are_not_sent_twice),
    cmocka_unit_test(r19_a_redirect_to_nowhere_has_failed),
    cmocka_unit_test(r20_a_stale_date_is_worth_signing_anew),
    cmocka_unit_test(r21_a_dialog_changes_what_some_codes_mean),
    cmocka_unit_test(r22_retry_after_where_none_is_defined_is_kept),
    cmocka_unit_test(r22_is_reported_after_r3_and_r4),
    cmocka_unit_test(r23_a_decline_may_come_with_an_invitation),
    cmocka_unit_test(r24_a_404_may_be_a_missing_route),
    cmocka_unit_test(p1_a_phone_that_rang_is_not_busy),
    cmocka_unit_test(p2_a_machine_declines_within_a_tenth_of_a_second),
    cmocka_unit_test(p3_a_trunk_may_say_busy_and_mean_full),
    cmocka_unit_test(p4_the_proxy_has_asked_the_other_devices),
    cmocka_unit_test(our_own_timer_is_not_the_answer_on_the_wire),
    cmocka_unit_test(a_refused_port_is_no_503),
    cmocka_unit_test(a_dial_word_leaves_the_code_its_rules),
    cmocka_unit_test(an_announcement_predicts_the_end),
    cmocka_unit_test(
      a_twilio_code_that_names_a_sip_code_is_refined_like_it),
    cmocka_unit_test(a_request_that_ends_the_call_needs_no_code),
    cmocka_unit_test(a_twilio_error_beside_a_word_takes_the_row),
    cmocka_unit_test(what_could_not_be_read_is_flagged),
    cmocka_unit_test(a_silent_cause_predicts_nothing),
    cmocka_unit_test(what_holds_for_any_evidence),
  };

  return cmocka_run_group_tests_name("assess", tests, NULL, NULL);
}
