#ifndef TWILIO_DRIVE_H
#define TWILIO_DRIVE_H

/* From the hunt's steps to the one thing that a document can say. */

#include <redial/redial.h>

typedef enum tw_next_kind {
  TW_NEXT_DIAL,
  TW_NEXT_PAUSE,
  TW_NEXT_TREAT,
  TW_NEXT_HANG_UP /* answered, and over */
} tw_next_kind;

typedef struct tw_next {
  tw_next_kind kind;
  uint32_t agent;    /* dial */
  uint32_t seconds;  /* pause */
  uint8_t treatment; /* treat: #redial_treatment */
  uint8_t why;       /* treat: #redial_why */
  uint8_t bar;       /* treat: #redial_bar */
} tw_next;

tw_next tw_drive(redial_hunt *hunt, const redial_scene *scene, uint64_t now_ms,
                 uint32_t random);
/* It cannot be handed on: gives back what it holds. */
tw_next tw_drive_end(redial_hunt *hunt, const redial_scene *scene,
                     uint64_t now_ms);

#endif
