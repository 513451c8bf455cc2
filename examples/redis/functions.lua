#!lua name=redial
-- A pool of targets in Redis 7, for the processes of several machines. Each
-- function is atomic: Redis runs one at a time. The clock is the server's
-- alone, so the machines need not agree on the time. All in one file, because
-- a library of Redis is one.
--
-- KEYS[1] is the pool's name in braces, "{support}": all keys begin with it,
-- so that a cluster keeps them in one place.
--
--   :t:ID     hash   capacity, tier, person, enabled, place, load, offered,
--                    cool (until), cause, gone
--   :p:PERSON set    the targets of a person; their loads count together
--   :all      zset   targets by place
--   :free     zset   those that can be offered, by tier and place
--   :lru      zset   the same, by tier and last offer
--   :who      hash   lease to target
--   :ends     zset   leases by their end
--   :wake     zset   targets by the end of their cool-down
--   :rot      hash   tier to the place that round robin offered last
--   :epoch    string microseconds at which this pool was made, in its leases
--   :seq      string offers so far
--   :open     string nobody is offered before: see redial_apply

local TIER = 2 ^ 40 -- a score is a tier and a number below this; exact
local TIERS = 8
local SWEEP = 32 -- ends looked at in one call
local CHUNK = 16 -- candidates looked at in one step

local function now_ms()
  local time = redis.call("TIME")
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function hash(key)
  local flat, found = redis.call("HGETALL", key), {}
  for i = 1, #flat, 2 do
    found[flat[i]] = flat[i + 1]
  end
  return found
end

local function siblings(pool, id, target)
  if target.person and target.person ~= "" then
    return redis.call("SMEMBERS", pool .. ":p:" .. target.person)
  end
  return {id}
end

-- All devices of a person are full when the person is.
local function load_of(pool, id, target)
  local load = 0
  for _, one in ipairs(siblings(pool, id, target)) do
    load = load + tonumber(redis.call("HGET", pool .. ":t:" .. one, "load") or 0)
  end
  return load
end

local function forget(pool, id, target)
  redis.call("DEL", pool .. ":t:" .. id)
  redis.call("ZREM", pool .. ":wake", id)
  if target.person and target.person ~= "" then
    redis.call("SREM", pool .. ":p:" .. target.person, id)
  end
end

-- Brings what is derived in line with the record.
local function refresh(pool, id, now)
  local target = hash(pool .. ":t:" .. id)
  if target.gone == "1" and tonumber(target.load) == 0 then
    forget(pool, id, target)
  end
  if target.capacity and target.gone ~= "1" and target.enabled == "1" and
     tonumber(target.cool) <= now and
     load_of(pool, id, target) < tonumber(target.capacity) then
    local tier = tonumber(target.tier) * TIER
    redis.call("ZADD", pool .. ":free", tier + tonumber(target.place), id)
    redis.call("ZADD", pool .. ":lru", tier + tonumber(target.offered), id)
  else
    redis.call("ZREM", pool .. ":free", id)
    redis.call("ZREM", pool .. ":lru", id)
  end
end

local function refresh_all(pool, id, now)
  local target = hash(pool .. ":t:" .. id)
  for _, one in ipairs(siblings(pool, id, target)) do
    refresh(pool, one, now)
  end
end

local function add_load(pool, id, by, now)
  redis.call("HINCRBY", pool .. ":t:" .. id, "load", by)
  refresh_all(pool, id, now)
end

local function finish(pool, lease, now)
  local id = redis.call("HGET", pool .. ":who", lease)
  if not id then
    return false
  end
  redis.call("HDEL", pool .. ":who", lease)
  redis.call("ZREM", pool .. ":ends", lease)
  add_load(pool, id, -1, now)
  return id
end

-- Leases and cool-downs that are over, a few in each call. Says whether there
-- may be more.
local function sweep(pool, now)
  local ends = redis.call("ZRANGEBYSCORE", pool .. ":ends", "-inf", now,
                          "LIMIT", 0, SWEEP)
  for _, lease in ipairs(ends) do
    finish(pool, lease, now)
  end
  local wake = redis.call("ZRANGEBYSCORE", pool .. ":wake", "-inf", now,
                          "LIMIT", 0, SWEEP)
  for _, id in ipairs(wake) do
    redis.call("ZREM", pool .. ":wake", id)
    refresh(pool, id, now)
  end
  return #ends + #wake > 0
