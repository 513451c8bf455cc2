local check = require "check"
local redial = require "redial"
local it, equal = check.it, check.equal

local now = redial.now() + 1000000

local function phones(more)
  local config = {targets = {
    {id = "ann", person = "ann", kind = "phone", uri = "sip:ann@a"},
    {id = "ann-mobile", person = "ann", kind = "phone"},
    {id = "bob", person = "bob", kind = "phone", capacity = 2}}}
  for name, value in pairs(more or {}) do
    config[name] = value
  end
  return redial.pool(config)
end

local function ring(pool, options)
  options = options or {}
  options.whom = pool
  options.strategy = options.strategy or "skip_busy"
  options.policy = {profile = "hunt_group", rounds = 1}
  return redial.scene(options):hunt{now_ms = now}:poll(now)
end

it("a_pool_counts_who_can_be_called", function()
  local count = phones():count(now)
  equal(count.slots.none, 3)
  equal(count.leases, 0)
end)

it("a_phone_that_rings_is_busy", function()
  local pool = phones()
  equal(ring(pool).whom, "ann")
  equal(pool:slot("ann", now).why, "busy")
  equal(pool:slot("ann-mobile", now).why, "busy") -- the same person's
  equal(pool:slot("bob", now).why, "none")
  equal(pool:count(now).leases, 1)
end)

it("a_phone_seen_unregistered_is_not_rung", function()
  local pool = phones()
  equal(pool:observe("ann", "registered", false, 60000, now), true)
  equal(pool:slot("ann", now).why, "down")
  equal(pool:slot("ann", now).registered, false)
  equal(ring(pool).whom, "ann-mobile")
end)

it("a_stale_observation_means_not_known", function()
  local pool = phones()
  pool:observe("ann", "registered", false, 60000, now)
  equal(pool:slot("ann", now + 60001).why, "none")
  equal(pool:slot("ann", now + 60001).registered, nil)
end)

it("a_phone_seen_in_a_call_is_not_rung", function()
  local pool = phones()
  pool:observe("ann", "calls", 1, 60000, now)
  equal(pool:slot("ann", now).seen_calls, 1)
  equal(ring(pool).whom, "bob")
  pool:observe("ann", "calls", 0, 60000, now)
  equal(pool:slot("ann", now).why, "none")
end)

it("idle_ends_a_pause_for_busy_and_none_for_a_decline", function()
  local pool = phones()
  pool:cool("ann", "busy", 60000, now)
  pool:cool("bob", "declined", 60000, now)
  equal(pool:slot("ann", now).why, "cooling")
  equal(pool:slot("ann", now).cooling_ms, 60000)
  pool:observe("ann", "idle", true, 60000, now)
  pool:observe("bob", "idle", true, 60000, now)
  equal(pool:slot("ann", now).why, "none")
  equal(pool:slot("bob", now).why, "cooling")
  equal(pool:slot("bob", now).cause, "declined")
  equal(pool:clear("bob", now), true)
  equal(pool:slot("bob", now).why, "none")
end)

it("the_operator_has_the_last_word", function()
  local pool = phones()
  pool:enable("ann", false, now)
  equal(pool:slot("ann", now).why, "disabled")
end)

it("a_reload_is_a_difference", function()
  local pool = phones{slots = 4}
  local done = pool:apply({{id = "bob", person = "bob", capacity = 2},
                           {id = "cid"}}, now)
  equal(done.stayed, 1)
  equal(done.came, 1)
  equal(done.left, 2)
end)

it("an_unknown_phone_is_refused_by_name", function()
  local pool = phones()
  check.refuses("no such target: 'zoe'",
                pool:observe("zoe", "registered", true, 1000, now))
  check.refuses("no such target: 'zoe'", pool:slot("zoe", now))
end)

it("who_is_held_by_all_may_be_a_last_resort", function()
  local pool = redial.pool{targets = {{id = "a"}}}
  pool:cool("a", "unavailable", 60000, now)
  equal(ring(pool).kind, "stop")
  equal(ring(pool, {last_resort = true}).last_resort, true)
end)

it("numbers_are_names_too", function()
  local pool = redial.pool{targets = {{id = "4711"}, {id = "4712"}}}
  equal(ring(pool).whom, "4711")
end)

check.done()
