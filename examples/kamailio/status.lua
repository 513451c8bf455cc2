-- The pools of a running Kamailio, seen from outside:
--
--   lua5.1 status.lua ROSTER POOL
--
-- prints one line for each phone and gateway, and one for each pool.
local redial = require "redial"

local roster = dofile(assert(arg[1], "usage: status.lua ROSTER POOL"))
local name = assert(arg[2], "usage: status.lua ROSTER POOL")

for _, part in ipairs{"phones", "gateways"} do
  local pool = redial.pool{name = name .. "-" .. part, targets = roster[part]}
  for _, target in ipairs(roster[part]) do
    local slot = pool:slot(target.id)
    print(("%s %s calls=%d offers=%d"):format(target.id, slot.why, slot.calls,
                                               slot.offers))
  end
  local count = pool:count()
  print(("%s leases=%d expired=%d"):format(part, count.leases, count.expired))
end