end

-- The first of a range of scores that is not out for this call.
local function first(key, from, to, is_out)
  local offset = 0
  while true do
    local found = redis.call("ZRANGEBYSCORE", key, from, to, "LIMIT", offset,
                             CHUNK)
    for _, id in ipairs(found) do
      if not is_out(id) then
        return id
      end
    end
    if #found < CHUNK then
      return nil
    end
    offset = offset + CHUNK
  end
end

local function range(tier)
  return tier * TIER, "(" .. string.format("%.0f", (tier + 1) * TIER)
end

-- The strategies by the names that they have in redial.
local strategies = {}

-- List order, first one free.
function strategies.skip_busy(pool, tier, is_out)
  local from, to = range(tier)
  return first(pool .. ":free", from, to, is_out)
end

-- The next place in the circle.
function strategies.round_robin(pool, tier, is_out)
  local from, to = range(tier)
  local last = tonumber(redis.call("HGET", pool .. ":rot", tier) or -1)
  local after = string.format("%.0f", tier * TIER + last + 1)
  return first(pool .. ":free", after, to, is_out) or
         first(pool .. ":free", from, to, is_out)
end

-- Least recently offered, whatever became of the offer.
function strategies.lru(pool, tier, is_out)
  local from, to = range(tier)
  return first(pool .. ":lru", from, to, is_out)
end

local function choose(pool, strategy, is_out)
  for tier = 0, TIERS - 1 do
    local id = strategy(pool, tier, is_out)
    if id then
      return id, tier
    end
  end
end

local function grant(pool, id, tier, offer_ms, now)
  local key = pool .. ":t:" .. id
  local seq = redis.call("INCR", pool .. ":seq")
  local lease = redis.call("GET", pool .. ":epoch") .. "." ..
                string.format("%.0f", seq)
  redis.call("HSET", key, "offered", seq)
  redis.call("HSET", pool .. ":rot", tier, redis.call("HGET", key, "place"))
  redis.call("HSET", pool .. ":who", lease, id)
  redis.call("ZADD", pool .. ":ends", now + offer_ms, lease)
  add_load(pool, id, 1, now)
  return lease
end

local function earliest(pool)
  local time
  for _, key in ipairs{":ends", ":wake"} do
    local next_one = redis.call("ZRANGE", pool .. key, 0, 0, "WITHSCORES")
    if next_one[2] and (not time or tonumber(next_one[2]) < time) then
      time = tonumber(next_one[2])
    end
  end
  return time
end

-- The words of redial_bar.
local function none(pool, now)
  local why = "empty"
  if redis.call("ZCARD", pool .. ":free") > 0 then
    why = "tried"
  elseif redis.call("ZCARD", pool .. ":wake") > 0 then
    why = "cooling"
  elseif redis.call("ZCARD", pool .. ":ends") > 0 then
    why = "busy"
  elseif redis.call("ZCARD", pool .. ":all") > 0 then
    why = "disabled"
  end
  local time = earliest(pool)
  return {0, why, time and math.max(time - now, 0) or -1, now}
end

local function set_of(args, from, count)
  local set = {}
  for i = from, from + count - 1 do
    set[args[i]] = true
  end
  return set
end

local function whole(text, what, least, most)
  local number = tonumber(text)
  if not number or number ~= math.floor(number) or number < least or
     number > most then
    return nil, redis.error_reply("ERR redial: " .. what ..
      " must be a whole number from " .. least .. " to " ..
      string.format("%.0f", most))
  end
  return number
end

