-- Whatever a script does wrong: one clear line, and never a crash.
local check = require "check"
local redial = require "redial"
local it, equal, raises = check.it, check.equal, check.raises

local targets = {{id = "a"}}
local pool = redial.pool{targets = targets}
local scene = redial.scene{whom = pool}
local hunt = scene:hunt()

it("a_wrong_type_is_named", function()
  raises("redial.classify: code must be a whole number", redial.classify)
  raises("redial.classify: code must be", redial.classify, "486")
  raises("redial.classify: code must be", redial.classify, 486.5)
  raises("redial.classify: code must be", redial.classify, -1)
  raises("redial.classify: code must be", redial.classify, 0 / 0)
  raises("redial.classify: code must be", redial.classify, 1 / 0)
  raises("redial.classify: namespace: no such word: 'x'", redial.classify, 1,
         "x")
  raises("redial.classify: namespace: no such word: '?'", redial.classify, 1,
         "?")
  raises("redial.read: the message must be a text, not nil", redial.read, nil)
  raises("redial.read: the message must be a text, not number", redial.read, 1)
  raises("redial.assess must be a table, not nil", redial.assess, nil)
  raises("redial.pool must be a table, not nil", redial.pool, nil)
  raises("redial.pool: targets must be a table, not nil", redial.pool, {})
  raises("redial.scene must be a table", redial.scene, 7)
end)

it("a_wrong_field_is_named", function()
  raises("redial.assess: no such field: 'cod'", redial.assess, {cod = 1})
  raises("a field is named by text, not by a number", redial.assess, {486})
  raises("redial.assess: code must be a whole number", redial.assess,
         {code = "486"})
  raises("redial.assess: kind: no such word: 'phon'", redial.assess,
         {kind = "phon"})
  raises("redial.assess: sips must be true or false, not number",
         redial.assess, {sips = 1})
  raises("retry_after_s must be a whole number", redial.assess,
         {retry_after_s = -1})
  raises("warnings must be a table", redial.assess, {warnings = 3})
  raises("redial.pool: target 2: no such field: 'capcity'", redial.pool,
         {targets = {{id = "a"}, {id = "b", capcity = 2}}})
  raises("redial.pool: target 1: capacity must be a whole number from 0 to " ..
         "65535", redial.pool, {targets = {{id = "a", capacity = 70000}}})
  raises("redial.pool: target 1: id is missing", redial.pool,
         {targets = {{}}})
  raises("redial.pool: target 1 must be a table, not string", redial.pool,
         {targets = {"a"}})
  raises("a list without holes", redial.pool, {targets = {a = {id = "a"}}})
  raises("an id is given twice", redial.pool,
         {targets = {{id = "a"}, {id = "a"}}})
  raises("out of range", redial.pool, {targets = {{id = "a", tier = 200}}})
  raises("redial.pool: strategy 'x': no such strategy", redial.pool,
         {targets = targets, strategies = {"x"}})
  raises("named twice", redial.pool,
         {targets = targets, strategies = {"lru", "lru"}})
  raises("redial.pool: no such field: 'size'", redial.pool,
         {targets = targets, size = 3})
  raises("redial.pool: budget: no such field: 'x'", redial.pool,
         {targets = targets, budget = {x = 1}})
  raises("more targets than slots", redial.pool,
         {targets = {{id = "a"}, {id = "b"}}, slots = 1})
  raises("out of range", redial.pool, {targets = targets, slots = 0})
end)

it("a_wrong_name_is_told", function()
  for _, name in ipairs{"", "/", "x", "/a/b", "/" .. ("n"):rep(300), "/a\0b"} do
    raises("name must be one word after a '/'", redial.pool,
           {name = name, targets = targets})
    raises("name must be one word after a '/'", redial.forget, name)
  end
end)

it("a_wrong_scene_is_told", function()
  raises("whom or via must be a pool", redial.scene, {})
  raises("redial.scene: no such field: 'who'", redial.scene, {who = pool})
  raises("redial.pool expected", redial.scene, {whom = {}})
  raises("redial.pool expected", redial.scene, {whom = hunt})
  raises("no such strategy: 'x'", redial.scene, {whom = pool, strategy = "x"})
  raises("the pool was made without strategy 'hash'", redial.scene,
         {whom = redial.pool{targets = targets, strategies = {"lru"}},
          strategy = "hash"})
  raises("no such profile: 'x'", redial.scene, {whom = pool, policy = "x"})
  raises("redial.scene: policy must be a table", redial.scene,
         {whom = pool, policy = 4})
  raises("the profile must be a text, not nil", redial.scene,
         {whom = pool, policy = {}})
  raises("policy: no such field: 'x'", redial.scene,
         {whom = pool, policy = {profile = "devices", x = 1}})
  raises("plan: no such word: 'x'", redial.scene,
         {whom = pool, policy = {profile = "devices", plan = {x = {}}}})
  raises("repairs: no such word: 'x'", redial.scene,
         {whom = pool, policy = {profile = "devices", repairs = {"x"}}})
  raises("rules: line 1 cannot be read", redial.scene,
         {whom = pool, rules = "what is this"})
  raises("members is empty", redial.scene, {whom = pool, members = {}})
  raises("a member must be a text", redial.scene,
         {whom = pool, members = {{}}})
  raises("rotation is not below the pool's groups", redial.scene,
         {whom = pool, members = {"a"}, rotation = 64})
end)

