/*
 * vm_sizes.c: a VM that looks at the memory it was given, and then is VM.
 *
 *	vm_sizes NONCE MEGABYTES
 *
 * step 1  1: it looks after all that a machine of that size has, but for what
 *         2 MB hold (the kernel, modules, servers) and the frame table
 * step 2  ranges of free memory whose last frame the kernel sees otherwise
 *         than VM does
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/physmem.h"
#include "servers/vm/serve.h"

#define PATTERN 0x5a17c0deu

/* What the kernel reads at a physical address. */
static uint32_t kernel_sees(phys_t at)
{
	uint32_t word = 0;
	const struct msg_copy copy = {.src_ep = SELF,
				      .src_seg = SEG_PHYS,
				      .src_addr = at,
				      .dst_ep = SELF,
				      .dst_seg = SEG_D,
				      .dst_addr = vir_of(&word),
				      .bytes = sizeof(word)};

	sys_physcopy(&copy);
	return word;
}

/* Free frames may hold a pattern, which stays. */
static bool same(phys_t at)
{
	uint32_t *word = physmem(at), kept = *word;
	bool result;

	poke(word, PATTERN);
	result = kernel_sees(at) == PATTERN;
	poke(word, kept);
	return result;
}

static uint32_t different_ranges(void)
{
	static struct mem_range memory[NR_MEM_RANGES];
	int bytes = sys_getinfo(GET_MEMORY, memory, sizeof(memory));
	uint32_t count = 0;

	for (int i = 0; i < bytes / (int)sizeof(memory[0]); i++)
		count += !same(memory[i].start + memory[i].bytes - CLICK_SIZE);
	return count;
}

int main(int argc, char **argv)
{
	uint32_t megs = argc > 2 ? strtou(argv[2], NULL) : 0;
	uint32_t frames = megs * 256, table = frames / 256;

	scenario_begin(argc, argv);
	boot();
	proof(1, frame_count_total() + 512 + table >= frames);
	proof(2, different_ranges());
	serve();
}
