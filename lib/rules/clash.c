#include "../rules/rule.h"

typedef struct clash_row {
  uint8_t word;
  uint8_t value;
  uint8_t other;
  uint8_t other_value;
} clash_row;

static const clash_row clash_rows[] = {
#define CLASH(word, value, other, other_value)                                 \
  {REDIAL_WORD_##word, REDIAL_##word##_##value, REDIAL_WORD_##other,           \
   REDIAL_##other##_##other_value},
#include "../rules/clashes.def"
#undef CLASH
};

bool rdi_words_clash(uint32_t word, uint32_t value, uint32_t other,
                     uint32_t other_value) {
  size_t i;

  for (i = 0; i < sizeof(clash_rows) / sizeof(clash_rows[0]); i++) {
    const clash_row *row = &clash_rows[i];

    if (row->word == word && row->value == value && row->other == other &&
        row->other_value == other_value) {
      return true;
    }
  }
  return false;
}
