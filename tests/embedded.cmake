# The firmware example links without any libc, and brings no Twilio code. Only
# mem* are given: compilers call them on their own account.
#
#   cmake -DCOMPILER=cc -DNM=nm -DROOT=sources -DWORK=folder -P embedded.cmake
cmake_minimum_required(VERSION 3.16)

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
file(WRITE "${WORK}/mem.c" "#include <stddef.h>
void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int value, size_t n);
void *memcpy(void *to, const void *from, size_t n) {
  while (n-- > 0) ((char *)to)[n] = ((const char *)from)[n];
  return to;
}
void *memset(void *to, int value, size_t n) {
  while (n-- > 0) ((char *)to)[n] = (char)value;
  return to;
}
")
execute_process(
  COMMAND ${COMPILER} -std=c99 -Os -ffreestanding -fno-stack-protector
          -ffunction-sections -fdata-sections -fno-pie -no-pie -nostdlib
          -static -Iinclude examples/embedded.c lib/redial_all.c
          ${WORK}/mem.c
          -Wl,--gc-sections -Wl,-e,phone_next -o ${WORK}/firmware
  WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE code ERROR_VARIABLE error)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "embedded: needs more than the library:\n${error}")
endif()
execute_process(COMMAND ${NM} ${WORK}/firmware OUTPUT_VARIABLE symbols)
if(NOT symbols MATCHES "phone_next" OR symbols MATCHES "twilio|q850|explain")
  message(FATAL_ERROR "embedded: links what it does not use:\n${symbols}")
endif()
