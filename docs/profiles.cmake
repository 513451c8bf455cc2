# Writes into docs/profiles.md what the program says now:
#
#   cmake -DPROGRAM=build/examples/cli/redial -P docs/profiles.cmake
#
# With -DCHECK=ON it changes nothing and fails when the document is stale.
# Everything between a line "$ redial ..." and the end of its block is the
# program's; the rest is written by hand.
cmake_minimum_required(VERSION 3.16)

set(document ${CMAKE_CURRENT_LIST_DIR}/profiles.md)
set(mark "\n```\n$ redial ")
file(READ ${document} rest)
set(before "${rest}")
set(now "")

string(FIND "${rest}" "${mark}" at)
while(NOT at EQUAL -1)
  string(LENGTH "${mark}" skip)
  math(EXPR from "${at} + ${skip}")
  string(SUBSTRING "${rest}" 0 ${from} kept)
  string(SUBSTRING "${rest}" ${from} -1 rest)
  string(FIND "${rest}" "\n" end)
  string(SUBSTRING "${rest}" 0 ${end} arguments)
  separate_arguments(words UNIX_COMMAND "${arguments}")
  execute_process(COMMAND ${PROGRAM} ${words}
                  OUTPUT_VARIABLE said RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "profiles: redial ${arguments} gives ${result}")
  endif()
  string(APPEND now "${kept}${arguments}\n${said}")
  string(FIND "${rest}" "```" end)
  string(SUBSTRING "${rest}" ${end} -1 rest)
  string(FIND "${rest}" "${mark}" at)
endwhile()
string(APPEND now "${rest}")

if(NOT CHECK)
  file(WRITE ${document} "${now}")
elseif(NOT now STREQUAL before)
  message(FATAL_ERROR "profiles: docs/profiles.md is stale; "
    "cmake -DPROGRAM=${PROGRAM} -P ${CMAKE_CURRENT_LIST_FILE}")
endif()
