#include "../headers/scan.h"
#include <redial/headers.h>

/* delta-seconds [comment] *( ";" parameter )   (RFC 3261 20.33, 25.1) */

static void retry_after_damage(redial_retry_after *seen, uint8_t damage) {
  if (seen->damage < damage) {
    seen->damage = damage;
  }
}

static bool retry_after_number(rdi_scan *scan, uint32_t *number,
                               redial_retry_after *seen) {
  bool saturated = false;
  bool found = rdi_scan_number(scan, number, &saturated);

  if (saturated) {
    retry_after_damage(seen, REDIAL_DAMAGE_SATURATED);
  }
  return found;
}

/* From "(" to behind its ")". Comments nest. False when nothing closes it. */
static bool retry_after_comment(rdi_scan *scan) {
  const char *at = scan->at;
  size_t depth = 0;

  while (at != scan->end) {
    char c = *at++;

    if (c == '(') {
      depth++;
    } else if (c == ')' && --depth == 0) {
      scan->at = at;
      return true;
    } else if (c == '\\' && at != scan->end) {
      at++;
    }
  }
  scan->at = at;
  return false;
}

/* A comment that comes too late hides what stands in it all the same. */
static bool retry_after_late_comment(const rdi_scan *scan,
                                     const rdi_param *param) {
  const char *at;

  for (at = param->name.ptr; at != scan->at; at++) {
    if (*at == '(' && !param->quoted) {
      return true;
    }
  }
  return false;
}

static void retry_after_duration(redial_span text, bool quoted,
                                 redial_retry_after *seen) {
  rdi_scan scan = rdi_scan_open(text);
  uint32_t seconds = 0;

  if (quoted || !retry_after_number(&scan, &seconds, seen) ||
      rdi_scan_more(&scan)) {
    retry_after_damage(seen, REDIAL_DAMAGE_MALFORMED);
  } else {
    seen->duration_s = seconds;
  }
}

static void retry_after_params(rdi_scan *scan, redial_retry_after *seen) {
  rdi_param param;
  bool damaged = false;
  bool again = false;

  while (rdi_scan_next_param(scan, &param, &damaged)) {
    if (retry_after_late_comment(scan, &param)) {
      damaged = true;
      break;
    }
    if (RDI_IS(param.name, "duration")) {
      damaged |= again;
      if (!again) {
        retry_after_duration(param.value, param.quoted, seen);
      }
      again = true;
    }
  }
  /* What is left is a comma, or junk behind a comment. */
  if (damaged || rdi_scan_more(scan)) {
    retry_after_damage(seen, REDIAL_DAMAGE_MALFORMED);
  }
}

/* May this stand behind the digits? A unit or a fraction may not. */
static bool retry_after_goes_on(const rdi_scan *scan) {
  char c;

  if (!rdi_scan_more(scan)) {
    return true;
  }
  c = *scan->at;
  return c == '(' || c == ';' || c == ',';
}

static redial_retry_after retry_after_one(redial_span value) {
  static const redial_retry_after nothing = {0, 0, 0, REDIAL_DAMAGE_MALFORMED};
  redial_retry_after seen = {0, 0, 1, REDIAL_DAMAGE_NONE};
  rdi_scan scan = rdi_scan_open(value);

  rdi_scan_spaces(&scan);
  if (!retry_after_number(&scan, &seen.seconds, &seen)) {
    return nothing;
  }
  rdi_scan_spaces(&scan);
  if (!retry_after_goes_on(&scan)) {
    return nothing;
  }
  if (rdi_scan_is(&scan, '(')) {
    if (!retry_after_comment(&scan)) {
      seen.damage = REDIAL_DAMAGE_MALFORMED;
    }
    rdi_scan_spaces(&scan);
  }
  retry_after_params(&scan, &seen);
  return seen;
}

void redial_retry_after_read(redial_span value, redial_retry_after *seen) {
  bool again = seen->present || seen->damage != REDIAL_DAMAGE_NONE;

  if (!seen->present) {
    *seen = retry_after_one(value);
  }
  if (again) {
    seen->damage = REDIAL_DAMAGE_MALFORMED;
  }
}
