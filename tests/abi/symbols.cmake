# What the shared library exports is what symbols.txt keeps:
#
#   cmake -DLIBRARY=libredial.so -DNM=nm [-DUPDATE=ON] -P symbols.cmake
cmake_minimum_required(VERSION 3.16)

set(kept "${CMAKE_CURRENT_LIST_DIR}/symbols.txt")
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY}
                OUTPUT_VARIABLE output RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "symbols: cannot read ${LIBRARY}")
endif()
string(REGEX MATCHALL " [A-Z] [^\n]+" found "${output}")
list(TRANSFORM found REPLACE "^ " "")
list(SORT found)

if(UPDATE)
  list(JOIN found "\n" text)
  file(WRITE "${kept}" "${text}\n")
  return()
endif()

file(STRINGS "${kept}" expected)
set(failed OFF)
foreach(symbol IN LISTS found)
  if(NOT symbol IN_LIST expected)
    message("symbols: new and not in symbols.txt: ${symbol}")
    set(failed ON)
  endif()
endforeach()
foreach(symbol IN LISTS expected)
  if(NOT symbol IN_LIST found)
    message("symbols: gone, which breaks callers: ${symbol}")
    set(failed ON)
  endif()
endforeach()
if(failed)
  message(FATAL_ERROR "symbols: if that is meant, run\n"
    "  cmake -DUPDATE=ON -DLIBRARY=${LIBRARY} -DNM=${NM} "
    "-P ${CMAKE_CURRENT_LIST_FILE}")
endif()
