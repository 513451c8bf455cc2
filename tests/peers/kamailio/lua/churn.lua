-- Hunts over a shared pool for ever, to be killed at any moment.
local redial = require "redial"

local targets = {}
for i = 1, 16 do
  targets[i] = {id = "phone-" .. i}
end
local pool = redial.pool{name = arg[1], targets = targets, leases = 64,
                         offer_ms = 500}
local scene = redial.scene{whom = pool,
                           policy = {profile = "hunt_group", rounds = 1,
                                     plan = {busy = {hold_ms = 0}}}}

if arg[2] == "look" then
  local count = pool:count()
  print(count.leases, count.slots.none)
  os.exit(0)
end
while true do
  local hunt = scene:hunt()
  local step = hunt:poll()
  while step.kind == "dial" do
    hunt = assert(scene:resume(assert(hunt:token())))
    assert(hunt:event{code = 486, lease = step.lease}.status == "ok")
    step = hunt:poll()
  end
end
