/*
 * memory_limits.c: takes as many regions, and then as many page tables, as it
 * can get, while another process goes on.
 *
 *	NAME NONCE greedy MODEST
 *	NAME NONCE modest GREEDY  maps a page and uses it, when it is told to
 *
 * The table in ../memory.c says what each step must observe.
 */
#include "grader/kit/memory.h"
#include "grader/kit/peer.h"

#define PAGE 4096u
#define TABLE 0x400000u /* what a page table maps */
#define AREA 0x90000000u
#define ROUNDS 3000 /* regions that are asked for: more than there were */

enum turn { TURN_USE = 1, TURN_END };

static uint32_t modest_use(endpoint_t modest)
{
	return turn_ask(modest, TURN_USE, 0);
}

/* Neighbours of two kinds: each page is a region of its own. */
static uint32_t take_regions(void)
{
	uint32_t taken = 0;

	while (taken < ROUNDS && memory_map(AREA + taken * PAGE, PAGE,
					    taken % 2 ? READ_WRITE : PROT_READ,
					    MAP_FIXED, NULL) == OK)
		taken++;
	return taken;
}

static void region_steps(endpoint_t modest)
{
	uint32_t free = frames_free(), regions = memory_regions();
	uint32_t taken = take_regions();

	proof(1, regions + taken);
	proof(2, (uint32_t)memory_map(0xd0000000, PAGE, READ_WRITE, MAP_FIXED,
				      NULL));
	proof(3, modest_use(modest));
	proof(4, (uint32_t)vm_munmap((void *)AREA, PAGE));
	proof(5, (uint32_t)memory_map(AREA, PAGE, PROT_READ, MAP_FIXED, NULL));
	vm_munmap((void *)AREA, taken * PAGE);
	proof(6, free - frames_free());
}

/* Read by the kernel, so that a refusal is a result and not the end. */
static uint32_t touch(vir_t at)
{
	static uint32_t word;

	return (uint32_t)sys_vircopy(SELF, at, SELF, vir_of(&word), 4);
}

static void table_steps(endpoint_t modest)
{
	uint32_t free = frames_free(), tables = 0, last;

	memory_map(AREA, 300 * TABLE, READ_WRITE, MAP_FIXED, NULL);
	do {
		last = touch(AREA + tables * TABLE);
		tables += last == OK;
	} while (last == OK && tables < 300);
	proof(10, last);
	proof(11, tables > 200 && tables <= 256);
	proof(12, modest_use(modest));
	proof(13, touch(AREA + PAGE));
	vm_munmap((void *)AREA, TABLE);
	proof(14, touch(AREA + tables * TABLE));
	vm_munmap((void *)AREA, 300 * TABLE);
	proof(15, free - frames_free());
}

static void modest(endpoint_t greedy)
{
	struct message m;
	uint8_t *at;

	do {
		ipc_receive(greedy, &m, NULL);
		at = vm_mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, 0);
		if (at != NULL) {
			poke(at, 1);
			vm_munmap(at, 2 * PAGE);
		}
		turn_over(greedy, at != NULL);
	} while (m.type != TURN_END);
}

int main(int argc, char **argv)
{
	endpoint_t peer = peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	if (argc > 3 && strcmp(argv[2], "greedy") == 0) {
		modest_use(peer);
		region_steps(peer);
		table_steps(peer);
		turn_ask(peer, TURN_END, 0);
	} else {
		modest(peer);
	}
	return 0;
}
