# Each strategy links alone: a program that names one holds no other; and one
# that hunts holds no journal.
#   cmake -DCC=... -DLIB=... -DINCLUDE=... -DNM=... -DWORK=... -P linkage.cmake
set(strategies round_robin weighted lru longest_idle skip_busy least_calls
    random two_choices hash)

foreach(one IN LISTS strategies)
  file(WRITE ${WORK}/alone_${one}.c "
#define REDIAL_STATIC
#include <redial/redial.h>
int main(void) {
  static const redial_selector *const use[] = {&redial_${one}};
  redial_pool_config config = redial_pool_defaults(4);
  return redial_pool_bytes(&config, use, 1) == 0;
}
")
  execute_process(
    COMMAND ${CC} -std=c99 -I${INCLUDE} ${WORK}/alone_${one}.c ${LIB}
            -o ${WORK}/alone_${one}
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${one} does not link")
  endif()
  execute_process(COMMAND ${NM} ${WORK}/alone_${one} OUTPUT_VARIABLE symbols)
  foreach(other IN LISTS strategies)
    string(FIND "${symbols}" " redial_${other}\n" found)
    if(other STREQUAL one AND found EQUAL -1)
      message(FATAL_ERROR "${one} is not there")
    endif()
    if(NOT other STREQUAL one AND NOT found EQUAL -1)
      message(FATAL_ERROR "${one} pulls in ${other}")
    endif()
  endforeach()
endforeach()

file(WRITE ${WORK}/alone_hunt.c "
#define REDIAL_STATIC
#include <redial/redial.h>
int main(void) {
  redial_hunt hunt;
  redial_scene scene = {{0}};
  redial_hunt_begin(&hunt, 1);
  return redial_hunt_poll(&hunt, &scene, 1, 1).kind == REDIAL_STEP_NONE;
}
")
execute_process(
  COMMAND ${CC} -std=c99 -I${INCLUDE} ${WORK}/alone_hunt.c ${LIB}
          -o ${WORK}/alone_hunt
  RESULT_VARIABLE failed)
execute_process(COMMAND ${NM} ${WORK}/alone_hunt OUTPUT_VARIABLE symbols)
if(failed OR NOT symbols MATCHES " redial_hunt_poll\n")
  message(FATAL_ERROR "a hunt does not link")
endif()
if(symbols MATCHES "redial_(journal|replay|[a-z_]*_name|explain)")
  message(FATAL_ERROR "a hunt pulls in what it does not use")
endif()
