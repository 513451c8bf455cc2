#include "headers_support.h"

#define HEAD "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"

static redial_message read_one(const char *bytes) {
  redial_message message;

  memset(&message, 0, sizeof(message));
  assert_int_equal(redial_message_read(span_of(bytes), &message), REDIAL_OK);
  return message;
}

static redial_evidence evidence_of(const char *bytes) {
  return read_one(bytes).evidence;
}

static int is_marked(redial_evidence seen, unsigned mark) {
  return (seen.marks & mark) != 0;
}

static void a_status_is_exactly_three_digits_of_sip_two(void **state) {
  static const struct {
    const char *line;
    int32_t code;
  } rows[] = {
    {"SIP/2.0 486 Busy Here", 486},
    {"sip/2.0 486 Busy here\r\n", 486},
    {"SIP/2.0 486", 486},
    {"SIP/2.0 486 ", 486},
    {"SIP/2.0 486\n", 486},
    {"SIP/2.0 100 \r\nVia: x", 100},
    {"SIP/2.0 200 = 2**3 * 5**2 \xd0\xbd\xd0\xbe", 200},
    {"SIP/2.0 099 Low", 99},
    {"SIP/2.0 786 Strange", 786},
    {"SIP/2.0 999", 999},
    {"SIP/2.0 000", -1},
    {"SIP/2.0 48", -1},
    {"SIP/2.0 4860", -1},
    {"SIP/2.0 0486", -1},
    {"SIP/2.0 4294967782 Surprise", -1},
    {"SIP/2.0 4294967301 better not break the receiver", -1},
    {"SIP/2.0 4 8 6", -1},
    {"SIP/2.0 4x6", -1},
    {"SIP/2.0 486Busy", -1},
    {"SIP/2.0 -86", -1},
    {"SIP/2.0 +86", -1},
    {"SIP/2.0", -1},
    {"SIP/2.0486 Busy", -1},
    {"SIP/3.0 486 Busy", -1},
    {"SIP/2.00 486 Busy", -1},
    {"HTTP/1.1 486 Busy", -1},
    {"", -1},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    redial_span phrase;

    print_message("%s\n", rows[i].line);
    assert_int_equal(redial_status_line_read(span_of(rows[i].line), &phrase),
                     rows[i].code);
  }
}

static void the_phrase_is_given_without_the_line_end(void **state) {
  redial_span phrase;

  (void)state;
  (void)redial_status_line_read(SPAN("SIP/2.0 486 Busy Here \r\nX: y"),
                                &phrase);
  assert_span(phrase, "Busy Here");
  (void)redial_status_line_read(SPAN("SIP/2.0 486"), &phrase);
  assert_int_equal(phrase.len, 0);
}

static void two_phrases_are_marked_in_any_case(void **state) {
  (void)state;
  assert_true(is_marked(evidence_of("SIP/2.0 603 network BLOCKED\r\n\r\n"),
                        REDIAL_MARK_NETWORK_BLOCKED));
  assert_false(is_marked(evidence_of("SIP/2.0 603 Network Blocked!\r\n\r\n"),
                         REDIAL_MARK_NETWORK_BLOCKED));
  assert_true(is_marked(evidence_of("SIP/2.0 403 stale date\r\n\r\n"),
                        REDIAL_MARK_STALE_DATE));
  assert_false(is_marked(evidence_of("SIP/2.0 403 Stale\r\n\r\n"),
                         REDIAL_MARK_STALE_DATE));
}

static void behind_a_status_out_of_range_nothing_is_read(void **state) {
  redial_evidence high = evidence_of(
    "SIP/2.0 700 x\r\nCSeq: 1 INVITE\r\nRetry-After: 5\r\n"
    "Reason: Q.850;cause=17\r\n\r\n");
  redial_evidence http = evidence_of("HTTP/1.1 503 x\r\nRetry-After: 5\r\n\r\n");

  (void)state;
  assert_int_equal(high.code, 700);
  assert_int_equal(high.method, REDIAL_METHOD_UNKNOWN);
  assert_int_equal(high.retry_after.present, 0);
  assert_int_equal(high.marks, 0);
  assert_int_equal(http.code, -1);
  assert_int_equal(http.retry_after.present, 0);
}

