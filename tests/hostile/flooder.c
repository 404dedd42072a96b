/* flooder.c: prints for ever, as fast as the line takes it. */
#include "tests/hostile/hostile.h"

void hostile_main(const uint32_t *multiboot)
{
	(void)multiboot;
	serial_begin();
	for (;;) {
		serial_print(
			"@1 pagefault.raise who=touch(5) addr=0x88000000\n");
		for (const char *s = "flood\n"; *s; s++)
			out(0xe9, (uint8_t)*s);
	}
}
