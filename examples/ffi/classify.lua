-- What failed calls mean, from LuaJIT.
--
--   luajit classify.lua 486 31603          codes
--   luajit classify.lua --read FILE...     SIP messages

local here = arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local WORDS = { "outcome", "about", "scope", "retry", "action", "treatment" }

local function fail(text)
  io.stderr:write("classify.lua: ", text, "\n")
  os.exit(2)
end

local loaded, redial = pcall(require, "redial")
if not loaded then
  -- The first line is ours; a missing module would bring many.
  fail((tostring(redial):match("^[^\n]*")))
end

local function line(input, verdict)
  local words = {}
  for i, what in ipairs(WORDS) do
    words[i] = redial.word(what, verdict[what])
  end
  local reach = redial.is_everywhere(verdict) and "everywhere" or "not_everywhere"
  return ("%s: %s, %s"):format(input, table.concat(words, " "), reach)
end

local function of_code(word)
  local code = word:match("^%-?%d+$") and tonumber(word)
  if not code or code < -2147483648 or code > 2147483647 then
    fail("'" .. word:gsub("%c", "?") .. "' is not a code; give whole numbers")
  end
  return line(word, redial.classify(code))
end

local function of_file(path)
  local file, why = io.open(path, "rb")
  local bytes
  if file then
    bytes, why = file:read("*a")
  end
  if not bytes then
    fail("'" .. path:gsub("%c", "?") .. "' cannot be read: " ..
      why:match("[^:]*$"):gsub("^ ", ""))
  end
  file:close()
  local evidence = redial.read(bytes)
  if not evidence then
    fail("'" .. path:gsub("%c", "?") .. "' is no SIP message that ends a call")
  end
  return line(tostring(evidence.code), redial.assess(evidence))
end

local of = of_code
local first = 1
if arg[1] == "--read" then
  of, first = of_file, 2
end
if not arg[first] then
  fail("needs codes, as in classify.lua 486, or --read and files")
end
-- Everything is read before anything is said.
local lines = {}
for i = first, #arg do
  lines[#lines + 1] = of(arg[i])
end
print(table.concat(lines, "\n"))
