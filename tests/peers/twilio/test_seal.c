#include "desk_support.h"
#include <ticket.h>
#include <xml.h>

/* Signatures, seals, forms and documents, each by itself. */

#define VECTOR_URL "https://mycompany.com/myapp.php?foo=1&bar=2"
#define VECTOR_FORM                                                            \
  "To=%2B18005551212&Digits=1234&CallSid=CA1234567890ABCDE"                    \
  "&From=%2B14158675309&Caller=%2B14158675309"

static tw_form form;

static void check_vector(const char *url, const char *fields,
                         const char *expected) {
  redial_span none = {"", 0};
  char text[TW_SIGNATURE_TEXT + 1];
  tw_signature made;

  assert_int_equal(tw_form_read(tw_span(fields), &form), TW_FORM_OK);
  made = tw_signature_make(tw_span(KEY), tw_span(url), none, &form);
  tw_signature_text(&made, text);
  assert_string_equal(text, expected);
  assert_true(tw_signature_is(&made, tw_span(expected)));
}

static void twilios_own_vectors_hold(void **state) {
  (void)state;
  check_vector(VECTOR_URL, VECTOR_FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  check_vector("https://mycompany.com:443/myapp.php?foo=1&bar=2", VECTOR_FORM,
               "kvajT1Ptam85bY51eRf/AJRuM3w=");
  check_vector("http://mycompany.com:80/myapp.php?foo=1&bar=2", VECTOR_FORM,
               "0ZXoZLH/DfblKGATFgpif+LLRf4=");
  check_vector("http://mycompany.com:1234/myapp.php?foo=1&bar=2", VECTOR_FORM,
               "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=");
  check_vector(VECTOR_URL,
               "Digits=1234&Sid=CA123&Digits=5678&SidAccount=AC123"
               "&Digits=1234",
               "IK+Dwps556ElfBT0I3Rgjkr1wJU=");
  /* A body that is no form: its hash stands in the URL, which is signed
     alone. */
  check_vector(VECTOR_URL "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b28"
                          "3a80c7cf19632632f96e6620",
               "", "a9nBmqA0ju/hNViExpshrM61xv4=");
}

static void a_signature_is_all_of_its_letters(void **state) {
  redial_span none = {"", 0};
  tw_signature made =
    tw_signature_make(tw_span(KEY), tw_span(VECTOR_URL), none, NULL);
  char text[TW_SIGNATURE_TEXT + 2];
  redial_span header = {text, 0};
  size_t i;

  (void)state;
  tw_signature_text(&made, text);
  for (header.len = 0; header.len < TW_SIGNATURE_TEXT; header.len++) {
    assert_false(tw_signature_is(&made, header));
  }
  assert_true(tw_signature_is(&made, header));
  for (i = 0; i < TW_SIGNATURE_TEXT; i++) {
    text[i] ^= 1;
    assert_false(tw_signature_is(&made, header));
    text[i] ^= 1;
  }
  header.len++;
  assert_false(tw_signature_is(&made, header));
}

static void no_byte_moves_from_one_sealed_part_to_the_next(void **state) {
  redial_span parts[2] = {{"ab", 2}, {"c", 1}};
  redial_span moved[2] = {{"a", 1}, {"bc", 2}};
  char seal[TW_SEAL_TEXT + 1];

  (void)state;
  tw_seal_make(tw_span(KEY), parts, 2, seal);
  assert_int_equal(strlen(seal), TW_SEAL_TEXT);
  assert_true(tw_seal_is(tw_span(KEY), parts, 2, tw_span(seal)));
  assert_false(tw_seal_is(tw_span(KEY), moved, 2, tw_span(seal)));
  assert_false(tw_seal_is(tw_span(KEY), parts, 1, tw_span(seal)));
  assert_false(tw_seal_is(tw_span("other"), parts, 2, tw_span(seal)));
}

static void fields_are_sorted_as_bytes_and_kept_once(void **state) {
  (void)state;
  assert_int_equal(
    tw_form_read(tw_span("b=2&a=%00&B=1&ab=&a=x&b=2&=n&c"), &form), TW_FORM_OK);
  assert_int_equal(form.count, 7);
  SPAN_IS(form.fields[0].name, "");
  SPAN_IS(form.fields[1].name, "B");
  SPAN_IS(form.fields[2].name, "a");
  assert_int_equal(form.fields[2].value.len, 1);
  SPAN_IS(form.fields[3].value, "x");
  SPAN_IS(form.fields[4].name, "ab");
  SPAN_IS(form.fields[5].name, "b");
  SPAN_IS(form.fields[6].name, "c");
  assert_int_equal(tw_form_times(&form, "a"), 2);
  assert_int_equal(tw_form_times(&form, "d"), 0);
}

static void a_document_escapes_what_it_must(void **state) {
  char bytes[256];
  tw_text text = tw_text_over(bytes, sizeof(bytes));
  tw_xml xml = tw_xml_begin(&text);

  (void)state;
  tw_xml_open(&xml, "a");
  tw_xml_attribute(&xml, "b", tw_span("<&\"'>\n\x01"));
  tw_xml_open(&xml, "c");
  tw_xml_close(&xml);
  tw_xml_text(&xml, tw_span("]]>\xc3\xbc"));
  tw_xml_end(&xml);
  assert_string_equal(bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<a b=\"&lt;&amp;&quot;&apos;&gt;  \"><c/>"
                             "]]&gt;\xc3\xbc</a>\n");
  assert_false(text.cut);
}

static void a_text_too_long_is_cut_and_says_so(void **state) {
  char bytes[5];
  tw_text text = tw_text_over(bytes, sizeof(bytes));

  (void)state;
  tw_put(&text, "abc");
  tw_put_number(&text, 12);
  assert_string_equal(bytes, "abc1");
  assert_true(text.cut);
}

static void a_number_is_digits_within_its_bounds(void **state) {
  uint32_t value = 7;

  (void)state;
  assert_true(tw_number(tw_span("4294967295"), UINT32_MAX, &value));
  assert_int_equal(value, UINT32_MAX);
  value = 7;
  assert_false(tw_number(tw_span("4294967296"), UINT32_MAX, &value));
  assert_false(tw_number(tw_span("10"), 9, &value));
  assert_false(tw_number(tw_span(""), 9, &value));
  assert_false(tw_number(tw_span("1 "), 9, &value));
  assert_false(tw_number(tw_span("00000000001"), 9, &value));
  assert_int_equal(value, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(twilios_own_vectors_hold),
    cmocka_unit_test(a_signature_is_all_of_its_letters),
    cmocka_unit_test(no_byte_moves_from_one_sealed_part_to_the_next),
    cmocka_unit_test(fields_are_sorted_as_bytes_and_kept_once),
    cmocka_unit_test(a_document_escapes_what_it_must),
    cmocka_unit_test(a_text_too_long_is_cut_and_says_so),
    cmocka_unit_test(a_number_is_digits_within_its_bounds),
  };

  return cmocka_run_group_tests_name("twilio_seal", tests, NULL, NULL);
}
