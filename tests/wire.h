#ifndef REDIAL_TESTS_WIRE_H
#define REDIAL_TESTS_WIRE_H

/* What each message of data/wire says, apart from Retry-After: file, code,
   method, Q.850 cause, SIP cause, marks. */

#define WIRE_CONTACTS (REDIAL_MARK_NO_CONTACT | REDIAL_MARK_CONTACT)

typedef struct wire_row {
  const char *file;
  int32_t code;
  redial_method method;
  uint8_t q850_cause;
  uint16_t sip_cause;
  uint16_t marks; /* without WIRE_CONTACTS and ..._SEEN */
} wire_row;

static const wire_row wire_rows[] = {
  {"02-do-not-disturb-with-a-comment", 480, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"04-busy-everywhere", 600, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"06-phone-switched-off", 480, REDIAL_METHOD_INVITE, 20, 0, 0},
  {"08-congestion-dressed-up-as-user-state", 480, REDIAL_METHOD_INVITE, 34, 0,
   0},
  {"10-no-alerting-102", 408, REDIAL_METHOD_INVITE, 102, 0, 0},
  {"12-no-route-at-this-carrier", 404, REDIAL_METHOD_INVITE, 3, 0, 0},
  {"14-overlap-dialling", 484, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"16-number-changed", 410, REDIAL_METHOD_INVITE, 22, 0, 0},
  {"17-redirect-list-with-q-values", 302, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"18-human-decline", 603, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"19-decline-with-an-invitation", 603, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"20-603-over-sip-protocol-value", 603, REDIAL_METHOD_INVITE, 0, 603,
   REDIAL_MARK_NETWORK_BLOCKED | REDIAL_MARK_ANALYTICS},
  {"22-looks-like-603-but-is-not", 603, REDIAL_METHOD_INVITE, 21, 0,
   REDIAL_MARK_NETWORK_BLOCKED},
  {"23-603-from-a-pbx-with-no-better-idea", 603, REDIAL_METHOD_INVITE, 102, 0,
   0},
  {"24-account-suspended", 603, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"26-analytics-rejection", 608, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"28-stale-identity", 403, REDIAL_METHOD_INVITE, 0, 0,
   REDIAL_MARK_STALE_DATE},
  {"30-anonymity-refused", 433, REDIAL_METHOD_INVITE, 24, 0, 0},
  {"32-two-kinds-of-challenge-at-once", 407, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"34-session-timer", 422, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"36-codec-mismatch-with-two-warnings", 488, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"38-sips-required", 480, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"40-glare", 491, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"42-lost-dialog", 481, REDIAL_METHOD_BYE, 0, 0, 0},
  {"44-picked-up-on-another-device", 487, REDIAL_METHOD_INVITE, 0, 200, 0},
  {"46-shedding-load", 503, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"48-retry-at-once", 503, REDIAL_METHOD_REGISTER, 0, 0, 0},
  {"50-lone-503-rewritten-by-a-proxy", 500, REDIAL_METHOD_INVITE, 0, 503, 0},
  {"52-unknown-4xx-and-6xx", 699, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"54-announcement-first", 183, REDIAL_METHOD_INVITE, 1, 0, 0},
  {"56-transfer-result-in-a-notify", 486, REDIAL_METHOD_UNKNOWN, 0, 0,
   REDIAL_MARK_SIPFRAG},
  {"57-cancel-telling-a-ringing-phone-why", 0, REDIAL_METHOD_CANCEL, 26, 200,
   0},
  {"58-compact-names-lower-case-no-spaces", 486, REDIAL_METHOD_INVITE, 0, 0,
   0},
  {"60-several-values-one-header", 500, REDIAL_METHOD_INVITE, 34, 503, 0},
  {"62-no-phrase", 486, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"64-phrase-contradicts-code", 404, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"65-overflowing-timer", 503, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"66-http-date", 503, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"67-two-timers", 486, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"68-rubbish-timers", 480, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"69-unclosed-comment", 480, REDIAL_METHOD_INVITE, 0, 0, 0},
  {"70-broken-reasons", 480, REDIAL_METHOD_INVITE, 17, 0,
   REDIAL_MARK_MALFORMED},
  {"71-cause-with-the-extension-bit", 480, REDIAL_METHOD_INVITE, 17, 0,
   REDIAL_MARK_MALFORMED},
  {"72-duplicate-protocol", 503, REDIAL_METHOD_INVITE, 34, 0,
   REDIAL_MARK_MALFORMED},
  {"73-broken-warnings", 488, REDIAL_METHOD_INVITE, 0, 0,
   REDIAL_MARK_MALFORMED},
  {"74-conflict-of-specific-code-and-cause", 486, REDIAL_METHOD_INVITE, 1, 0,
   0},
  {"75-code-too-long", -1, REDIAL_METHOD_UNKNOWN, 0, 0, 0},
  {"76-code-out-of-range", 786, REDIAL_METHOD_UNKNOWN, 0, 0, 0},
};

#define WIRE_ROWS (sizeof(wire_rows) / sizeof(wire_rows[0]))

/* A message in memory; the length, or 0 when it cannot be opened. */
static inline size_t wire_load(const char *file, char *buffer, size_t size) {
  char path[512];
  FILE *stream;
  size_t length;

  (void)snprintf(path, sizeof(path), "%s/wire/%s.sip", REDIAL_TEST_DATA, file);
  stream = fopen(path, "rb");
  if (stream == NULL) {
    return 0;
  }
  length = fread(buffer, 1, size, stream);
  (void)fclose(stream);
  return length;
}

#endif
