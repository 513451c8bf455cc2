-- Failure routing of Kamailio by redial.
--
-- A call's hunt lives in its transaction: request_route, onreply_route and
-- failure_route may each run in another worker, so between them the hunt is
-- its token, an AVP of at most 200 characters. The pools are shared by all
-- workers, by name, so that a phone taken in one worker is busy in all.
--
--   $avp(callee)  the name or number that was called: which scene
--   $avp(hunt)    the token
--   $avp(lease)   the attempt under way: what answers are told by
--   $avp(branch)  its branch; what comes for another one came too late
--   $avp(rang)    the branch that rang

local redial = require "redial"

local function setting(name, default)
  local value = os.getenv(name)
  return value ~= nil and value ~= "" and value or default
end

local here = debug.getinfo(1, "S").source:match("^@(.*/)") or "./"
local roster = dofile(setting("REDIAL_ROSTER", here .. "roster.lua"))

-- REDIAL_POOL=own gives each worker pools of its own: see README.md.
local shared = setting("REDIAL_POOL", "/redial-kamailio")

local function name_of(part)
  return shared ~= "own" and shared .. "-" .. part or nil
end

local phones = redial.pool{name = name_of("phones"), targets = roster.phones,
                           offer_ms = roster.offer_ms or 180000}
local gateways = redial.pool{name = name_of("gateways"),
                             targets = roster.gateways,
                             offer_ms = roster.offer_ms or 180000,
                             budget = {per_mille = 100, saved = 10}}

local uri = {}
for _, list in ipairs{roster.phones, roster.gateways} do
  for _, target in ipairs(list) do
    uri[target.id] = target.uri
  end
end

-- A proxy cannot wait: one round, and the caller is told.
local function one_round(policy)
  policy = policy or {profile = "hunt_group"}
  policy.rounds = 1
  return policy
end