-- strategy, offer_ms, how many ids are out, the ids, persons that are out.
-- Gives {1, lease, id, until, now}, or {0, why, wait_ms or -1, now}.
local function pick(keys, args)
  local pool, now = keys[1], now_ms()
  local strategy = strategies[args[1]]
  if not strategy then
    return redis.error_reply("ERR redial: no such strategy: " ..
                             tostring(args[1]))
  end
  local offer_ms, wrong = whole(args[2], "offer_ms", 1, 2 ^ 32)
  if not offer_ms then
    return wrong
  end
  local count, wrong2 = whole(args[3], "the count of ids", 0, #args - 3)
  if not count then
    return wrong2
  end
  local ids = set_of(args, 4, count)
  local persons = set_of(args, 4 + count, #args - 3 - count)
  local open = tonumber(redis.call("GET", pool .. ":open") or 0)
  if open > now then
    return {0, "recovering", open - now, now}
  end
  local function is_out(id)
    return ids[id] or (next(persons) ~= nil and
      persons[redis.call("HGET", pool .. ":t:" .. id, "person")] or false)
  end
  local more = sweep(pool, now)
  local id, tier = choose(pool, strategy, is_out)
  while not id and more do -- before "none": whoever is due and not yet swept
    more = sweep(pool, now)
    id, tier = choose(pool, strategy, is_out)
  end
  if not id then
    return none(pool, now)
  end
  local lease = grant(pool, id, tier, offer_ms, now)
  return {1, lease, id, now + offer_ms, now}
end

-- lease. 1: it has ended; 0: it had ended, expired, or never was.
local function release(keys, args)
  local now = now_ms()
  sweep(keys[1], now)
  return finish(keys[1], args[1], now) and 1 or 0
end

local function lost()
  return redis.error_reply("ERR redial: the pool was lost")
end

-- Given by this pool, not by one before it that was lost.
local function is_ours(pool, lease)
  local epoch = redis.call("GET", pool .. ":epoch") .. "."
  return lease:sub(1, #epoch) == epoch
end

-- lease, ms: answered, or still talking. It lasts so long from now.
local function renew(keys, args)
  local now = now_ms()
  local ms, wrong = whole(args[2], "the time", 1, 2 ^ 32)
  if not ms then
    return wrong
  end
  sweep(keys[1], now)
  if redis.call("HEXISTS", keys[1] .. ":who", args[1]) == 0 then
    return is_ours(keys[1], args[1]) and 0 or lost()
  end
  redis.call("ZADD", keys[1] .. ":ends", now + ms, args[1])
  return 1
end

local function cool(pool, id, cause, until_ms, now)
  local key = pool .. ":t:" .. id
  local was = tonumber(redis.call("HGET", key, "cool") or 0)
  if until_ms > was then
    redis.call("HSET", key, "cool", until_ms, "cause", cause)
    redis.call("ZADD", pool .. ":wake", until_ms, id)
  end
  refresh(pool, id, now)
end

-- id, outcome, ms, 1 for all devices of the person: better not before.
local function mark(keys, args)
  local pool, now = keys[1], now_ms()
  local ms, wrong = whole(args[3], "the time", 0, 2 ^ 32)
  if not ms then
    return wrong
  end
  local target = hash(pool .. ":t:" .. tostring(args[1]))
  if not target.capacity then
    return 0
  end
  local whom = args[4] == "1" and siblings(pool, args[1], target) or {args[1]}
  for _, id in ipairs(whom) do
    cool(pool, id, args[2], now + ms, now)
  end
  return 1
end

-- lease, id, ms: a node says, after Redis lost its memory, what it holds, and
-- for how long at least. 1: known, or taken up again; 0: somebody else has it
-- by now.
local function hold(keys, args)
  local pool, now = keys[1], now_ms()
  local ms, wrong = whole(args[3], "the time", 1, 2 ^ 32)
  if not ms then
    return wrong
  end
  if redis.call("HEXISTS", pool .. ":who", args[1]) == 1 then
    redis.call("ZADD", pool .. ":ends", "GT", now + ms, args[1])
    return 1
  end
  local target = hash(pool .. ":t:" .. args[2])
  if not target.capacity or
     load_of(pool, args[2], target) >= tonumber(target.capacity) then
    return 0
  end
  redis.call("HSET", pool .. ":who", args[1], args[2])
  redis.call("ZADD", pool .. ":ends", now + ms, args[1])
  add_load(pool, args[2], 1, now)
  return 1
end

-- A pool that is new, or whose memory was lost, offers nobody for grace_ms:
-- the nodes use that time to tell what they hold.
local function open_pool(pool, grace_ms, now)
  if redis.call("EXISTS", pool .. ":epoch") == 0 then
    local time = redis.call("TIME")
    redis.call("SET", pool .. ":epoch",
               time[1] .. string.format("%06d", tonumber(time[2])))
    redis.call("SET", pool .. ":open", now + grace_ms)
  end
end

local function told(pool, place, args, at)
  local id, key = args[at], pool .. ":t:" .. args[at]
  local before = hash(key)
  if before.person and before.person ~= args[at + 1] then
    redis.call("SREM", pool .. ":p:" .. before.person, id)
  end
  if args[at + 1] ~= "" then
    redis.call("SADD", pool .. ":p:" .. args[at + 1], id)
  end
  redis.call("HSET", key, "person", args[at + 1], "capacity", args[at + 2],
             "tier", args[at + 3], "enabled", args[at + 4], "place", place,
             "gone", 0)
  for _, name in ipairs{"load", "offered", "cool"} do
    redis.call("HSETNX", key, name, 0)
  end
  redis.call("ZADD", pool .. ":all", place, id)
  return before.capacity ~= nil
end

local function check_roster(args)
  if #args < 1 or (#args - 1) % 5 ~= 0 then
    return redis.error_reply("ERR redial: five words for each target")
  end
  for at = 2, #args, 5 do
    local ok, wrong = whole(args[at + 2], "capacity", 0, 65535)
    if ok then
      ok, wrong = whole(args[at + 3], "tier", 0, TIERS - 1)
    end
    if not ok then
      return wrong
    end
  end
end

local function leave(pool, id, now)
  redis.call("ZREM", pool .. ":all", id)
  redis.call("HSET", pool .. ":t:" .. id, "gone", 1)
  refresh(pool, id, now)
end

-- grace_ms, then id, person, capacity, tier, enabled for each target. As a
-- difference: who stays keeps leases and state. {stayed, came, left, epoch}.
local function apply(keys, args)
  local pool, now = keys[1], now_ms()
  local grace_ms, wrong = whole(args[1], "grace_ms", 0, 2 ^ 32)
  wrong = wrong or check_roster(args)
  if wrong then
    return wrong
  end
  open_pool(pool, grace_ms, now)
  local stayed, came, left, wanted = 0, 0, 0, {}
  for at = 2, #args, 5 do
    wanted[args[at]] = true
    if told(pool, (at - 2) / 5, args, at) then
      stayed = stayed + 1
    else
      came = came + 1
    end
  end
  for _, id in ipairs(redis.call("ZRANGE", pool .. ":all", 0, -1)) do
    if wanted[id] then
      refresh(pool, id, now)
    else
      leave(pool, id, now)
      left = left + 1
    end
  end
  return {stayed, came, left, redis.call("GET", pool .. ":epoch")}
end

-- {targets, free, leases, cooling, offers}
local function count(keys)
  local pool, now = keys[1], now_ms()
  while sweep(pool, now) do end
  return {redis.call("ZCARD", pool .. ":all"),
          redis.call("ZCARD", pool .. ":free"),
          redis.call("ZCARD", pool .. ":ends"),
          redis.call("ZCARD", pool .. ":wake"),
          tonumber(redis.call("GET", pool .. ":seq") or 0)}
end

-- Only of a pool that there is. What a flushed one would answer, "no such
-- lease" or "nobody", would be wrong.
local function register(name, answer)
  redis.register_function(name, function(keys, args)
    if redis.call("EXISTS", keys[1] .. ":epoch") == 0 then
      return lost()
    end
    return answer(keys, args)
  end)
end

redis.register_function("redial_apply", apply)
register("redial_pick", pick)
register("redial_release", release)
register("redial_renew", renew)
register("redial_mark", mark)
register("redial_hold", hold)
register("redial_count", count)
