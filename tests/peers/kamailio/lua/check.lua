-- Runs functions whose names are the rules they check.
local check = {failed = 0, passed = 0}

function check.it(rule, body)
  local ok, err = pcall(body)
  if ok then
    check.passed = check.passed + 1
  else
    check.failed = check.failed + 1
    print("FAILED " .. rule .. ": " .. tostring(err))
  end
end

function check.equal(found, wanted)
  if found ~= wanted then
    error("found " .. tostring(found) .. ", wanted " .. tostring(wanted), 2)
  end
end

-- The error is one line that says `text`.
function check.raises(text, body, ...)
  local ok, err = pcall(body, ...)
  if ok then
    error("no error, wanted: " .. text, 2)
  end
  err = tostring(err)
  if not err:find(text, 1, true) then
    error("error is: " .. err .. "; wanted: " .. text, 2)
  end
  if err:find("\n", 1, true) then
    error("more than one line: " .. err, 2)
  end
end

-- nil and one line that says `text`.
function check.refuses(text, found, err)
  if found ~= nil then
    error("not refused, wanted: " .. text, 2)
  end
  if not tostring(err):find(text, 1, true) then
    error("reason is: " .. tostring(err) .. "; wanted: " .. text, 2)
  end
end

function check.done()
  print(_VERSION .. (jit and " " .. jit.version or "") .. ": " ..
        check.passed .. " passed, " .. check.failed .. " failed")
  os.exit(check.failed == 0 and check.passed > 0 and 0 or 1)
end

return check
