# The command line: transcripts, and what must hold of every answer.
find_program(REDIAL_BASH bash)
find_program(REDIAL_PYTHON python3)

if(TARGET redial_cli AND REDIAL_BASH)
  file(GLOB transcripts RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/cli
       ${CMAKE_CURRENT_SOURCE_DIR}/cli/*.transcript)
  foreach(transcript IN LISTS transcripts)
    string(REPLACE ".transcript" "" name ${transcript})
    add_test(NAME cli_${name}
      COMMAND ${REDIAL_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/cli/replay
              $<TARGET_FILE:redial_cli>
              ${CMAKE_CURRENT_SOURCE_DIR}/cli/${transcript})
    set_tests_properties(cli_${name} PROPERTIES LABELS cli)
  endforeach()
endif()
if(TARGET redial_cli AND REDIAL_BASH)
  add_test(NAME cli_scenarios
    COMMAND ${REDIAL_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/cli/scenarios
            $<TARGET_FILE:redial_cli>)
  set_tests_properties(cli_scenarios PROPERTIES LABELS cli)
endif()
if(TARGET redial_cli AND REDIAL_PYTHON)
  add_test(NAME cli_hunt
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/hunt.py
            $<TARGET_FILE:redial_cli> ${PROJECT_SOURCE_DIR})
  set_tests_properties(cli_hunt PROPERTIES LABELS cli)
  add_test(NAME cli_shape
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/shape.py
            $<TARGET_FILE:redial_cli>)
  set_tests_properties(cli_shape PROPERTIES LABELS cli)
  add_test(NAME cli_wire
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/wire.py
            $<TARGET_FILE:redial_cli>)
  set_tests_properties(cli_wire PROPERTIES LABELS cli)
  add_test(NAME cli_simulate_theory
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/simulate.py
            $<TARGET_FILE:redial_cli> ${PROJECT_SOURCE_DIR})
  set_tests_properties(cli_simulate_theory PROPERTIES LABELS cli)
  # -B leaves no compiled files beside the sources.
  add_test(NAME cli_oracle
    COMMAND ${REDIAL_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/oracle/compare.py
            $<TARGET_FILE:redial_cli>)
  set_tests_properties(cli_oracle PROPERTIES LABELS cli)
endif()
if(TARGET redial_cli)
  add_test(NAME readme COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}
    -DPROGRAM=$<TARGET_FILE:redial_cli>
    -P ${CMAKE_CURRENT_SOURCE_DIR}/readme.cmake)
  set_tests_properties(readme PROPERTIES LABELS cli)
endif()
if(TARGET redial_cli)
  add_test(NAME profiles_document COMMAND ${CMAKE_COMMAND} -DCHECK=ON
    -DPROGRAM=$<TARGET_FILE:redial_cli>
    -P ${PROJECT_SOURCE_DIR}/docs/profiles.cmake)
  set_tests_properties(profiles_document PROPERTIES LABELS cli)
endif()

# Each example prints what its head comment says.
foreach(example IN ITEMS first_call metrics own_selector hunt_loop)
  if(TARGET ${example} AND REDIAL_BASH)
    add_test(NAME example_${example}
      COMMAND ${REDIAL_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/cli/example
              $<TARGET_FILE:${example}>
              ${PROJECT_SOURCE_DIR}/examples/${example}.c)
    set_tests_properties(example_${example} PROPERTIES LABELS cli)
  endif()
endforeach()
