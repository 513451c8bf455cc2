#include "../hunt/inner.h"

/* A target that forwards into the same hunt: 482, 483 and busy without an end
   come of following it. */
redial_status redial_hunt_forwarded(redial_hunt *hunt,
                                    const redial_scene *scene, uint64_t id) {
  redial_status status = REDIAL_ERR_NO_MATCH;
  redial_tried tried;
  uint32_t slot;
  uint32_t at;

  if (hunt->state >= REDIAL_HUNT_CLOSED) {
    return REDIAL_ERR_STATE; /* no attempt follows, by whatever way */
  }
  if (hunt->depth >= REDIAL_HUNT_DEPTH) {
    return REDIAL_ERR_FULL;
  }
  if (redial_pool_find(scene->whom.pool, id, &slot) == REDIAL_OK) {
    rdi_out_whom(hunt, RDI_NOTE_OUT, &tried);
    at = rdi_note_make(hunt, RDI_NOTE_ENDPOINT, slot, 0);
    if (at == RDI_NO_NOTE ||
        redial_is_tried(scene->whom.pool, &tried, slot) != REDIAL_BAR_NONE) {
      return REDIAL_ERR_STATE;
    }
    hunt->notes[at].what |= RDI_NOTE_ROUND | RDI_NOTE_KEEP;
    status = REDIAL_OK;
  }
  hunt->depth++;
  return status;
}
