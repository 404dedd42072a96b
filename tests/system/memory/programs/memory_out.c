/*
 * memory_out.c: takes all frames there are, and gives them back.
 *
 *	memory_out NONCE VICTIM
 *
 * VICTIM (memory_victim.c) needs memory while there is but one frame. The table
 * in ../memory.c says what each step must observe.
 */
#include "grader/kit/peer.h"
#include "grader/kit/memory.h"

#define PAGES(n) ((n)*4096u)
#define AREA 0x90000000u /* where all the frames go */

static uint32_t prealloc(vir_t at, uint32_t pages)
{
	return (uint32_t)memory_map(at, PAGES(pages), READ_WRITE,
				    MAP_FIXED | MAP_PREALLOC, NULL);
}

/* All frames but one are here; returns how many pages that makes. */
static uint32_t take_all_but_one(void)
{
	uint32_t pages = 0, free = frames_free();

	while (free > 1) {
		/* Page tables take some, too. */
		uint32_t n = free > 16 ? free - free / 1024 - 4 : 1;

		if (prealloc(AREA + PAGES(pages), n) != OK)
			break;
		pages += n;
		free = frames_free();
	}
	return pages;
}

static void greedy_steps(void)
{
	uint32_t free = frames_free(), regions = memory_regions();
	uint32_t pages = memory_pages();

	proof(10, prealloc(AREA, free + 1));
	proof(11, memory_pages() - pages);
	proof(12, memory_regions() - regions);
	proof(13, free - frames_free());
}

int main(int argc, char **argv)
{
	endpoint_t victim = peer_named(argc, argv, 2);
	struct message m = {0};
	uint8_t *fresh = NULL;
	uint32_t free, pages;

	scenario_begin(argc, argv);
	memory_map(0xd0000000, PAGES(2), READ_WRITE, 0, &fresh);
	greedy_steps();
	free = frames_free();
	pages = take_all_but_one();
	proof(20, frames_free());
	/* A page of it wants a page table as well: two frames. */
	proof(21, (uint32_t)sys_getinfo(GET_MEMORY, fresh, 4096));
	proof(22, frames_free());
	proof(23, (uint32_t)server_call(victim, 1, &m));
	peer_await_death(victim);
	proof(24, frames_free() > 1);
	poke(fresh, scenario_nonce);
	proof(25, peek(fresh) - scenario_nonce);
	memory_unmap(AREA, PAGES(pages));
	proof(26, frames_free() > free);
	return 0;
}
