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
# The reader of scenarios and their player, over fixed random lines.
if(TARGET redial_cli)
  get_target_property(sources redial_cli SOURCES)
  list(REMOVE_ITEM sources main.c)
  list(TRANSFORM sources PREPEND ${PROJECT_SOURCE_DIR}/examples/cli/)
  add_executable(fuzz_scenario fuzz/fuzz_scenario.c fuzz/driver.c ${sources})
  set_target_properties(fuzz_scenario PROPERTIES
    C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
  target_link_libraries(fuzz_scenario PRIVATE redial_warnings
    $<TARGET_PROPERTY:redial_cli,LINK_LIBRARIES>)
  add_test(NAME fuzz_scenario COMMAND fuzz_scenario)
  set_tests_properties(fuzz_scenario PROPERTIES LABELS cli)
endif()
if(TARGET redial_cli AND REDIAL_PYTHON)
  add_test(NAME cli_hunt
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/hunt.py
            $<TARGET_FILE:redial_cli> ${PROJECT_SOURCE_DIR})
  set_tests_properties(cli_hunt PROPERTIES LABELS cli)
  add_test(NAME cli_promises
    COMMAND ${REDIAL_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/cli/promises.py
            $<TARGET_FILE:redial_cli>)
  set_tests_properties(cli_promises PROPERTIES LABELS cli)
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
foreach(example IN ITEMS first_call metrics own_selector hunt_loop
                      journal_replay)
  if(TARGET ${example} AND REDIAL_BASH)
    add_test(NAME example_${example}
      COMMAND ${REDIAL_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/cli/example
              $<TARGET_FILE:${example}>
              ${PROJECT_SOURCE_DIR}/examples/${example}.c)
    set_tests_properties(example_${example} PROPERTIES LABELS cli)
  endif()
endforeach()
