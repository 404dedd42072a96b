/*
 * role_memory.c: a process names memory, its own and not its own, in each
 * kernel call that takes an address.
 *
 *	NAME NONCE OTHER [OUTLIVED...]	OTHER: the same program
 *
 * The tables in ../role.c say what each role must observe in each step.
 */
#include "grader/kit/peer.h"

#define KERNEL_TEXT 0x100000u /* physical: who loses it loses the machine */

static uint32_t from[1024], to[1024];

static uint32_t copy(enum kernel_call nr, endpoint_t src, uint32_t src_seg,
		     uint32_t src_at, endpoint_t dst, uint32_t dst_seg,
		     uint32_t dst_at)
{
	struct message m = {
		.copy = {src, src_seg, src_at, dst, dst_seg, dst_at, 64}};

	return (uint32_t)kernel_call(nr, &m);
}

static void copy_steps(uint32_t first, enum kernel_call nr, endpoint_t other)
{
	const uint32_t a = vir_of(from), b = vir_of(to);
	const endpoint_t me = getpid();

	proof(first, copy(nr, SELF, SEG_D, a, SELF, SEG_D, b));
	proof(first + 1, copy(nr, me, SEG_D, a, me, SEG_D, b));
	proof(first + 2, copy(nr, other, SEG_D, a, SELF, SEG_D, b));
	proof(first + 3, copy(nr, SELF, SEG_D, a, other, SEG_D, b));
	proof(first + 4, copy(nr, NONE, SEG_D, a, SELF, SEG_D, b));
	proof(first + 5, copy(nr, NONE, SEG_PHYS, KERNEL_TEXT, SELF, SEG_D, b));
	proof(first + 6, copy(nr, SELF, SEG_D, a, SELF, SEG_PHYS, KERNEL_TEXT));
}

static uint32_t umap(endpoint_t ep)
{
	phys_t phys;

	return (uint32_t)sys_umap(ep, SEG_D, vir_of(from), 64, &phys);
}

int main(int argc, char **argv)
{
	const endpoint_t other = peer_named(argc, argv, 2);

	scenario_begin(argc, argv);
	from[0] = to[0] = 1; /* so that they are there */
	proof(1, (uint32_t)sys_memset(KERNEL_TEXT, 4096, 0));
	proof(2, (uint32_t)sys_memset(KERNEL_TEXT, 0, 0));
	copy_steps(10, SYS_VIRCOPY, other);
	copy_steps(20, SYS_PHYSCOPY, other);
	proof(30, umap(SELF));
	proof(31, umap(other));
	proof(32, umap(NONE));
	for (int i = 3; i < argc; i++)
		peer_await_death(peer_named(argc, argv, i));
	return 0;
}
