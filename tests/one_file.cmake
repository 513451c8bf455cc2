# The library as one file compiles without a word and exports the API alone:
#
#   cmake -DCOMPILER=cc -DNM=nm -DROOT=sources -DWORK=folder -P one_file.cmake
#
# Once as lib/redial_all.c with nothing but -Iinclude, then as the
# amalgamation, with a program linked against it.
cmake_minimum_required(VERSION 3.16)

set(strict -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual
    -Werror)

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${ROOT}"
    RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "one_file: ${ARGN}:\n${output}${error}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
run(${COMPILER} ${strict} -Iinclude -c lib/redial_all.c -o ${WORK}/all.o)
run(${CMAKE_COMMAND} -DOUT=${WORK}/redial -P lib/amalgamate.cmake)

# In haste and for size: what leads beside the whole way differs.
foreach(how -O2 -Os)
  run(${COMPILER} ${strict} ${how} -c ${WORK}/redial/redial.c
      -o ${WORK}/redial.o)
  run(${NM} -g --defined-only ${WORK}/redial.o)
  if(output MATCHES "rdi_")
    message(FATAL_ERROR "one_file: private symbols are exported:\n${output}")
  endif()
  run(${COMPILER} ${strict} -I${WORK} examples/first_call.c ${WORK}/redial.o
      -o ${WORK}/first_call)
  run(${WORK}/first_call)
  if(NOT output STREQUAL
     "31486: ring the next phone\n503: try the next gateway\n603: stop\n")
    message(FATAL_ERROR "one_file: first_call says\n${output}")
  endif()
endforeach()