it("a_wrong_call_of_a_method_is_told", function()
  raises("redial.hunt expected", hunt.poll, pool)
  raises("redial.hunt expected", hunt.poll, nil)
  raises("redial.hunt expected", hunt.poll)
  raises("redial.pool expected", pool.count, hunt)
  raises("redial.scene expected", scene.hunt, "x")
  raises("redial.hunt: event must be a table, not nil", hunt.event, hunt, nil)
  raises("event: the code must be a whole number from 0 to 699", hunt.event,
         hunt, 700)
  raises("not a lease: 'x'", hunt.event, hunt, {code = 486, lease = "x"})
  raises("not a lease: '1.2'", hunt.event, hunt, {code = 486, lease = "1.2"})
  raises("not a lease", hunt.event, hunt, {code = 486, lease = "1.2.3\0"})
  raises("not a lease", hunt.event, hunt,
         {code = 486, lease = "99999999999999999999.0.0"})
  raises("now_ms must be a whole number", hunt.poll, hunt, "soon")
  raises("poll: random must be a whole number", hunt.poll, hunt, 1, -1)
  raises("the token must be a text, not nil", scene.resume, scene, nil)
  raises("redial.hunt: no such field: 'cal'", scene.hunt, scene, {cal = "x"})
  raises("observe: what was seen: no such word: 'x'", pool.observe, pool, "a",
         "x", 1, 1)
  raises("observe: the value must be", pool.observe, pool, "a", "calls", true,
         1)
  raises("observe: valid_ms must be", pool.observe, pool, "a", "calls", 1)
  raises("the id must be a text", pool.observe, pool, 4, "calls", 1, 1)
  raises("cool: the outcome: no such word", pool.cool, pool, "a", "x", 1)
  raises("boolean expected", pool.enable, pool, "a", 1)
end)

it("a_foreign_lease_is_nobody_s", function()
  local own = redial.scene{whom = redial.pool{targets = targets}}:hunt()
  own:poll()
  equal(own:event{code = 486, lease = "4294967295.0.0"}.status, "no_lease")
  equal(own:event{code = 486, lease = "0.4294967295.1"}.status, "no_lease")
end)

it("events_before_the_first_step_change_nothing", function()
  local early = redial.scene{whom = redial.pool{targets = targets}}:hunt()
  equal(early:event(486).status, "no_lease")
  equal(early:hung_up(), false)
  equal(early:renew(), false)
  equal(early:poll().kind, "dial")
end)

it("a_closed_pool_says_so", function()
  local closed = redial.pool{targets = targets}
  local over = redial.scene{whom = closed}
  local call = over:hunt()
  call:poll()
  closed:close()
  closed:close()
  raises("the pool is closed", closed.count, closed)
  raises("the pool is closed", call.poll, call)
  raises("the pool is closed", call.event, call, 486)
  raises("the pool is closed", call.caller_gone, call)
  raises("the pool is closed", redial.scene, {whom = closed})
  equal(tostring(closed), "redial.pool (closed)")
end)

it("metatables_cannot_be_had", function()
  equal(getmetatable(pool), "redial.pool")
  equal(pcall(setmetatable, pool, {}), false)
end)

it("finalisers_may_be_called_by_hand", function()
  local again = redial.pool{targets = targets}
  local over = redial.scene{whom = again}
  local call = over:hunt()
  call.__gc(call)
  call.__gc(call)
  over.__gc(over)
  again.__gc(again)
  raises("the pool is closed", call.poll, call)
end)

it("nothing_that_is_used_is_collected", function()
  local call
  do
    local own = redial.pool{targets = {{id = "only"}}}
    call = redial.scene{whom = own}:hunt()
  end
  for _ = 1, 5 do
    collectgarbage()
  end
  equal(call:poll().whom, "only")
end)

it("garbage_is_collected", function()
  local function sweep() -- hunt, scene and pool go one after the other
    for _ = 1, 8 do
      collectgarbage()
    end
  end
  sweep()
  local before = collectgarbage("count")
  for _ = 1, 2000 do
    local own = redial.pool{targets = {{id = "a"}}, strategies = {"lru"}}
    redial.scene{whom = own}:hunt():poll()
  end
  sweep()
  equal(collectgarbage("count") - before < 200, true)
end)

-- Every function with every kind of value, in every place.
it("no_mixture_of_values_crashes", function()
  local values = {false, true, 0, -1, 1.5, 2 ^ 53, 1 / 0, "", "a", "/x\0",
                  {}, {id = "a"}, {{id = "a"}}, print, pool, scene, hunt,
                  coroutine.create(function() end)}
  local methods = {redial.classify, redial.assess, redial.read, redial.scene}
  for _, object in ipairs{pool, scene, hunt} do
    for _, name in ipairs{"apply", "observe", "enable", "cool", "clear",
                          "slot", "count", "hunt", "resume", "poll", "event",
                          "caller_gone", "withdraw", "hung_up", "renew",
                          "token", "summary", "why"} do
      methods[#methods + 1] = object[name]
    end
  end
  local seed = 1
  local function pick()
    seed = (seed * 16807) % 2147483647
    return values[seed % #values + 1]
  end
  for _, method in ipairs(methods) do
    for round = 1, 400 do
      local first = round % 3 == 0 and pool or round % 3 == 1 and hunt or scene
      pcall(method, first, pick(), pick(), pick(), pick())
      pcall(method, pick(), pick(), pick())
    end
  end
  equal(redial.classify(486).outcome, "busy")
end)

check.done()
