/*
 * copy_phys.c: copies where one side, or both, are physical memory.
 *
 * The table in ../copy.c says what each step must observe.
 */
#include "grader/kit/peer.h"

static uint8_t first[4096] __attribute__((aligned(4096)));
static uint8_t second[4096] __attribute__((aligned(4096)));

static phys_t phys_of(const void *at)
{
	phys_t phys = 0;

	sys_umap(SELF, SEG_D, vir_of(at), 1, &phys);
	return phys;
}

static uint32_t copy(uint32_t src_seg, uint32_t src, uint32_t dst_seg,
		     uint32_t dst, uint32_t bytes)
{
	const struct msg_copy how = {SELF,    src_seg, src,  SELF,
				     dst_seg, dst,     bytes};

	return (uint32_t)sys_physcopy(&how);
}

static void fill(void)
{
	for (uint32_t i = 0; i < 1024; i++) {
		poke(first + 4 * i, scenario_nonce + i);
		poke(second + 4 * i, 0);
	}
}

int main(int argc, char **argv)
{
	phys_t from = phys_of(first), to = phys_of(second);
	uint32_t requests;
	uint8_t *fresh;

	scenario_begin(argc, argv);
	fill();
	proof(1, copy(SEG_PHYS, from, SEG_PHYS, to, 4096));
	proof(2, (uint32_t)memcmp(first, second, 4096));
	fill();
	proof(3, copy(SEG_PHYS, from + 3, SEG_PHYS, to + 1, 9));
	proof(4, (uint32_t)((memcmp(first + 3, second + 1, 9) != 0) |
			    second[0] | second[10]));
	fill();
	proof(5, copy(SEG_D, vir_of(first) + 8, SEG_PHYS, to, 4000));
	proof(6, peek(second) - scenario_nonce - 2);

	/* To two pages that nobody has touched: VM is asked, once. */
	fresh = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);
	requests = COUNTER(request[VMPTYPE_CHECK]);
	proof(7, copy(SEG_PHYS, from, SEG_D, vir_of(fresh) + 4000, 4096));
	proof(8, COUNTER(request[VMPTYPE_CHECK]) - requests);
	proof(9, (uint32_t)memcmp(first, fresh + 4000, 4096));
	proof(10, peek(fresh + 3996) | peek(fresh + 4000 + 4096));

	/* From two pages that nobody has touched: they show zeroes. */
	fresh = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);
	proof(11, copy(SEG_D, vir_of(fresh) + 100, SEG_PHYS, to, 4096));
	proof(12, peek(second) | peek(second + 4092));

	fill();
	memcpy(second, first, 4096);
	proof(13, copy(SEG_PHYS, from, SEG_PHYS, from + 5, 3001));
	proof(14, (uint32_t)memcmp(first + 5, second, 3001));
	return 0;
}
