# Absolute install folders stand in redial.pc as they were given:
#
#   cmake -DROOT=sources -DWORK=folder -DCC=cc -P absolute.cmake
cmake_minimum_required(VERSION 3.16)

file(REMOVE_RECURSE "${WORK}")
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${ROOT} -B ${WORK} -DCMAKE_C_COMPILER=${CC}
          -DCMAKE_INSTALL_PREFIX=/opt/redial
          -DCMAKE_INSTALL_LIBDIR=/srv/libraries
          -DCMAKE_INSTALL_INCLUDEDIR=headers
  RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE error)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "absolute: ${output}${error}")
endif()
file(READ ${WORK}/pkgconfig/redial.pc text)
foreach(line "prefix=/opt/redial" "libdir=/srv/libraries"
             "includedir=\${prefix}/headers")
  string(FIND "${text}" "${line}\n" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "absolute: no ${line} in\n${text}")
  endif()
endforeach()
