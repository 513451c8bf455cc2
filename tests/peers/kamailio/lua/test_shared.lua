-- Two handles of one name are one pool, as they are in two processes.
local check = require "check"
local redial = require "redial"
local it, equal, raises = check.it, check.equal, check.raises

local now = redial.now() + 1000000
local name = "/redial-test-" .. arg[1]
redial.forget(name)

local function open(more)
  local config = {name = name, slots = 8, targets = {
    {id = "a", capacity = 1}, {id = "b", capacity = 1}}}
  for key, value in pairs(more or {}) do
    config[key] = value
  end
  return redial.pool(config)
end

local function scene(pool, more)
  more = more or {}
  more.whom = pool
  more.strategy = "skip_busy"
  more.policy = {profile = "hunt_group", rounds = 1}
  return redial.scene(more)
end

it("what_one_takes_the_other_does_not_get", function()
  local mine, theirs = open(), open()
  equal(scene(mine):hunt{now_ms = now}:poll(now).whom, "a")
  equal(scene(theirs):hunt{now_ms = now}:poll(now).whom, "b")
  equal(scene(mine):hunt{now_ms = now}:poll(now).bar, "busy")
  equal(theirs:count(now).leases, 2)
  redial.forget(name)
end)

it("a_lease_taken_here_ends_there", function()
  local mine, theirs = open(), open()
  local hunt = scene(mine):hunt{now_ms = now}
  hunt:poll(now)
  local other = scene(theirs):resume(hunt:token())
  other:event{code = 486, now_ms = now}
  equal(other:poll(now).whom, "b")
  equal(mine:slot("a", now).calls, 0)
  redial.forget(name)
end)

it("in_a_pool_of_its_own_a_lease_from_elsewhere_ends_by_the_clock", function()
  local config = {targets = {{id = "a"}, {id = "b"}}, offer_ms = 30000}
  local here, there = redial.pool(config), redial.pool(config)
  local hunt = scene(here):hunt{now_ms = now}
  hunt:poll(now)
  local other = scene(there):resume(hunt:token())
  equal(other:event{code = 486, now_ms = now}.status, "ok")
  equal(other:poll(now).whom, "b") -- the call still knows whom it tried
  equal(here:slot("a", now + 29999).calls, 1)
  equal(here:slot("a", now + 30001).calls, 0)
end)

it("whom_and_via_may_be_one_pool", function()
  local mine, theirs = open(), open()
  local both = redial.scene{whom = mine, via = theirs,
                            via_strategy = "skip_busy"}
  equal(both:hunt{now_ms = now}:poll(now).kind, "dial")
  redial.forget(name)
end)

it("a_reload_there_is_seen_here", function()
  local mine, theirs = open(), open()
  local group = scene(mine, {members = {"b", "c"}})
  theirs:apply({{id = "c"}}, now)
  equal(group:hunt{now_ms = now}:poll(now).kind, "dial")
  equal(mine:slot("c", now).why, "busy")
  redial.forget(name)
end)

it("who_was_added_by_another_process_is_named_by_id", function()
  local mine, theirs = open(), open()
  theirs:apply({{id = "c"}}, now)
  local step = scene(mine):hunt{now_ms = now}:poll(now)
  equal(step.whom:sub(1, 1), "#")
  redial.forget(name)
end)

it("other_strategies_are_refused", function()
  local mine = open()
  raises("not a pool of these strategies", open, {strategies = {"lru"}})
  equal(mine:count(now).slots.none, 2)
  redial.forget(name)
end)

it("a_file_that_is_no_pool_is_refused", function()
  local file = io.open("/dev/shm" .. name, "w")
  file:write(("x"):rep(100000))
  file:close()
  raises("not a pool of this version", open)
  file = io.open("/dev/shm" .. name, "w")
  file:write("x")
  file:close()
  raises("not a pool of this version", open)
  redial.forget(name)
end)

it("who_died_while_making_it_is_replaced", function()
  local file = io.open("/dev/shm" .. name, "w")
  file:write(("\0"):rep(200000))
  file:close()
  equal(open():count(now).slots.none, 2)
  redial.forget(name)
end)

it("forgetting_twice_is_harmless", function()
  equal(redial.forget(name), true)
  equal(redial.forget(name), true)
end)

check.done()
