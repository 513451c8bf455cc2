#include <redial/policy.h>

redial_situation redial_situation_of(const redial_evidence *evidence,
                                     uint64_t now_ms, uint32_t random) {
  redial_situation situation = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  situation.now_ms = now_ms;
  situation.random = random;
  situation.origin = evidence->origin;
  situation.progress = evidence->progress;
  return situation;
}
