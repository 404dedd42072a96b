/*
 * pages.c: reads, and then writes, eight pages of fresh memory.
 *
 * step 1  the sum of what was read first: 0
 * step 2  look: every page shows the zero page, read-only
 * step 3  pages that do not hold what was written: 0
 * step 4  frames used for the writing: 8
 * step 5  look: every page has a frame of its own, writable
 */
#include "grader/kit/scenario.h"

#define PAGES 8

static uint32_t free_frames(void)
{
	uint32_t total, free;

	vm_frames(&total, &free);
	return free;
}

int main(int argc, char **argv)
{
	uint32_t sum = 0, wrong = 0, before;
	uint8_t *at;

	scenario_begin(argc, argv);
	at = vm_mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE, 0);
	for (int i = 0; i < PAGES; i++)
		sum |= peek(at + i * 4096 + i * 4);
	proof(1, sum);
	look(2, (uint32_t)(uintptr_t)at);
	before = free_frames();
	for (int i = PAGES - 1; i >= 0; i--)
		poke(at + i * 4096, scenario_nonce + i);
	for (int i = 0; i < PAGES; i++)
		wrong += peek(at + i * 4096) != scenario_nonce + i;
	proof(3, wrong);
	proof(4, before - free_frames());
	look(5, (uint32_t)(uintptr_t)at);
	return 0;
}
