# The tests also run against the library in one file, which brings one header:
# so none of them may include another one.
#   cmake -DTESTS=folder -P one_include.cmake
cmake_minimum_required(VERSION 3.16)

file(GLOB sources "${TESTS}/*.c" "${TESTS}/*.h")
list(LENGTH sources count)
if(count EQUAL 0)
  message(FATAL_ERROR "no tests in ${TESTS}")
endif()
foreach(source IN LISTS sources)
  file(STRINGS "${source}" lines REGEX "^# *include *<redial/")
  list(REMOVE_ITEM lines "#include <redial/redial.h>")
  if(lines)
    message(SEND_ERROR "${source}: ${lines}; include <redial/redial.h> alone")
  endif()
endforeach()
