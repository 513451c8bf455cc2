/* The legal presets of examples/presets. */

#include "../presets/legal.h"
#include "cli.h"
#include <string.h>

#define PRESET_COUNT (sizeof(legal_presets) / sizeof(legal_presets[0]))

static void preset_refuse(const char *command, const char *word) {
  char text[160] = "is not a preset; use none";
  size_t at = strlen(text);
  size_t i;

  for (i = 0; i < PRESET_COUNT && at < sizeof(text); i++) {
    at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%s",
                           i + 1 < PRESET_COUNT ? ", " : " or ",
                           legal_presets[i].name);
  }
  cli_say(command, word, text);
}

bool cli_take_preset(const char *command, const char *word,
                     cli_preset *preset) {
  size_t i;

  for (i = 0; i < PRESET_COUNT; i++) {
    const legal_preset *found = &legal_presets[i];

    if (strcmp(found->name, word) == 0) {
      preset->name = found->name;
      preset->place = found->place;
      preset->source = found->source;
      preset->checked = found->checked;
      preset->limits = &found->limits;
      return true;
    }
  }
  preset_refuse(command, word);
  return false;
}
