local check = require "check"
local redial = require "redial"
local it, equal = check.it, check.equal

it("a_code_has_a_verdict", function()
  local v = redial.classify(486)
  equal(v.outcome, "busy")
  equal(v.scope, "here")
  equal(v.retry, "later")
  equal(v.action, "try_next")
  equal(v.family, "callee")
  equal(v.everywhere, false)
  equal(v.code, 486)
end)

it("a_decline_reaches_everywhere", function()
  equal(redial.classify(603).everywhere, true)
end)

it("twilio_codes_are_looked_up_and_not_subtracted", function()
  equal(redial.classify(31486).sip, 486)
  equal(redial.classify(31401).sip, 0)
end)

it("the_namespace_decides", function()
  equal(redial.classify(17, "q850").outcome, "busy")
  equal(redial.classify("no-answer", "dial").outcome, "no_answer")
end)

it("every_code_has_one", function()
  for code = 0, 700 do
    equal(type(redial.classify(code).outcome), "string")
  end
end)

local reply = table.concat({
  "SIP/2.0 503 Service Unavailable",
  "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1",
  "Retry-After: 120", "CSeq: 1 INVITE", "", ""}, "\r\n")

it("a_reply_is_read_with_its_headers", function()
  local v, seen = redial.read(reply)
  equal(v.outcome, "overloaded") -- as it says when to come back
  equal(v.retry_after_s, 120)
  equal(seen.code, 503)
  equal(seen.retry_after_s, 120)
  equal(seen.method, "INVITE")
  equal(seen.origin, "remote")
end)

it("a_retry_after_of_0_is_a_value", function()
  local _, seen = redial.read((reply:gsub("120", "0")))
  equal(seen.retry_after_s, 0)
end)

it("a_reason_beside_the_code_counts", function()
  local v = redial.read("SIP/2.0 480 No\r\nReason: Q.850;cause=34\r\n\r\n")
  equal(v.outcome, "overloaded")
  equal(v.scope, "route")
end)

it("what_is_known_beside_a_reply_counts", function()
  local _, seen = redial.read(reply, {kind = "trunk", elapsed_ms = 12})
  equal(seen.kind, "trunk")
  equal(seen.elapsed_ms, 12)
end)

it("evidence_can_be_changed_and_judged_again", function()
  local _, seen = redial.read(reply)
  seen.code = 603
  seen.retry_after_s = nil
  equal(redial.assess(seen).outcome, "declined")
end)

it("an_own_timer_is_evidence", function()
  local v = redial.assess{origin = "local_timeout", progress = "ringing"}
  equal(v.outcome, "no_answer")
end)

it("warnings_go_both_ways", function()
  local _, seen = redial.read(
    "SIP/2.0 488 No\r\nWarning: 304 x \"a\", 305 x \"b\"\r\n\r\n")
  equal(seen.warnings[1], 304)
  equal(seen.warnings[2], 305)
  equal(redial.assess(seen).outcome, "media")
end)

it("what_is_no_reply_is_refused", function()
  check.refuses("not a SIP message", redial.read(""))
  check.refuses("does not end an attempt",
                redial.read("INVITE sip:a@b SIP/2.0\r\n\r\n"))
  check.refuses("not a SIP message", redial.read(("\0\255"):rep(5000)))
end)

it("a_status_line_of_another_protocol_is_malformed", function()
  equal(redial.read("HTTP/1.1 200 OK\r\n\r\n").malformed, true)
end)

it("a_phrase_goes_with_a_code", function()
  equal(redial.phrase(486), "Busy Here")
  equal(redial.phrase(1), nil)
end)

it("every_prefix_of_a_reply_is_read_or_refused", function()
  for length = 0, #reply do
    local v, err = redial.read(reply:sub(1, length))
    equal(v ~= nil or type(err) == "string", true)
  end
end)

check.done()
