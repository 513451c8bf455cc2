#include "support.h"

static void an_explanation_is_cut_and_terminated(void **state) {
  char line[8] = "xxxxxxx";
  size_t whole = redial_explain(redial_classify(486), NULL, 0);

  (void)state;
  assert_int_equal(redial_explain(redial_classify(486), line, sizeof(line)),
                   whole);
  assert_string_equal(line, "486 Bus");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_explanation_is_cut_and_terminated),
  };

  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
