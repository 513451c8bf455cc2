#include "../classify/bare.h"
#include "../classify/rank.h"
#include "../hunt/inner.h"

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

/* A 6xx beside other answers, one of them the best so far. */
RDI_COLD bool reply_is_mixed(const redial_hunt *hunt, const redial_scene *scene,
                             const redial_leg *leg) {
  return (scene->policy->options & REDIAL_POLICY_STRICT_6XX) == 0 &&
         reply_has_others(hunt, scene, leg);
}

static bool reply_is_better(const redial_hunt *hunt, const redial_scene *scene,
                            const redial_leg *leg,
                            const redial_verdict *verdict) {
  bool everywhere = verdict->effective >= 600;
  redial_verdict best;

  if (!rdi_is_sip(hunt->reply_code)) {
    return true;
  }
  if (leg != NULL && everywhere != (hunt->reply_code >= 600) &&
      reply_is_mixed(hunt, scene, leg)) {
    return !everywhere && verdict->about == REDIAL_ABOUT_CALLEE;
  }
  rdi_verdict_sip(&best, hunt->reply_code);
  return rdi_fork_rank(verdict) < rdi_fork_rank(&best);
}

RDI_COLD void reply_set(redial_hunt *hunt, const redial_scene *scene,
                        const redial_verdict *verdict) {
  redial_reply reply = redial_reply_of(scene->policy, verdict);

  hunt->reply_code = reply.code;
  hunt->treatment = reply.treatment;
}

void rdi_reply_take(redial_hunt *hunt, const redial_scene *scene,
                    const redial_leg *leg, const redial_verdict *verdict) {
  if (reply_is_better(hunt, scene, leg, verdict)) {
    reply_set(hunt, scene, verdict);
  }
}
