/* What a Cortex-M3 does from reset to main, without a libc. The library has
   neither .data nor .bss, and this program only .bss. */

#include <stdint.h>

extern uint32_t ram_begin, ram_end; /* of .bss, from cortex_m.ld */
extern uint32_t stack_top;

int main(void);
void start_reset(void);
void start_fault(void);
__attribute__((noreturn)) void semihost_exit(int code);
void semihost_write(const char *text);

void start_reset(void) {
  uint32_t *word;

  for (word = &ram_begin; word < &ram_end; word++) {
    *word = 0;
  }
  semihost_exit(main());
}

/* A wild pointer or a misaligned access ends here instead of hanging. */
void start_fault(void) {
  semihost_write("fault\n");
  semihost_exit(2);
}

/* Initial stack, reset, then the exceptions of the core: ARMv7-M B1.5.2. */
typedef union vector {
  uint32_t *stack;
  void (*handler)(void);
} vector;

__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
  {.stack = &stack_top},    {.handler = start_reset}, {.handler = start_fault},
  {.handler = start_fault}, {.handler = start_fault}, {.handler = start_fault},
  {.handler = start_fault}, {.handler = start_fault}, {.handler = start_fault},
  {.handler = start_fault}, {.handler = start_fault}, {.handler = start_fault},
  {.handler = start_fault}, {.handler = start_fault}, {.handler = start_fault},
  {.handler = start_fault},
};
