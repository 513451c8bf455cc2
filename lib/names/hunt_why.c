#include "../core/inner.h"
#include <redial/hunt.h>
#include <redial/names.h>

static void hunt_why_counted(rdi_out *out, uint32_t count, const char *one,
                             const char *many) {
  rdi_out_text(out, ", ");
  rdi_out_number(out, count);
  rdi_out_text(out, count == 1 ? one : many);
}

static void hunt_why_end(rdi_out *out, const redial_hunt_record *record) {
  if (record->whom != REDIAL_NO_SLOT) {
    rdi_out_text(out, ", slot ");
    rdi_out_number(out, record->whom);
  }
  if (record->state == REDIAL_HUNT_STOPPED) {
    rdi_out_text(out, "; reply ");
    rdi_out_number(out, record->reply_code);
    rdi_out_text(out, ", ");
    rdi_out_text(out,
                 redial_treatment_name((redial_treatment)record->treatment));
  }
}

size_t redial_hunt_why(const redial_hunt *hunt, char *buffer, size_t size) {
  redial_hunt_record record = redial_hunt_summary(hunt);
  rdi_out out;

  rdi_out_open(&out, buffer, size);
  rdi_out_text(&out, redial_hunt_state_name((redial_hunt_state)record.state));
  rdi_out_text(&out, " because of ");
  rdi_out_text(&out, redial_why_name((redial_why)record.why));
  if (record.attempts == 0 && record.bar != REDIAL_BAR_NONE) {
    rdi_out_text(&out, " (");
    rdi_out_text(&out, redial_bar_name((redial_bar)record.bar));
    rdi_out_text(&out, ")");
  }
  rdi_out_text(&out, "; last ");
  rdi_out_text(&out, redial_outcome_name((redial_outcome)record.outcome));
  hunt_why_counted(&out, record.attempts, " attempt", " attempts");
  hunt_why_counted(&out, record.rounds, " round", " rounds");
  rdi_out_text(&out, ", ");
  rdi_out_number(&out, record.took_ms);
  rdi_out_text(&out, " ms");
  hunt_why_end(&out, &record);
  return out.length;
}
