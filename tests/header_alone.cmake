# Every public header compiles alone, and twice, in one standard:
#
#   cmake -DCOMPILER=cc -DSUFFIX=c -DSTANDARD=c99 -DINCLUDE=include
#         -DWORK=folder -P header_alone.cmake
cmake_minimum_required(VERSION 3.16)

file(MAKE_DIRECTORY "${WORK}")
file(GLOB headers RELATIVE "${INCLUDE}" "${INCLUDE}/redial/*.h")
if(NOT headers)
  message(FATAL_ERROR "header_alone: no headers in ${INCLUDE}")
endif()
set(warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual -Werror)
if(STANDARD STREQUAL "c++98")
  # C++98 itself has no long long, which its <stdint.h> needs.
  list(APPEND warnings -Wno-long-long)
endif()
set(failed OFF)
foreach(header IN LISTS headers)
  get_filename_component(name "${header}" NAME_WE)
  set(source "${WORK}/${name}_${STANDARD}.${SUFFIX}")
  file(WRITE "${source}"
    "#include <${header}>\n#include <${header}>\nextern int something;\n")
  execute_process(
    COMMAND ${COMPILER} -std=${STANDARD} ${warnings} -I${INCLUDE}
            -fsyntax-only ${source}
    RESULT_VARIABLE code ERROR_VARIABLE error)
  if(NOT code EQUAL 0)
    message("header_alone: ${header} as ${STANDARD}: ${code}\n${error}")
    set(failed ON)
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "header_alone: see above")
endif()
