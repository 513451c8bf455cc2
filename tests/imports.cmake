# The archive needs nothing but mem*, and holds nothing that can be written:
#
#   cmake -DARCHIVE=libredial.a -DNM=nm -DOBJDUMP=objdump -P imports.cmake
#
# .data.rel.ro is allowed: constant tables of pointers live there in code that
# may be loaded anywhere, and nothing writes them after loading.
cmake_minimum_required(VERSION 3.16)

# What compilers add of their own: stack protection (Ubuntu's default),
# position-independent code on i386, 64-bit arithmetic on small machines.
set(allowed "^(mem(cpy|set|move|cmp)|__mem(cpy|set|move)_chk")
string(APPEND allowed "|__stack_chk_(fail|fail_local|guard)")
string(APPEND allowed "|_GLOBAL_OFFSET_TABLE_|__x86\\.get_pc_thunk\\..*")
string(APPEND allowed "|__u?(div|mod|divmod)di[34]|__aeabi_.*)$")

function(run result)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code
                  OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "imports: ${ARGN}: ${error}")
  endif()
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

run(defined_text ${NM} -g --defined-only ${ARCHIVE})
string(REGEX MATCHALL " [A-TV-Z] [^\n]+" defined "${defined_text}")
list(TRANSFORM defined REPLACE "^ . " "")
run(needed_text ${NM} -u ${ARCHIVE})
string(REGEX MATCHALL " U [^\n]+" needed "${needed_text}")
list(TRANSFORM needed REPLACE "^ . " "")
list(REMOVE_DUPLICATES needed)

set(failed OFF)
foreach(symbol IN LISTS needed)
  if(NOT symbol IN_LIST defined AND NOT symbol MATCHES "${allowed}")
    message("imports: the library needs ${symbol}")
    set(failed ON)
  endif()
endforeach()
foreach(symbol IN LISTS defined)
  if(NOT symbol MATCHES "^(redial_|rdi_|__x86\\.get_pc_thunk)")
    message("imports: the library defines ${symbol}, which is not its name")
    set(failed ON)
  endif()
endforeach()

run(sections_text ${OBJDUMP} -h ${ARCHIVE})
string(REGEX MATCHALL " \\.(data|bss|tdata|tbss)[^ ]* +[0-9a-f]+" sections
       "${sections_text}")
foreach(section IN LISTS sections)
  if(NOT section MATCHES " 0+$" AND NOT section MATCHES "^ \\.data\\.rel\\.ro")
    message("imports: writable section${section}")
    set(failed ON)
  endif()
endforeach()
if(NOT defined OR NOT sections_text)
  message("imports: ${ARCHIVE} could not be read")
  set(failed ON)
endif()
if(failed)
  message(FATAL_ERROR "imports: see above")
endif()
