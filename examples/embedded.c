/* Firmware: SIP alone, no libc, no heap, no start-up code.
 *
 * Built with -ffreestanding. redial_classify_sip() links the SIP table and
 * nothing else, so neither Twilio's codes nor any text ends up in the image.
 * A device calls phone_next() with the final response to its INVITE. */

#include <redial/classify.h>

typedef enum phone_step {
  PHONE_GIVES_UP,
  PHONE_DIALS_NEXT_NUMBER,
  PHONE_DIALS_BY_NEXT_SERVER,
  PHONE_WAITS
} phone_step;

phone_step phone_next(int32_t sip_status);

phone_step phone_next(int32_t sip_status) {
  redial_verdict v = redial_classify_sip(sip_status);

  switch ((redial_action)v.action) {
  case REDIAL_ACTION_TRY_NEXT:
    return PHONE_DIALS_NEXT_NUMBER;
  case REDIAL_ACTION_FAILOVER:
    return PHONE_DIALS_BY_NEXT_SERVER;
  case REDIAL_ACTION_RETRY_LATER:
    return PHONE_WAITS;
  default:
    return PHONE_GIVES_UP;
  }
}
