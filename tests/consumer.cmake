# redial as somebody else meets it: its headers, its archive, its packages.
if(NOT CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
  return()
endif()

# redial_script(NAME SCRIPT -DNAME=VALUE...): a test written in CMake.
function(redial_script name script)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} ${ARGN}
    -DROOT=${PROJECT_SOURCE_DIR}
    -DWORK=${CMAKE_CURRENT_BINARY_DIR}/${name}.work
    -DNM=${CMAKE_NM} -DOBJDUMP=${CMAKE_OBJDUMP}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/${script})
  set_tests_properties(${name} PROPERTIES LABELS consumer)
endfunction()

# A C++ compiler is wanted by these tests alone.
find_program(REDIAL_CXX NAMES c++ g++ clang++)

foreach(standard c99 c11 c17)
  redial_script(header_alone_${standard} header_alone.cmake
    -DCOMPILER=${CMAKE_C_COMPILER} -DSUFFIX=c -DSTANDARD=${standard}
    -DINCLUDE=${PROJECT_SOURCE_DIR}/include)
endforeach()
if(REDIAL_CXX)
  foreach(standard c++98 c++11 c++20)
    redial_script(header_alone_${standard} header_alone.cmake
      -DCOMPILER=${REDIAL_CXX} -DSUFFIX=cc -DSTANDARD=${standard}
      -DINCLUDE=${PROJECT_SOURCE_DIR}/include)
  endforeach()
endif()

redial_script(one_include one_include.cmake
  -DTESTS=${CMAKE_CURRENT_SOURCE_DIR})
redial_script(one_file one_file.cmake -DCOMPILER=${CMAKE_C_COMPILER})

redial_script(embedded embedded.cmake -DCOMPILER=${CMAKE_C_COMPILER})

# Sanitizers bring symbols, sections and run-time needs of their own.
if(REDIAL_SANITIZE)
  return()
endif()

redial_script(imports imports.cmake -DARCHIVE=$<TARGET_FILE:redial_static>)
if(TARGET redial_shared)
  redial_script(symbols abi/symbols.cmake
    -DLIBRARY=$<TARGET_FILE:redial_shared>)
endif()

function(redial_consumer how kind)
  string(REPLACE "-" "_" name ${how})
  redial_script(consumer_${name}_${kind} consumer/run.cmake
    -DHOW=${how} -DKIND=${kind} -DBUILD=${PROJECT_BINARY_DIR}
    -DCC=${CMAKE_C_COMPILER} -DCXX=${REDIAL_CXX}
    -DLIBDIR=${CMAKE_INSTALL_LIBDIR})
  # They install from one build folder, which keeps a list of what went where.
  set_tests_properties(consumer_${name}_${kind} PROPERTIES
    RESOURCE_LOCK install)
endfunction()

if(REDIAL_INSTALL)
  redial_script(consumer_absolute consumer/absolute.cmake
    -DCC=${CMAKE_C_COMPILER})
endif()
foreach(kind static shared)
  redial_consumer(add_subdirectory ${kind})
  if(REDIAL_INSTALL AND TARGET redial_${kind})
    redial_consumer(find_package ${kind})
    redial_consumer(pkg-config ${kind})
  endif()
endforeach()
