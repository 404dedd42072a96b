/*
 * regions.c: copies over borders of regions that nobody has touched.
 *
 * Two pages that may be written, two that may only be read, two that may be
 * written. The table in ../regions.c says what each step must observe.
 */
#include "grader/kit/memory.h"

#define PAGE 4096u
#define AT 0xa0000000u

static uint8_t buffer[6 * PAGE];

static uint32_t copy_in(vir_t from, uint32_t bytes)
{
	return (uint32_t)sys_vircopy(SELF, from, SELF, vir_of(buffer), bytes);
}

static uint32_t copy_out(vir_t to, uint32_t bytes)
{
	return (uint32_t)sys_vircopy(SELF, vir_of(buffer), SELF, to, bytes);
}

static void make_regions(vir_t at)
{
	memory_map(at, 2 * PAGE, READ_WRITE, MAP_FIXED, NULL);
	memory_map(at + 2 * PAGE, 2 * PAGE, PROT_READ, MAP_FIXED, NULL);
	memory_map(at + 4 * PAGE, 2 * PAGE, READ_WRITE, MAP_FIXED, NULL);
}

int main(int argc, char **argv)
{
	uint32_t suspended, free, pages;

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i < sizeof(buffer); i += 4)
		poke(buffer + i, scenario_nonce);
	make_regions(AT);
	suspended = COUNTER(suspensions);
	free = frames_free();
	pages = memory_pages();
	proof(1, copy_in(AT + 100, 6 * PAGE - 200));
	proof(2, COUNTER(suspensions) - suspended);
	proof(3, memory_pages() - pages);
	proof(4, free - frames_free());
	proof(5, peek(buffer) | peek(buffer + 6 * PAGE - 204));

	make_regions(AT + 0x1000000);
	suspended = COUNTER(suspensions);
	proof(10, copy_out(AT + 0x1000000 + PAGE, 2 * PAGE));
	proof(11, COUNTER(suspensions) - suspended);
	proof(12, copy_out(AT + 0x1000000 + 4 * PAGE, 2 * PAGE));
	proof(13, COUNTER(suspensions) - suspended);

	make_regions(AT + 0x2000000);
	suspended = COUNTER(suspensions);
	proof(20, copy_in(AT + 0x2000000 + PAGE - 50, 100));
	proof(21, COUNTER(suspensions) - suspended);
	return 0;
}
