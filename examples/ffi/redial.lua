-- redial for LuaJIT: the declarations of its headers, and a few words around
-- them. Copy it; it needs libredial.so and nothing else.
--
--   local redial = require "redial"
--   local v = redial.classify(31486)          -- a redial_verdict, by value
--   if v.scope == redial.SCOPE_EVERYWHERE then ... end
--   print(redial.word("outcome", v.outcome))  -- "busy"
--
-- The environment variable REDIAL_LIBRARY names another library file.

local ffi = require "ffi"

-- tests/peers/ffi compares every offset and size with the C headers.
ffi.cdef [[
typedef struct redial_span { const char *ptr; size_t len; } redial_span;

typedef struct redial_verdict {
  int32_t code;
  uint16_t sip;
  uint16_t effective;
  uint8_t outcome;
  uint8_t about;
  uint8_t scope;
  uint8_t retry;
  uint8_t action;
  uint8_t treatment;
  uint8_t mapping;
  uint8_t confidence;
  uint8_t ns;
  uint8_t flags;
  uint8_t has_retry_after;
  uint8_t reserved;
  uint32_t retry_after_s;
  uint32_t rules;
} redial_verdict;

typedef struct redial_retry_after {
  uint32_t seconds;
  uint32_t duration_s;
  uint8_t present;
  uint8_t damage;
} redial_retry_after;

typedef struct redial_evidence {
  int32_t code;
  int32_t twilio_error;
  uint32_t elapsed_ms;
  redial_retry_after retry_after;
  uint16_t sip_cause;
  uint16_t warnings[4];
  uint16_t marks;
  uint8_t ns;
  uint8_t q850_cause;
  uint8_t location;
  uint8_t origin;
  uint8_t progress;
  uint8_t method;
  uint8_t kind;
  uint8_t dial_status;
} redial_evidence;

typedef struct redial_mapped { int32_t code; uint8_t lossy; } redial_mapped;

uint32_t redial_version(void);
redial_verdict redial_classify(int32_t code);
redial_verdict redial_classify_in(int ns, int32_t code);
redial_verdict redial_assess(const redial_evidence *evidence);
bool redial_is_everywhere(redial_verdict verdict);
int redial_evidence_read(redial_span bytes, redial_evidence *out);
redial_mapped redial_sip_to_q850(int32_t sip);

const char *redial_outcome_name(uint32_t value);
const char *redial_about_name(uint32_t value);
const char *redial_scope_name(uint32_t value);
const char *redial_retry_name(uint32_t value);
const char *redial_action_name(uint32_t value);
const char *redial_treatment_name(uint32_t value);
]]

-- Before 1.0 a minor number may change a layout, and then this file with it.
local SERIES = "0.1"

local function load()
  local name = os.getenv("REDIAL_LIBRARY") or "libredial.so." .. SERIES
  local library
  local found, version = pcall(function()
    library = ffi.load(name)
    return library.redial_version()
  end)
  if not found then
    error("cannot load " .. name .. "; set REDIAL_LIBRARY", 0)
  end
  local series = bit.rshift(version, 16) .. "." ..
    bit.band(bit.rshift(version, 8), 0xff)
  if series ~= SERIES then
    error(name .. " is redial " .. series .. ", not " .. SERIES, 0)
  end
  return library
end

local C = load()
local redial = {
  NAMESPACE_SIP = 1,
  SCOPE_EVERYWHERE = 6,
  C = C, -- every function declared above
}

-- A SIP status, or a Twilio error of five digits or more.
function redial.classify(code)
  return C.redial_classify(code)
end

-- All that is known of one attempt: redial.evidence { code = 480, ... }.
function redial.evidence(known)
  return ffi.new("redial_evidence", known or {})
end

function redial.assess(evidence)
  return C.redial_assess(evidence)
end

-- A SIP message as it was on the wire; nil when it is none.
function redial.read(bytes)
  local evidence = ffi.new("redial_evidence")
  local span = ffi.new("redial_span", bytes, #bytes)
  if C.redial_evidence_read(span, evidence) ~= 0 then
    return nil
  end
  return evidence
end

-- No other phone and no other way: the caller's person has spoken.
function redial.is_everywhere(verdict)
  return C.redial_is_everywhere(verdict)
end

-- redial.word("action", v.action): "try_next".
function redial.word(what, value)
  return ffi.string(C["redial_" .. what .. "_name"](value))
end

return redial
