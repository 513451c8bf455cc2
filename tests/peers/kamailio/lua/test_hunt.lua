local check = require "check"
local redial = require "redial"
local it, equal = check.it, check.equal

local now = redial.now() + 1000000

local function team(more)
  local config = {targets = {
    {id = "desk", person = "ann", kind = "phone"},
    {id = "mobile", person = "ann", kind = "phone"},
    {id = "bob", person = "bob", kind = "phone"}}}
  for name, value in pairs(more or {}) do
    config[name] = value
  end
  return redial.pool(config)
end

local function gateways(more)
  local config = {targets = {
    {id = "gw1", kind = "trunk", capacity = 100},
    {id = "gw2", kind = "trunk", capacity = 100},
    {id = "gw3", kind = "trunk", capacity = 100}}}
  for name, value in pairs(more or {}) do
    config[name] = value
  end
  return redial.pool(config)
end

local once = {profile = "hunt_group", rounds = 1}

-- Each answer by another worker, which knows the token alone.
local function play(scene, answers)
  local dialled, token = {}, scene:hunt{now_ms = now}:token()
  for i = 1, #answers + 1 do
    local hunt = assert(scene:resume(token))
    if i > 1 then
      assert(hunt:event{code = answers[i - 1], origin = "remote",
                        now_ms = now + i}, "event")
    end
    local step = hunt:poll(now + i, 1)
    if step.kind ~= "dial" then
      return table.concat(dialled, " "), step, hunt
    end
    dialled[#dialled + 1] = (step.whom or "") .. (step.via and "@" .. step.via
                                                  or "")
    token = assert(hunt:token())
    equal(#token <= 200, true)
  end
  return table.concat(dialled, " ")
end

it("busy_rings_the_next_phone", function()
  local scene = redial.scene{whom = team(), strategy = "skip_busy",
                             policy = once}
  local dialled, step = play(scene, {486, 486, 200})
  equal(dialled, "desk mobile bob")
  equal(step.kind, "done")
  equal(step.whom, "bob")
end)

it("a_decline_skips_every_device_of_the_person", function()
  local scene = redial.scene{whom = team(), strategy = "skip_busy",
                             policy = once}
  local dialled, step = play(scene, {603, 603})
  equal(dialled, "desk bob")
  equal(step.kind, "stop")
end)

it("a_strict_proxy_stops_at_a_6xx", function()
  local scene = redial.scene{whom = team(), strategy = "skip_busy",
                             policy = "rfc3261"}
  local dialled, step = play(scene, {603})
  equal(dialled, "desk")
  equal(step.reply_code, 603)
end)

it("a_dead_gateway_is_followed_by_the_next_one", function()
  local scene = redial.scene{via = gateways(), via_strategy = "skip_busy"}
  local dialled, step = play(scene, {503, 503, 200})
  equal(dialled, "@gw1 @gw2 @gw3")
  equal(step.kind, "done")
  equal(step.via, "gw3")
end)

it("a_person_who_declined_is_not_rung_through_another_gateway", function()
  for _, code in ipairs{486, 600, 603, 607} do
    local scene = redial.scene{via = gateways(), via_strategy = "skip_busy"}
    local dialled, step = play(scene, {503, code})
    equal(dialled, "@gw1 @gw2")
    equal(step.kind, "stop")
    equal(step.reply_code, code)
  end
end)

it("a_retry_after_holds_the_gateway_for_the_next_call", function()
  local via = gateways()
  local scene = redial.scene{via = via, via_strategy = "skip_busy"}
  local hunt = scene:hunt{now_ms = now}
  hunt:poll(now)
  hunt:event{reply = "SIP/2.0 503 No\r\nRetry-After: 60\r\n\r\n",
             now_ms = now}
  equal(via:slot("gw1", now).why, "cooling")
  equal(scene:hunt{now_ms = now}:poll(now).via, "gw2")
end)

it("all_leases_come_back", function()
  local pool, via = team(), gateways()
  local scene = redial.scene{whom = pool, via = via, strategy = "skip_busy",
                             via_strategy = "skip_busy", policy = once}
  play(scene, {503, 486, 480, 603, 486})
  equal(pool:count(now + 10).leases, 0)
  equal(via:count(now + 10).leases, 0)
end)

it("an_answered_call_keeps_its_phone_until_it_hangs_up", function()
  local pool = team()
  local scene = redial.scene{whom = pool, strategy = "skip_busy", talk = true,
                             policy = once}
  local _, _, hunt = play(scene, {200})
  local other = assert(scene:resume(hunt:token()))
  equal(pool:slot("desk", now + 300000).calls, 1)
  equal(other:renew(now + 300000), true)
  equal(other:hung_up(now + 400000), true)
  equal(other:hung_up(now + 400000), false)
  equal(pool:count(now + 400000).leases, 0)
end)

it("a_caller_who_hangs_up_stops_it", function()
  local pool = team()
  local scene = redial.scene{whom = pool, policy = once}
  local hunt = scene:hunt{now_ms = now}
  equal(hunt:poll(now).kind, "dial")
  equal(hunt:caller_gone(now + 1), true)
  equal(hunt:poll(now + 1).kind, "cancel")
  local step = hunt:poll(now + 1)
  equal(step.kind, "stop")
  equal(step.reply_code, 487)
  equal(pool:count(now + 1).leases, 0)
end)

it("a_repeated_answer_advances_nothing", function()
  local scene = redial.scene{whom = team(), strategy = "skip_busy",
                             policy = once}
  local hunt = scene:hunt{now_ms = now}
  local first = hunt:poll(now)
  hunt:event{code = 486, lease = first.lease, now_ms = now}
  local second = hunt:poll(now)
  equal(hunt:event{code = 486, lease = first.lease, now_ms = now}.status,
        "no_lease")
  equal(hunt:poll(now).kind, "wait")
  equal(second.whom, "mobile")
end)

it("an_own_timer_counts_as_not_answered", function()
  local scene = redial.scene{whom = team(), policy = once}
  local hunt = scene:hunt{now_ms = now}
  local step = hunt:poll(now)
  equal(step.ring_ms, 20000)
  local report = hunt:event{origin = "local_timeout", progress = "ringing",
                            now_ms = now + 20000}
  equal(report.verdict.outcome, "no_answer")
  equal(report.next, "endpoint")
end)

it("several_phones_ring_at_once", function()
  local pool = redial.pool{targets = {{id = "a"}, {id = "b"}}}
  local scene = redial.scene{whom = pool, width = 2, policy = once}
  local hunt = scene:hunt{now_ms = now}
  local a, b = hunt:poll(now), hunt:poll(now)
  check.refuses("several attempts", hunt:token())
  hunt:event{code = 200, lease = b.lease, now_ms = now}
  local cancel = hunt:poll(now)
  equal(cancel.kind, "cancel")
  equal(cancel.lease, a.lease)
  equal(cancel.cause, 200)
  equal(hunt:poll(now).kind, "done")
end)

it("a_group_is_a_choice_of_a_pool", function()
  local pool = team()
  local scene = redial.scene{whom = pool, members = {"bob", "mobile"},
                             strategy = "skip_busy", policy = once}
  local dialled = play(scene, {486, 486})
  equal(dialled, "bob mobile")
end)

it("a_group_follows_a_reload", function()
  local pool = team{slots = 8}
  local scene = redial.scene{whom = pool, members = {"bob", "mobile"},
                             strategy = "skip_busy", policy = once}
  pool:apply({{id = "new"}, {id = "mobile"}}, now)
  equal(play(scene, {486, 486}), "mobile")
end)

it("own_rules_are_asked", function()
  local scene = redial.scene{whom = team(), policy = once,
                             rules = "603 -> outcome=no_answer scope=here"}
  local hunt = scene:hunt{now_ms = now}
  hunt:poll(now)
  local report = hunt:event{code = 603, now_ms = now}
  equal(report.verdict.outcome, "no_answer")
  equal(report.rule, 1)
end)

it("the_retry_budget_of_the_gateways_can_be_spent", function()
  local via = gateways{budget = {per_mille = 0, floor_per_s = 0, saved = 1}}
  local scene = redial.scene{via = via, via_strategy = "skip_busy"}
  equal(play(scene, {503, 503}), "@gw1 @gw2")
  equal(play(scene, {503, 503}), "@gw1")
end)

it("a_token_of_nobody_is_refused", function()
  local scene = redial.scene{whom = team()}
  local token = scene:hunt{now_ms = now}:token()
  check.refuses("token", scene:resume(""))
  check.refuses("not a token", scene:resume("!!!"))
  check.refuses("token", scene:resume(token:sub(1, -3)))
  check.refuses("damaged", scene:resume(
    token:sub(1, 8) .. (token:sub(9, 9) == "A" and "B" or "A") ..
    token:sub(10)))
end)

it("five_persons_may_decline_before_a_token_is_full", function()
  local list = {}
  for i = 1, 9 do
    list[i] = {id = "phone-" .. i, person = "person-" .. i, kind = "phone"}
  end
  local scene = redial.scene{whom = redial.pool{targets = list},
                             strategy = "skip_busy", policy = once}
  local dialled = play(scene, {603, 603, 603, 603, 603, 200})
  equal(dialled, "phone-1 phone-2 phone-3 phone-4 phone-5 phone-6")
end)

it("what_is_no_reply_changes_nothing", function()
  local scene = redial.scene{whom = team(), policy = once}
  local hunt = scene:hunt{now_ms = now}
  hunt:poll(now)
  local before = hunt:token()
  check.refuses("not a SIP reply", hunt:event("garbage"))
  check.refuses("not a SIP reply", hunt:event{reply = "\0\0\0"})
  equal(hunt:token(), before)
end)

it("a_hunt_tells_why", function()
  local scene = redial.scene{whom = team(), policy = once}
  local _, _, hunt = play(scene, {486, 486, 486})
  local sum = hunt:summary()
  equal(sum.state, "stopped")
  equal(sum.attempts, 3)
  equal(sum.outcome, "busy")
  equal(type(hunt:why()), "string")
end)

check.done()
