#include "../hunt/inner.h"
#include <redial/fork.h>

/* The best of the answers so far, for upstream: RFC 3261 16.7 step 6, in
   which one person's 6xx is not the word of others. */

static bool reply_is_other(const redial_scene *scene, const redial_note *note,
                           const redial_leg *leg) {
  uint64_t person = rdi_leg_person(scene, leg->whom.slot);

  return (note->what & RDI_NOTE_WHAT) == RDI_NOTE_ENDPOINT &&
         note->number != leg->whom.slot &&
         (person == 0 || rdi_leg_person(scene, note->number) != person);
}

/* Was anybody else asked, too? */
static bool reply_has_others(const redial_hunt *hunt, const redial_scene *scene,
                             const redial_leg *leg) {
  uint32_t i;

  for (i = 0; i < hunt->note_count; i++) {
    if (reply_is_other(scene, &hunt->notes[i], leg)) {
      return true;
    }
  }
  return false;
}

static bool reply_is_better(const redial_hunt *hunt, const redial_scene *scene,
                            const redial_leg *leg,
                            const redial_verdict *verdict) {
  bool everywhere = verdict->effective >= 600;
  redial_verdict best;

  if (hunt->reply_code == 0) {
    return true;
  }
  if (leg != NULL && everywhere != (hunt->reply_code >= 600) &&
      (scene->policy->options & REDIAL_POLICY_STRICT_6XX) == 0 &&
      reply_has_others(hunt, scene, leg)) {
    return !everywhere && verdict->about == REDIAL_ABOUT_CALLEE;
  }
  best = redial_classify_sip(hunt->reply_code);
  return redial_fork_rank(verdict) < redial_fork_rank(&best);
}

void rdi_reply_take(redial_hunt *hunt, const redial_scene *scene,
                    const redial_leg *leg, const redial_verdict *verdict) {
  /* The same again is no better. */
  if (hunt->reply_code != 0 && hunt->last.outcome == verdict->outcome &&
      hunt->last.effective == verdict->effective) {
    return;
  }
  if (reply_is_better(hunt, scene, leg, verdict)) {
    redial_reply reply = redial_reply_of(scene->policy, verdict);

    hunt->reply_code = reply.code;
    hunt->treatment = reply.treatment;
  }
}
