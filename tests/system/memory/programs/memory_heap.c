/*
 * memory_heap.c: BRK, VM_INFO, and what becomes of MMAP and BRK together.
 *
 * The table in ../memory.c says what each step must observe.
 */
#include "grader/kit/memory.h"

static vir_t heap; /* where it begins */

static uint32_t brk(uint32_t bytes)
{
	return (uint32_t)memory_brk(heap + bytes);
}

static int info(uint32_t what, endpoint_t ep)
{
	struct message m = {0};

	m.vminfo.what = what;
	m.vminfo.ep = ep;
	return server_call(VM_PROC_NR, VM_INFO, &m);
}

static void heap_steps(void)
{
	uint8_t *at = (uint8_t *)(uintptr_t)heap;
	uint32_t free, regions = memory_regions();

	proof(10, brk(0));
	proof(11, brk(0xffffffff)); /* one byte less: into the data's page */
	proof(12, (uint32_t)memory_brk(heap - 4096));
	proof(13, (uint32_t)memory_brk(0));
	proof(14, (uint32_t)memory_brk(VIR_TOP + 1));
	proof(15, (uint32_t)memory_brk(UINT32_MAX));
	proof(16, (uint32_t)memory_brk(0x7fff0000)); /* into the stack */

	proof(20, brk(1));
	poke(at + 4092, scenario_nonce);
	free = frames_free();
	proof(21, brk(10 * 4096));
	proof(22, free - frames_free());
	poke(at + 9 * 4096, 1);
	poke(at + 5 * 4096, 1);
	proof(23, free - frames_free());
	proof(24, peek(at + 4092) - scenario_nonce);
	proof(25, brk(4096));
	proof(26, free - frames_free());
	proof(27, brk(10 * 4096));
	proof(28, peek(at + 5 * 4096));
	proof(29, memory_regions() - regions); /* the data's region has grown */
}

static void mixed_steps(void)
{
	uint8_t *at = (uint8_t *)(uintptr_t)heap;

	proof(40, (uint32_t)memory_map(heap + 20 * 4096, 4096, READ_WRITE,
				       MAP_FIXED, NULL));
	proof(41, brk(21 * 4096));
	proof(42, brk(100 * 4096));
	proof(43, brk(20 * 4096));
	poke(at + 20 * 4096, scenario_nonce);
	proof(44, brk(0));
	proof(45, peek(at + 20 * 4096) - scenario_nonce);
	/* A hole in the heap is no memory, until it is mapped again. */
	brk(10 * 4096);
	memory_unmap(heap + 4096, 4096);
	proof(46, (uint32_t)sys_getinfo(GET_MEMORY, at + 4096, 4096));
	proof(47, brk(12 * 4096));
	proof(48, (uint32_t)memory_map(heap + 4096, 4096, READ_WRITE, MAP_FIXED,
				       NULL));
	proof(49, peek(at + 4096));
	proof(50, brk(0));
}

static void info_steps(void)
{
	uint32_t total = 0, free = 0;

	proof(60, (uint32_t)vm_frames(&total, &free));
	proof(61, free > 0 && free < total && total < 8192);
	proof(62, (uint32_t)info(0, SELF));
	proof(63, (uint32_t)info(3, SELF));
	proof(64, (uint32_t)info(VMI_PROC, SELF));
	proof(65, (uint32_t)info(VMI_PROC, PM_PROC_NR));
	proof(66, (uint32_t)info(VMI_PROC, 200));
	proof(67, (uint32_t)info(VMI_PROC, ANY));
	proof(68, (uint32_t)info(VMI_PROC, INT32_MIN));
	proof(69, (uint32_t)info(VMI_PROC, getpid() + ENDPOINT_SPAN));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	heap = ROUND_UP(vir_of(end), 4096);
	heap_steps();
	mixed_steps();
	info_steps();
	return 0;
}
