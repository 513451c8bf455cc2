#include "cli.h"
#include <inttypes.h>

/* Returns how many bytes of text it has written. */
static size_t json_character(FILE *out, const char *text) {
  size_t length = cli_utf8_length(text);
  unsigned char c = (unsigned char)text[0];

  if (length == 0) {
    /* Not UTF-8, hence not JSON: U+FFFD stands for the byte. */
    fputs("\\ufffd", out);
    return 1;
  }
  if (c == '"' || c == '\\') {
    fprintf(out, "\\%c", c);
  } else if (c < 0x20 || c == 0x7f) {
    fprintf(out, "\\u%04x", c);
  } else {
    fwrite(text, 1, length, out);
  }
  return length;
}

void cli_json_string(FILE *out, const char *text) {
  if (text == NULL) {
    fputs("null", out);
    return;
  }
  fputc('"', out);
  while (*text != '\0') {
    text += json_character(out, text);
  }
  fputc('"', out);
}

cli_json cli_json_open(FILE *out) {
  cli_json json = {out, "{"};

  return json;
}

void cli_json_key(cli_json *json, const char *key) {
  fprintf(json->out, "%s\"%s\":", json->separator, key);
  json->separator = ",";
}

void cli_json_text(cli_json *json, const char *key, const char *text) {
  cli_json_key(json, key);
  cli_json_string(json->out, text);
}

void cli_json_number(cli_json *json, const char *key, int64_t number) {
  cli_json_key(json, key);
  fprintf(json->out, "%" PRId64, number);
}

void cli_json_bool(cli_json *json, const char *key, bool value) {
  cli_json_key(json, key);
  fputs(value ? "true" : "false", json->out);
}

void cli_json_null(cli_json *json, const char *key) {
  cli_json_text(json, key, NULL);
}

void cli_json_close(cli_json *json) {
  fputc('}', json->out);
}