static void headers_have_any_case_and_blanks_before_the_colon(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "rEASON \t:Q.850;cause=17\r\nretry-AFTER  : 5\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 17);
  assert_int_equal(seen.retry_after.seconds, 5);
}

static void a_line_feed_alone_ends_a_line(void **state) {
  redial_evidence seen = evidence_of(
    "SIP/2.0 480 x\nVia: y\nReason: Q.850;cause=17\nRetry-After: 5\n\n"
    "Reason: SIP;cause=486\n");

  (void)state;
  assert_int_equal(seen.code, 480);
  assert_int_equal(seen.q850_cause, 17);
  assert_int_equal(seen.retry_after.seconds, 5);
  assert_int_equal(seen.sip_cause, 0);
}

static void a_folded_header_is_one_header(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "Reason: Q.850\r\n ;cause=17;\r\n\ttext=\"a\r\n b\"\r\n"
         "Retry-After:\r\n 5\n\t;duration=9\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 17);
  assert_int_equal(seen.retry_after.seconds, 5);
  assert_int_equal(seen.retry_after.duration_s, 9);
  assert_false(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void a_folded_line_is_no_header_of_its_own(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "Subject: x\r\n Reason: Q.850;cause=17\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 0);
}

static void a_line_without_a_colon_is_skipped(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "what is this\r\nReason: Q.850;cause=17\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 17);
  assert_false(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void the_blank_line_ends_the_head(void **state) {
  redial_evidence seen =
    evidence_of(HEAD "\r\nReason: Q.850;cause=17\r\nRetry-After: 5\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 0);
  assert_int_equal(seen.retry_after.present, 0);
}

static void empty_lines_may_come_first(void **state) {
  (void)state;
  assert_int_equal(evidence_of("\r\n\r\n" HEAD "\r\n").code, 486);
}

static void a_wrong_content_length_changes_nothing(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "Content-Length: 99999999999\r\nReason: Q.850;cause=17\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 17);
}

static void every_reason_header_is_read(void **state) {
  redial_evidence seen = evidence_of(
    HEAD "Reason: SIP;cause=503\r\nX: y\r\nReason: Q.850;cause=17\r\n\r\n");

  (void)state;
  assert_int_equal(seen.q850_cause, 17);
  assert_int_equal(seen.sip_cause, 503);
  assert_false(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void an_empty_reason_header_is_damage(void **state) {
  (void)state;
  assert_true(is_marked(evidence_of(HEAD "Reason:\r\n\r\n"),
                        REDIAL_MARK_MALFORMED));
}

static void r_is_no_compact_form_of_retry_after(void **state) {
  (void)state;
  assert_int_equal(
    evidence_of(HEAD "r: 30\r\n\r\n").retry_after.present, 0);
}

static void two_retry_after_headers_are_damage(void **state) {
  redial_evidence seen =
    evidence_of(HEAD "Retry-After: 60\r\nRetry-After: 300\r\n\r\n");

  (void)state;
  assert_int_equal(seen.retry_after.seconds, 60);
  assert_int_equal(seen.retry_after.damage, REDIAL_DAMAGE_MALFORMED);
  assert_false(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void the_torture_value_saturates(void **state) {
  redial_evidence seen = evidence_of(
    "SIP/2.0 503 Service Unavailable\r\nVia: x\r\n"
    "CSeq: 0009223372036854775807 INVITE\r\n"
    "Retry-After: 949302838503028349304023988\r\n"
    "Warning: 1812 overture \"In Progress\"\r\n\r\n");

  (void)state;
  assert_int_equal(seen.code, 503);
  assert_int_equal(seen.method, REDIAL_METHOD_INVITE);
  assert_int_equal(seen.retry_after.seconds, 4294967295u);
  assert_int_equal(seen.retry_after.damage, REDIAL_DAMAGE_SATURATED);
  assert_int_equal(seen.warnings[0], 0);
  assert_true(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void the_method_comes_from_cseq(void **state) {
  static const struct {
    const char *header;
    redial_method method;
  } rows[] = {
    {HEAD "CSeq: 1 INVITE\r\n\r\n", REDIAL_METHOD_INVITE},
    {HEAD "cseq:1\tCANCEL\r\n\r\n", REDIAL_METHOD_CANCEL},
    {HEAD "CSeq: 1 SUBSCRIBE\r\n\r\n", REDIAL_METHOD_SUBSCRIBE},
    {HEAD "CSeq: 1 ACK\r\nCSeq: 1 BYE\r\n\r\n", REDIAL_METHOD_ACK},
    {HEAD "CSeq: 1 NEWMETHOD\r\n\r\n", REDIAL_METHOD_OTHER},
    {HEAD "CSeq: INVITE\r\n\r\n", REDIAL_METHOD_UNKNOWN},
    {HEAD "CSeq: 1\r\n\r\n", REDIAL_METHOD_UNKNOWN},
    {HEAD "\r\n", REDIAL_METHOD_UNKNOWN},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    assert_int_equal(evidence_of(rows[i].header).method, rows[i].method);
  }
}

static void a_contact_is_usable_when_it_can_be_called(void **state) {
  static const struct {
    const char *header;
    int usable;
  } rows[] = {
    {"<sip:a@b>", 1},
    {"sip:a@b;q=1", 1},
    {"SIPS:a@b", 1},
    {"<tel:+15550100>", 1},
    {"\"Kim, <mailto:x>\" <sip:a@b>", 1},
    {"Kim Lee <sip:a@b>", 1},
    {"<mailto:a@b>, <sip:a@b>;q=0.1", 1},
    {"<mailto:a@b>;x=\",\",sip:a@b", 1},
    {"<http://x,y>;q=1,<sip:a@b>", 1},
    {"<sip:a@b", 1},
    {" < sip:a@b>", 1},
    {"", 0},
    {"*", 0},
    {"<>", 0},
    {"<sip:>", 0},
    {"sip:", 0},
    {"sip", 0},
    {"sip,tel", 0},
    {"<mailto:a@b>", 0},
    {"<http://x,sip:a@b>", 0},
    {"<mailto:a@b>;x=sip:a@b", 0},
    {"\"sip:a@b\" <mailto:a@b>", 0},
    {"\"sip:a@b", 0},
    {"<xsip:a@b>", 0},
    {"http:sip:a@b", 0},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    print_message("Contact: %s\n", rows[i].header);
    assert_int_equal(redial_contact_is_usable(span_of(rows[i].header)),
                     rows[i].usable);
  }
}

#define MOVED "SIP/2.0 302 Moved Temporarily\r\nVia: x\r\n"

static void contacts_are_known_of_a_response(void **state) {
  redial_evidence none = evidence_of(MOVED "\r\n");
  redial_evidence compact = evidence_of(MOVED "m: <sip:a@b>\r\n\r\n");
  redial_evidence both =
    evidence_of(MOVED "Contact: <mailto:a@b>\r\nContact: sip:a@b\r\n\r\n");

  (void)state;
  assert_true(is_marked(none, REDIAL_MARK_NO_CONTACT));
  assert_false(is_marked(none, REDIAL_MARK_CONTACT));
  assert_true(is_marked(compact, REDIAL_MARK_CONTACT));
  assert_false(is_marked(compact, REDIAL_MARK_NO_CONTACT));
  assert_true(is_marked(both, REDIAL_MARK_CONTACT));
  assert_false(is_marked(both, REDIAL_MARK_NO_CONTACT));
}

static void contacts_are_not_known_of_a_380_or_a_fragment(void **state) {
  static const unsigned contacts =
    REDIAL_MARK_CONTACT | REDIAL_MARK_NO_CONTACT;

  (void)state;
  assert_false(is_marked(
    evidence_of("SIP/2.0 380 Alternative Service\r\nVia: x\r\n\r\n"),
    contacts));
  assert_false(is_marked(
    evidence_of("SIP/2.0 380 Alternative Service\r\nm: sip:a@b\r\n\r\n"),
    contacts));
  assert_false(is_marked(evidence_of("SIP/2.0 302 Moved\r\n"), contacts));
  assert_false(is_marked(
    evidence_of("NOTIFY sip:a@b SIP/2.0\r\nc: message/sipfrag\r\n\r\n" MOVED),
    contacts));
}

static void a_stale_challenge_is_marked(void **state) {
  static const struct {
    const char *header;
    int stale;
  } rows[] = {
    {"Digest realm=\"a\", stale=true, nonce=\"b\"", 1},
    {"Digest realm=\"a\",nonce=\"b\",STALE = TRUE", 1},
    {"Digest stale=true, realm=\"a\"", 1},
    {"Digest stale=\"true\"", 1},
    {"Digest realm=\"a\"\r\n ,stale=true", 1},
    {"Digest realm=\"a\", stale=false", 0},
    {"Digest realm=\"stale=true\", nonce=\"x, stale=true\"", 0},
    {"Digest realm=\"a\\\", stale=true\"", 0},
    {"Digest realm=\"a\", xstale=true", 0},
    {"Digest realm=\"a\", stale=truest", 0},
    {"Digest realm=\"a\", stale", 0},
    {"", 0},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    print_message("WWW-Authenticate: %s\n", rows[i].header);
    assert_int_equal(redial_challenge_is_stale(span_of(rows[i].header)),
                     rows[i].stale);
  }
}

static void either_challenge_may_be_stale(void **state) {
  (void)state;
  assert_true(is_marked(
    evidence_of(HEAD "WWW-Authenticate: Digest stale=true\r\n"
                     "Proxy-Authenticate: Digest realm=\"x\"\r\n\r\n"),
    REDIAL_MARK_STALE));
  assert_true(is_marked(
    evidence_of(HEAD "Proxy-Authenticate: Digest stale=true\r\n\r\n"),
    REDIAL_MARK_STALE));
  assert_false(is_marked(evidence_of(HEAD "X: stale=true\r\n\r\n"),
                         REDIAL_MARK_STALE));
}

static void an_x_twilio_error_is_a_number_and_perhaps_words(void **state) {
  static const struct {
    const char *header;
    int32_t error;
  } rows[] = {
    {"32203 Blocked by block list", 32203},
    {"10001", 10001},
    {"2147483647", 2147483647},
    {"2147483648", 0},
    {"99999999999", 0},
    {"32203x", 0},
    {"-32203", 0},
    {"0", 0},
    {"blocked", 0},
    {"", 0},
  };
  redial_evidence seen;
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    memset(&seen, 0, sizeof(seen));
    redial_twilio_error_read(span_of(rows[i].header), &seen);
    assert_int_equal(seen.twilio_error, rows[i].error);
  }
  seen = evidence_of(
    HEAD "X-Twilio-Error: 32203 x\r\nx-twilio-error: 10001\r\n\r\n");
  assert_int_equal(seen.twilio_error, 32203);
  assert_false(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void the_card_of_a_608_is_found(void **state) {
  redial_message message = read_one(
    "SIP/2.0 608 Rejected\r\nVia: x\r\n"
    "Call-Info: <http://icon>;purpose=icon, \"x\" "
    "<https://card>;x=y;Purpose = \"jwsCard\"\r\n"
    "Call-Info: <https://second>;purpose=jwscard\r\n\r\n");

  (void)state;
  assert_span(message.redress.card, "https://card");
  message = read_one("SIP/2.0 608 Rejected\r\nVia: x\r\n"
                     "Call-Info: <http://icon>;purpose=icon\r\n\r\n");
  assert_int_equal(message.redress.card.len, 0);
}

static void the_contacts_of_a_603_plus_are_found(void **state) {
  redial_message message = read_one(
    "SIP/2.0 603 Network Blocked\r\nVia: x\r\nReason: SIP;cause=603;"
    "text=\"v=analytics1;url=https://a.example/7\";location=TN\r\n\r\n");

  (void)state;
  assert_span(message.redress.url, "https://a.example/7");
  assert_int_equal(message.redress.location, REDIAL_LOCATION_TN);
  assert_span(message.phrase, "Network Blocked");
  assert_true(is_marked(message.evidence, REDIAL_MARK_ANALYTICS));
}

static void a_cancel_or_bye_tells_its_reason_and_no_code(void **state) {
  redial_message cancel = read_one(
    "CANCEL sip:a@b SIP/2.0\r\nCSeq: 1 CANCEL\r\n"
    "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n"
    "Retry-After: 5\r\n\r\n");
  redial_message bye =
    read_one("BYE sip:a@b sip/2.0\nReason: Q.850;cause=16\n\n");

  (void)state;
  assert_int_equal(cancel.kind, REDIAL_MESSAGE_CANCEL);
  assert_int_equal(cancel.evidence.code, 0);
  assert_int_equal(cancel.evidence.method, REDIAL_METHOD_CANCEL);
  assert_int_equal(cancel.evidence.sip_cause, 200);
  assert_int_equal(cancel.evidence.retry_after.present, 0);
  assert_int_equal(bye.kind, REDIAL_MESSAGE_BYE);
  assert_int_equal(bye.evidence.method, REDIAL_METHOD_BYE);
  assert_int_equal(bye.evidence.q850_cause, 16);
}

static void a_fragment_in_a_body_is_read_instead_of_the_request(void **state) {
  redial_message message = read_one(
    "NOTIFY sip:a@b SIP/2.0\r\nCSeq: 3 NOTIFY\r\nReason: Q.850;cause=1\r\n"
    "Content-Type : Message/SipFrag ;version=2.0\r\nRetry-After: 7\r\n\r\n"
    "SIP/2.0 503 Service Unavailable\r\nReason: Q.850;cause=34\r\n"
    "CSeq: 9 INVITE\r\n");

  (void)state;
  assert_int_equal(message.kind, REDIAL_MESSAGE_SIPFRAG);
  assert_int_equal(message.evidence.code, 503);
  assert_int_equal(message.evidence.method, REDIAL_METHOD_INVITE);
  assert_int_equal(message.evidence.q850_cause, 34);
  assert_int_equal(message.evidence.retry_after.present, 0);
  assert_true(is_marked(message.evidence, REDIAL_MARK_SIPFRAG));
}

static void a_bare_fragment_may_have_no_headers(void **state) {
  (void)state;
  assert_int_equal(read_one("SIP/2.0 486 Busy Here").kind,
                   REDIAL_MESSAGE_SIPFRAG);
  assert_int_equal(read_one("SIP/2.0 486 Busy Here\r\n\r\n").kind,
                   REDIAL_MESSAGE_SIPFRAG);
  assert_int_equal(read_one(HEAD).kind, REDIAL_MESSAGE_RESPONSE);
}

static void what_ends_no_attempt_leaves_the_result_alone(void **state) {
  static const struct {
    const char *bytes;
    redial_status status;
  } rows[] = {
    {"", REDIAL_ERR_SYNTAX},
    {"\r\n\r\n", REDIAL_ERR_SYNTAX},
    {"hello", REDIAL_ERR_SYNTAX},
    {"SIP", REDIAL_ERR_SYNTAX},
    {"CANCEL sip:a@b", REDIAL_ERR_SYNTAX},
    {"CANCEL sip:a@b SIP/3.0\r\n\r\n", REDIAL_ERR_SYNTAX},
    {"INVITE sip:a@b SIP/2.0\r\nReason: Q.850;cause=17\r\n\r\n",
     REDIAL_ERR_NO_MATCH},
    {"NOTIFY sip:a@b SIP/2.0\r\nContent-Type: text/plain\r\n\r\n"
     "SIP/2.0 486 Busy\r\n", REDIAL_ERR_NO_MATCH},
    {"NOTIFY sip:a@b SIP/2.0\r\nc: message/sipfrag\r\n\r\n",
     REDIAL_ERR_NO_MATCH},
    {"NOTIFY sip:a@b SIP/2.0\r\nc: message/sipfrag\r\n\r\n"
     "INVITE sip:a@b SIP/2.0\r\n", REDIAL_ERR_NO_MATCH},
    {"NOTIFY sip:a@b SIP/2.0\r\nc: message/sipfrag", REDIAL_ERR_NO_MATCH},
  };
  size_t i;

  (void)state;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    redial_message message;
    redial_message before;

    memset(&message, 0x5a, sizeof(message));
    memset(&before, 0x5a, sizeof(before));
    assert_int_equal(redial_message_read(span_of(rows[i].bytes), &message),
                     rows[i].status);
    assert_memory_equal(&message, &before, sizeof(message));
  }
}

static void the_evidence_alone_is_that_of_the_message(void **state) {
  redial_evidence seen;

  (void)state;
  assert_int_equal(
    redial_evidence_read(SPAN(HEAD "Reason: Q.850;cause=1\r\n\r\n"), &seen),
    REDIAL_OK);
  assert_int_equal(seen.code, 486);
  assert_int_equal(seen.q850_cause, 1);
  assert_int_equal(seen.origin, REDIAL_ORIGIN_REMOTE);
  seen.code = 7;
  assert_int_equal(redial_evidence_read(SPAN("x"), &seen), REDIAL_ERR_SYNTAX);
  assert_int_equal(seen.code, 7);
}

static void a_tag_makes_no_dialog(void **state) {
  (void)state;
  assert_false(is_marked(evidence_of(HEAD "To: <sip:a@b>;tag=1\r\n\r\n"),
                         REDIAL_MARK_IN_DIALOG));
}

static void nul_bytes_are_bytes(void **state) {
  redial_evidence seen;

  (void)state;
  assert_int_equal(
    redial_evidence_read(SPAN(HEAD "X: a\0b\r\nReason: Q.850;cause=17\r\n\0"),
                         &seen),
    REDIAL_OK);
  assert_int_equal(seen.q850_cause, 17);
}

static void a_head_of_a_thousand_headers_is_read_so_far_and_flagged(
  void **state) {
  static const char head[] = "SIP/2.0 503 x\r\nRetry-After: 5\r\n";
  static const char line[] = "Contact: <mailto:x>\n";
  char bytes[sizeof(head) + 1000 * sizeof(line)];
  size_t length = sizeof(head) - 1;
  redial_evidence seen;
  int i;

  (void)state;
  memcpy(bytes, head, length);
  for (i = 0; i < 1000; i++) {
    memcpy(bytes + length, line, sizeof(line) - 1);
    length += sizeof(line) - 1;
  }
  assert_int_equal(redial_evidence_read(span_of_bytes(bytes, length), &seen),
                   REDIAL_OK);
  assert_int_equal(seen.code, 503);
  assert_int_equal(seen.retry_after.seconds, 5);
  assert_true(is_marked(seen, REDIAL_MARK_MALFORMED));
}

static void a_head_of_a_hundred_headers_is_fine(void **state) {
  static const char head[] = "SIP/2.0 302 x\r\n";
  static const char line[] = "Contact: <mailto:x>\n";
  static const char last[] = "Retry-After: 5\r\n\r\n";
  char bytes[sizeof(head) + 100 * sizeof(line) + sizeof(last)];
  size_t length = sizeof(head) - 1;
  redial_evidence seen;
  int i;

  (void)state;
  memcpy(bytes, head, length);
  for (i = 0; i < 100; i++) {
    memcpy(bytes + length, line, sizeof(line) - 1);
    length += sizeof(line) - 1;
  }
  memcpy(bytes + length, last, sizeof(last) - 1);
  length += sizeof(last) - 1;
  assert_int_equal(redial_evidence_read(span_of_bytes(bytes, length), &seen),
                   REDIAL_OK);
  assert_int_equal(seen.retry_after.seconds, 5);
  assert_int_equal(seen.marks, REDIAL_MARK_NO_CONTACT);
}

static void kinds_have_names(void **state) {
  redial_message_kind kind = REDIAL_MESSAGE_NONE;

  (void)state;
  assert_string_equal(redial_message_kind_name(REDIAL_MESSAGE_SIPFRAG),
                      "sipfrag");
  assert_string_equal(redial_message_kind_name((redial_message_kind)5), "?");
  assert_int_equal(redial_message_kind_by_name(SPAN("cancel"), &kind),
                   REDIAL_OK);
  assert_int_equal(kind, REDIAL_MESSAGE_CANCEL);
  assert_int_equal(redial_message_kind_by_name(SPAN("ack"), &kind),
                   REDIAL_ERR_NO_MATCH);
  assert_int_equal(kind, REDIAL_MESSAGE_CANCEL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_status_is_exactly_three_digits_of_sip_two),
    cmocka_unit_test(the_phrase_is_given_without_the_line_end),
    cmocka_unit_test(two_phrases_are_marked_in_any_case),
    cmocka_unit_test(behind_a_status_out_of_range_nothing_is_read),
    cmocka_unit_test(headers_have_any_case_and_blanks_before_the_colon),
    cmocka_unit_test(a_line_feed_alone_ends_a_line),
    cmocka_unit_test(a_folded_header_is_one_header),
    cmocka_unit_test(a_folded_line_is_no_header_of_its_own),
    cmocka_unit_test(a_line_without_a_colon_is_skipped),
    cmocka_unit_test(the_blank_line_ends_the_head),
    cmocka_unit_test(empty_lines_may_come_first),
    cmocka_unit_test(a_wrong_content_length_changes_nothing),
    cmocka_unit_test(every_reason_header_is_read),
    cmocka_unit_test(an_empty_reason_header_is_damage),
    cmocka_unit_test(r_is_no_compact_form_of_retry_after),
    cmocka_unit_test(two_retry_after_headers_are_damage),
    cmocka_unit_test(the_torture_value_saturates),
    cmocka_unit_test(the_method_comes_from_cseq),
    cmocka_unit_test(a_contact_is_usable_when_it_can_be_called),
    cmocka_unit_test(contacts_are_known_of_a_response),
    cmocka_unit_test(contacts_are_not_known_of_a_380_or_a_fragment),
    cmocka_unit_test(a_stale_challenge_is_marked),
    cmocka_unit_test(either_challenge_may_be_stale),
    cmocka_unit_test(an_x_twilio_error_is_a_number_and_perhaps_words),
    cmocka_unit_test(the_card_of_a_608_is_found),
    cmocka_unit_test(the_contacts_of_a_603_plus_are_found),
    cmocka_unit_test(a_cancel_or_bye_tells_its_reason_and_no_code),
    cmocka_unit_test(a_fragment_in_a_body_is_read_instead_of_the_request),
    cmocka_unit_test(a_bare_fragment_may_have_no_headers),
    cmocka_unit_test(what_ends_no_attempt_leaves_the_result_alone),
    cmocka_unit_test(the_evidence_alone_is_that_of_the_message),
    cmocka_unit_test(a_tag_makes_no_dialog),
    cmocka_unit_test(nul_bytes_are_bytes),
    cmocka_unit_test(
      a_head_of_a_thousand_headers_is_read_so_far_and_flagged),
    cmocka_unit_test(a_head_of_a_hundred_headers_is_fine),
    cmocka_unit_test(kinds_have_names),
  };

  return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