local teams = {}
local names = {}
for name in pairs(roster.teams) do
  names[#names + 1] = name
end
table.sort(names) -- the same rotation for a team in every worker
for rotation, name in ipairs(names) do
  local team = roster.teams[name]
  teams[name] = redial.scene{whom = phones, members = team.members,
                             strategy = team.strategy, rotation = rotation - 1,
                             policy = one_round(team.policy), talk = true}
end
local carrier = redial.scene{via = gateways, talk = true,
                             via_strategy = roster.carrier.strategy,
                             policy = one_round(roster.carrier.policy)}

local function log(text)
  KSR.info("redial: " .. KSR.pv.gete("$ci") .. ": " .. text .. "\n")
end

local function scene_of(callee)
  return teams[callee] or carrier
end

local function reply(code)
  KSR.tm.t_reply(code, redial.phrase(code) or "Redial")
end

-- Where a phone registered; else where the roster says; and by a gateway the
-- number as it was dialled.
local function aim(step)
  if step.via then
    KSR.pv.sets("$ru", KSR.pv.gete("$ou"))
    KSR.pv.sets("$du", uri[step.via])
    return
  end
  KSR.pv.sets("$ru", "sip:" .. step.whom .. "@" .. KSR.pv.gete("$rd"))
  if KSR.registrar.lookup("location") < 0 then
    KSR.pv.sets("$ru", uri[step.whom])
  end
end

-- False: more is known of this call than a token holds.
local function keep(hunt)
  local token = hunt:token()
  if token then
    KSR.pv.sets("$avp(hunt)", token)
  end
  return token
end

local function dial(step)
  log("dial " .. (step.whom or step.via))
  KSR.pv.sets("$avp(lease)", step.lease)
  KSR.pv.sets("$avp(rang)", "")
  aim(step)
  KSR.tm.t_on_branch("ksr_branch_leg")
  KSR.tm.t_on_reply("ksr_onreply_leg")
  KSR.tm.t_on_failure("ksr_failure_hunt")
  KSR.tm.t_set_fr(step.ring_ms, step.setup_ms)
  return KSR.tm.t_relay() > 0
end

-- The caller is told; whoever is still leased is given back.
local function stop(hunt, code)
  hunt:withdraw()
  while hunt:poll().kind == "cancel" do end
  keep(hunt)
  reply(code > 0 and code or 480)
end

-- What the hunt says, until somebody is being dialled or nobody is left. To
-- wait would be for another round, or for a Retry-After; and who refused must
-- not be forgotten, so a call that its token cannot hold ends.
local function go(hunt)
  while true do
    local step = hunt:poll()
    if step.kind ~= "dial" then
      log(step.kind .. ": " .. hunt:why())
      return stop(hunt, step.reply_code or hunt:summary().reply_code)
    elseif not keep(hunt) then
      log("stop: too many refused")
      return stop(hunt, hunt:summary().reply_code)
    elseif dial(step) then
      return
    end
    log(hunt:event{origin = "local_transport"}.text)
  end
end

local function resume()
  local hunt, err = scene_of(KSR.pv.gete("$avp(callee)"))
    :resume(KSR.pv.gete("$avp(hunt)"), {call = KSR.pv.gete("$ci")})
  if not hunt then
    KSR.err("redial: " .. err .. "\n")
  end
  return hunt
end

local function invite()
  -- 0 for a retransmission: TM has answered it, and the call has its hunt.
  if KSR.tm.t_newtran() <= 0 then
    return
  end
  local callee = KSR.pv.gete("$rU")
  KSR.pv.sets("$avp(callee)", callee)
  KSR.rr.record_route()
  go(scene_of(callee):hunt{call = KSR.pv.gete("$ci"),
                           key = KSR.pv.gete("$fU")})
end

function ksr_branch_leg()
  KSR.pv.sets("$avp(branch)", tostring(KSR.pv.get("$T_branch_idx")))
end

-- Nobody hears of it but the hunt: the answer goes upstream by itself.
local function answered(branch)
  local hunt = resume()
  if not hunt then
    return
  end
  if branch == KSR.pv.gete("$avp(branch)") then
    log(hunt:event{code = KSR.pv.get("$rs"), origin = "remote",
                   lease = KSR.pv.gete("$avp(lease)")}.text)
    hunt:poll()
    KSR.htable.sht_sets("talks", KSR.pv.gete("$ci"),
                        KSR.pv.gete("$avp(callee)") .. " " ..
                        (keep(hunt) or "-"))
  else
    -- An attempt that had been given up; TM cancels the one under way.
    hunt:withdraw()
    hunt:poll()
    keep(hunt)
  end
end

function ksr_onreply_leg()
  local code = KSR.pv.get("$rs")
  local branch = tostring(KSR.pv.get("$T_branch_idx"))
  if code >= 180 and code < 200 then
    KSR.pv.sets("$avp(rang)", branch)
  elseif code >= 200 and code < 300 then
    answered(branch)
  end
end

local function what_came()
  local event = {lease = KSR.pv.gete("$avp(lease)")}
  if KSR.pv.gete("$avp(rang)") == KSR.pv.gete("$avp(branch)") then
    event.progress = "ringing"
  end
  if KSR.tm.t_branch_timeout() > 0 and KSR.tm.t_branch_replied() < 0 then
    event.origin = "local_timeout"
    event.progress = event.progress or "nothing"
  elseif KSR.tm.t_branch_timeout() > 0 then
    event.origin = "local_timeout"
  else
    event.reply = KSR.pv.gete("$T_rpl($mb)")
  end
  return event
end

function ksr_failure_hunt()
  local hunt = resume()
  if not hunt then
    return
  end
  if KSR.tm.t_is_canceled() > 0 then
    hunt:caller_gone()
    hunt:poll()
    log("caller gone")
    keep(hunt)
    return
  end
  local event = what_came()
  local report, err = hunt:event(event)
  if not report then -- a local failure that Kamailio tells by a code alone
    event.reply = nil
    event.code = KSR.pv.get("$T_reply_code")
    report = hunt:event(event)
  end
  log(report.verdict.text)
  log(report.text)
  go(hunt)
end

-- Presence. A phone that has gone is not rung; one that is back is, at once.

local function registered()
  local expires = tonumber(KSR.pv.gete("$ct"):match("expires=(%d+)")) or
                  tonumber(KSR.pv.gete("$hdr(Expires)")) or 3600
  phones:observe(KSR.pv.gete("$tU"), "registered", expires > 0,
                 (expires > 0 and expires or 3600) * 1000)
  KSR.registrar.save("location", 0)
end

-- The calls of a phone as its dialog package tells them (RFC 4235).
local function published()
  local _, calls = KSR.pv.gete("$rb"):gsub("<state>%s*confirmed", "")
  local _, early = KSR.pv.gete("$rb"):gsub("<state>%s*early", "")
  local seen, err = phones:observe(KSR.pv.gete("$rU"), "calls", calls + early,
                                   3600000)
  if seen then
    KSR.sl.sl_send_reply(200, "OK")
  else
    KSR.sl.sl_send_reply(404, "Not Found")
  end
end

-- The call is over: its phone and its gateway are free, after their wrap-up.
local function hung_up()
  local call = KSR.pv.gete("$ci")
  local kept = KSR.htable.sht_gete("talks", call)
  local callee, token = kept:match("^(%S*) (%S+)$")
  local hunt = token and scene_of(callee):resume(token)
  if hunt then
    hunt:hung_up()
    KSR.htable.sht_rm("talks", call)
  end
end

local function in_dialog(method)
  if KSR.rr.loose_route() > 0 then
    if method == "BYE" then
      hung_up()
    end
    KSR.tm.t_relay()
  elseif method == "ACK" then
    if KSR.tm.t_check_trans() > 0 then
      KSR.tm.t_relay()
    end
  else
    KSR.sl.sl_send_reply(404, "Not Here")
  end
end

function ksr_request_route()
  local method = KSR.pv.gete("$rm")
  if KSR.maxfwd.process_maxfwd(10) < 0 then
    return KSR.sl.sl_send_reply(483, "Too Many Hops")
  end
  if method == "CANCEL" then
    if KSR.tm.t_check_trans() > 0 then
      KSR.tm.t_relay()
    end
  elseif KSR.siputils.has_totag() > 0 then
    in_dialog(method)
  elseif method == "INVITE" then
    invite()
  elseif method == "REGISTER" then
    registered()
  elseif method == "PUBLISH" then
    published()
  elseif method ~= "ACK" then
    KSR.sl.sl_send_reply(405, "Method Not Allowed")
  end
end
