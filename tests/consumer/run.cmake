# Builds and runs the consumer against a redial installed for it:
#
#   cmake -DHOW=pkg-config|find_package|add_subdirectory -DKIND=static|shared
#         -DROOT=sources -DBUILD=build -DWORK=folder -DCC=cc -DCXX=c++
#         -DPREFIX=prefix -DLIBDIR=lib -P run.cmake
cmake_minimum_required(VERSION 3.16)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code
                  OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "consumer: ${ARGN}: ${code}\n${output}${error}")
  endif()
  string(STRIP "${output}" output)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(run_consumer program)
  run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${WORK}/prefix/${LIBDIR}
      ${program})
  if(NOT output STREQUAL "busy")
    message(FATAL_ERROR "consumer: ${program} says ${output}")
  endif()
endfunction()

function(by_cmake)
  run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK}/build
      -DCMAKE_C_COMPILER=${CC} -DHOW=${HOW} -DTARGET=${TARGET}
      -DREDIAL_SOURCE=${ROOT} -DCMAKE_PREFIX_PATH=${WORK}/prefix
      ${ARGN})
  run(${CMAKE_COMMAND} --build ${WORK}/build --target consumer)
  run_consumer(${WORK}/build/consumer)
endfunction()

function(by_pkg_config)
  set(ENV{PKG_CONFIG_PATH} ${WORK}/prefix/${LIBDIR}/pkgconfig)
  run(pkg-config --define-variable=prefix=${WORK}/prefix --cflags redial)
  separate_arguments(cflags UNIX_COMMAND "${output}")
  run(pkg-config --define-variable=prefix=${WORK}/prefix --libs redial)
  separate_arguments(libs UNIX_COMMAND "${output}")
  if(KIND STREQUAL "static")
    list(TRANSFORM libs REPLACE "^-lredial$" "-l:libredial.a")
  endif()
  set(source ${CMAKE_CURRENT_LIST_DIR}/main.c)
  run(${CC} ${cflags} ${source} -o ${WORK}/consumer ${libs})
  run_consumer(${WORK}/consumer)
  if(CXX)
    run(${CXX} -std=c++98 ${cflags} -x c++ ${source} -x none
        -o ${WORK}/consumer++ ${libs})
    run_consumer(${WORK}/consumer++)
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
if(HOW STREQUAL "add_subdirectory")
  set(TARGET redial::redial)
  set(shared OFF)
  if(KIND STREQUAL "shared")
    set(shared ON)
  endif()
  by_cmake(-DREDIAL_BUILD_SHARED=${shared})
else()
  run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
  set(TARGET redial::${KIND})
  if(HOW STREQUAL "find_package")
    by_cmake()
  else()
    by_pkg_config()
  endif()
endif()
