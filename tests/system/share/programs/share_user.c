/*
 * share_user.c: maps two pages of share_owner's, one to read, one to write;
 * unmaps the second, and has the first taken away.
 *
 *	NAME NONCE OWNER
 *
 * The table in ../share.c says what each step must observe.
 *
 * step 31  look: the page mapped to read
 * step 32  look: the page mapped to write
 */
#include "tests/system/share/programs/share.h"

static uint8_t *at;

static void map(endpoint_t owner)
{
	uint32_t before;

	/* Both pages and their page table are there before frames count. */
	before = frames_free();
	proof(1, (uint32_t)sys_safemap(owner, 0, 0, at, 4096, 0));
	proof(2, (uint32_t)sys_safemap(owner, 1, 0, at + 4096, 4096,
				       SAFEMAP_WRITE));
	proof(3, frames_free() - before);
	proof(4, (uint32_t)sys_safemap(owner, 0, 0, at, 4096, SAFEMAP_WRITE));
	proof(5, peek(at) - scenario_nonce - 1);
	proof(6, peek(at + 4096) - scenario_nonce - 2);
}

/* A write by the kernel is refused to the page that may only be read. */
static void compare(void)
{
	proof(10, peek(at) - scenario_nonce - 11);
	proof(11, peek(at + 4096) - scenario_nonce - 12);
	proof(12, (uint32_t)sys_vircopy(SELF, vir_of(at) + 4096, SELF,
					vir_of(at), 4));
	poke(at + 4096, scenario_nonce + 22);
	proof(13, (uint32_t)sys_vircopy(SELF, vir_of(at), SELF,
					vir_of(at) + 4096 + 8, 4));
}

static void unmap(void)
{
	uint32_t before = frames_free();

	proof(20, (uint32_t)sys_safeunmap(at + 4096));
	proof(21, before - frames_free());
	proof(22, (uint32_t)sys_safeunmap(at + 4096));
}

static void keep(void)
{
	proof(25, peek(at) - scenario_nonce - 11);
	proof(26, peek(at + 4096) - scenario_nonce - 22);
	poke(at, scenario_nonce + 41);
	poke(at + 4096, scenario_nonce + 42);
	proof(27, (uint32_t)sys_safeunmap(at));
}

int main(int argc, char **argv)
{
	endpoint_t owner = peer_named(argc, argv, 2);

	scenario_begin(argc, argv);
	turn_await(owner, TURN_MAP);
	at = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PREALLOC);
	map(owner);
	look(31, vir_of(at));
	look(32, vir_of(at) + 4096);
	turn_over(owner, 0);
	turn_await(owner, TURN_COMPARE);
	compare();
	turn_over(owner, 0);
	turn_await(owner, TURN_UNMAP);
	unmap();
	turn_over(owner, 0);
	turn_await(owner, TURN_KEEP);
	keep();
	turn_over(owner, 0);
	turn_await(owner, TURN_END);
	vm_munmap(at, 2 * 4096);
	turn_over(owner, 0);
	turn_await(owner, TURN_EXIT);
	turn_over(owner, 0);
	return 0;
}
