-- The same list as layout.c, of what redial.lua declares. Names and order are
-- read from its declarations; offsets, sizes and signs are what LuaJIT makes
-- of them.

local ffi = require "ffi"
package.path = arg[1] .. "/?.lua;" .. package.path

local declared = ""
local cdef = ffi.cdef
ffi.cdef = function(text)
  declared = declared .. text
  return cdef(text)
end
require "redial"

local function is_signed(value)
  return type(value) == "number" and value < 0
end

local function fields(name)
  local body = declared:match("typedef struct " .. name .. " {(.-)} " .. name)
  local found = {}
  for field in body:gmatch("([%w_]+)[%[%]%d]*;") do
    found[#found + 1] = field
  end
  return found
end

-- A member's own size: sizeof for what is no plain number, else how many
-- bytes an assignment of all ones changes.
local function size_of(name, field)
  local one = ffi.new(name)
  local value = one[field]
  if type(value) == "cdata" and ffi.istype("void *", value) == false and
      not tostring(ffi.typeof(value)):find("char") then
    return ffi.sizeof(value)
  elseif type(value) == "cdata" then
    return ffi.sizeof("void *")
  end
  one[field] = -1
  local bytes = ffi.cast("uint8_t *", one)
  local size = 0
  for i = 0, ffi.sizeof(name) - 1 do
    size = size + (bytes[i] ~= 0 and 1 or 0)
  end
  return size
end

for _, name in ipairs { "redial_verdict", "redial_evidence",
  "redial_retry_after", "redial_mapped", "redial_span" } do
  local ones = ffi.new(name)
  ffi.fill(ones, ffi.sizeof(name), 0xff)
  for _, field in ipairs(fields(name)) do
    print(("%s.%s %d %d%s"):format(name, field, ffi.offsetof(name, field),
      size_of(name, field), is_signed(ones[field]) and " signed" or ""))
  end
  print(("%s %d"):format(name, ffi.sizeof(name)))
end
