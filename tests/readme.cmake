# What README.md shows is true:
#
#   cmake -DROOT=sources -DPROGRAM=redial -P readme.cmake
#
# Its program stands in examples/first_call.c, which the tests run, and the
# program on the command line prints what is shown up to the dots.
cmake_minimum_required(VERSION 3.16)

file(READ "${ROOT}/README.md" readme)
file(READ "${ROOT}/examples/first_call.c" example)

# Text between two marks; an error when either is missing.
function(between text from to result)
  string(FIND "${text}" "${from}" start)
  if(start EQUAL -1)
    message(FATAL_ERROR "readme: no ${from}")
  endif()
  string(LENGTH "${from}" skip)
  math(EXPR start "${start} + ${skip}")
  string(SUBSTRING "${text}" ${start} -1 rest)
  string(FIND "${rest}" "${to}" end)
  if(end EQUAL -1)
    message(FATAL_ERROR "readme: no ${to} after ${from}")
  endif()
  string(SUBSTRING "${rest}" 0 ${end} rest)
  set(${result} "${rest}" PARENT_SCOPE)
endfunction()

between("${readme}" "```c\n" "```" shown)
between("${example}" "/* [first call] */\n" "/* [first call] */" run)
if(NOT shown STREQUAL run)
  message(FATAL_ERROR "readme: its program is not the example's:\n${shown}")
endif()

between("${readme}" "$ redial explain 31486\n" "  ...\n" shown)
execute_process(COMMAND ${PROGRAM} explain 31486 OUTPUT_VARIABLE said)
string(FIND "${said}" "${shown}" at)
if(NOT at EQUAL 0)
  message(FATAL_ERROR "readme: redial does not say\n${shown}but\n${said}")
endif()
