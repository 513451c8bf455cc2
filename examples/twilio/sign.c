/* The signature that Twilio would send: for trying a handler with curl.
 *
 *   TWILIO_AUTH_TOKEN=12345 twilio_sign URL [NAME=VALUE...]
 */

#include "desk.h"
#include <string.h>

int main(int argc, char **argv) {
  static tw_form form;
  char buffer[256];
  char text[TW_SIGNATURE_TEXT + 1];
  redial_span none = {"", 0};
  redial_span key;
  tw_signature signature;
  int i;

  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    puts("usage: TWILIO_AUTH_TOKEN=... twilio_sign URL [NAME=VALUE...]");
    return 0;
  }
  if (argc < 2) {
    fputs("twilio_sign: usage: twilio_sign URL [NAME=VALUE...]\n", stderr);
    return 2;
  }
  if (!tw_key("twilio_sign", buffer, sizeof(buffer), &key)) {
    return 2;
  }
  for (i = 2; i < argc; i++) {
    const char *sign = strchr(argv[i], '=');

    if (sign == NULL || form.count == TW_FORM_FIELDS) {
      fprintf(stderr, "twilio_sign: '%s' is not NAME=VALUE\n", argv[i]);
      return 2;
    }
    form.fields[form.count].name.ptr = argv[i];
    form.fields[form.count].name.len = (size_t)(sign - argv[i]);
    form.fields[form.count].value = tw_span(sign + 1);
    form.count++;
  }
  tw_form_sort(&form);
  signature = tw_signature_make(key, tw_span(argv[1]), none, &form);
  tw_signature_text(&signature, text);
  puts(text);
  return 0;
}
