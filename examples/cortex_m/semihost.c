/* Output and exit through the debugger, as ARM's semihosting defines it: an
   operation in r0, its argument in r1, and a breakpoint 0xAB. */

#include <stdint.h>

#define SEMIHOST_WRITE0 0x04u
#define SEMIHOST_EXIT_EXTENDED 0x20u
#define SEMIHOST_APPLICATION_EXIT 0x20026u

void semihost_write(const char *text);
__attribute__((noreturn)) void semihost_exit(int code);

static void semihost_call(uint32_t operation, const void *argument) {
  register uint32_t r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;

  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void semihost_write(const char *text) {
  semihost_call(SEMIHOST_WRITE0, text);
}

void semihost_exit(int code) {
  const uint32_t block[2] = {SEMIHOST_APPLICATION_EXIT, (uint32_t)code};

  for (;;) {
    semihost_call(SEMIHOST_EXIT_EXTENDED, block);
  }
}
