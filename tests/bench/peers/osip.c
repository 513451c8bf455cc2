/* osip2: the phrase of a status. It has no parser for Reason, so the nearest
   one stands in: a token with generic parameters (Accept-Encoding). */
#include "../bench.h"
#include <osipparser2/osip_parser.h>
#include <stdlib.h>

typedef struct osip {
  const int32_t *codes;
  const bench_text *reasons;
} osip;

static void *osip_open(const bench_case *given) {
  osip *o = (osip *)calloc(1, sizeof(osip));

  if (o != NULL) {
    (void)parser_init();
    o->codes = given->codes;
    o->reasons = given->reasons;
  }
  return o;
}

static uint64_t phrase_run(void *self, uint64_t operations) {
  const int32_t *codes = ((const osip *)self)->codes;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += (uintptr_t)osip_message_get_reason(codes[i % BENCH_INPUTS]);
  }
  return sum;
}

static uint64_t phrase_answer(void *self, uint32_t i) {
  return bench_name_number(
    osip_message_get_reason(((const osip *)self)->codes[i]));
}

static uint32_t reason_read(const bench_text *value) {
  osip_accept_encoding_t *header = NULL;
  osip_generic_param_t *cause = NULL;
  char name[] = "cause";
  uint32_t number = 0;

  if (osip_accept_encoding_init(&header) != 0) {
    return 0;
  }
  if (osip_accept_encoding_parse(header, value->ptr) == 0 &&
      osip_generic_param_get_byname(&header->gen_params, name, &cause) == 0 &&
      cause != NULL && cause->gvalue != NULL) {
    number = (uint32_t)strtoul(cause->gvalue, NULL, 10);
  }
  osip_accept_encoding_free(header);
  return number;
}

static uint64_t reason_run(void *self, uint64_t operations) {
  const bench_text *samples = ((const osip *)self)->reasons;
  uint64_t sum = 0;
  uint64_t i;

  for (i = 0; i < operations; i++) {
    sum += reason_read(&samples[i % BENCH_SAMPLE_COUNT]);
  }
  return sum;
}

static uint64_t reason_answer(void *self, uint32_t i) {
  return reason_read(&((const osip *)self)->reasons[i % BENCH_SAMPLE_COUNT]);
}

static const bench_side sides[] = {
  {"osip_message_get_reason", osip_open, phrase_run, free, phrase_answer, NULL,
   NULL},
  {"osip_accept_encoding_parse", osip_open, reason_run, free, reason_answer,
   NULL, NULL},
  {.name = NULL}};

extern const bench_module BENCH_MODULE;
const bench_module BENCH_MODULE = {"libosip2-dev", sides};
