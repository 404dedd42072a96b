/*
 * pair.c: one of two that touch memory at the same addresses at the same time.
 *
 *	NAME NONCE STEP
 *
 * step STEP    pages that do not hold what this one wrote: 0
 * step STEP+1  look: the first page
 */
#include "grader/kit/scenario.h"

#define PAGES 12
#define PAUSE 6000 /* long enough for the other one to get its turn */

static void pause(void)
{
	for (volatile int i = 0; i < PAUSE; i++)
		;
}

int main(int argc, char **argv)
{
	uint32_t step = argc > 2 ? strtou(argv[2], NULL) : 1, wrong = 0;
	uint8_t *at;

	scenario_begin(argc, argv);
	at = vm_mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, 0);
	for (uint32_t i = 0; i < PAGES; i++) {
		poke(at + i * 4096, scenario_nonce + step * 1000 + i);
		pause();
	}
	for (uint32_t i = 0; i < PAGES; i++)
		wrong +=
			peek(at + i * 4096) != scenario_nonce + step * 1000 + i;
	proof(step, wrong);
	look(step + 1, (uint32_t)(uintptr_t)at);
	return 0;
}
