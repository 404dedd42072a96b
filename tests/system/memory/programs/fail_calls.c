/*
 * fail_calls.c: calls that make VM allocate frames, again and again: in round k
 * the k-th of those allocations fails.
 *
 *	fail_calls NONCE LENDER
 *
 * LENDER (fail_lender) grants two pages of 0x11 and 0x22. A call either
 * succeeds, and then memory holds what it should, or is refused with -ENOMEM,
 * or its memory is not there because an earlier one was; and when all of it is
 * given back, VM has as many free frames as before.
 *
 * step 1  rounds in which an allocation failed: 10 or more: 1
 * step 2  rounds after which frames were missing: 0
 * step 3  calls that ended in another way: 0
 * step 4  memory that was not what it should be: 0
 */
#include <faultline/grant.h>
#include "tests/system/memory/programs/failing.h"

#define AREA 0x90000000u
#define BORDER (AREA + 0x800000u) /* between two page tables */
#define PAGE CLICK_SIZE

static endpoint_t lender;
static uint32_t strange, wrong;

static int expect(int result)
{
	if (result != OK && result != -ENOMEM) {
		printf("strange result %d\n", result);
		strange++;
	}
	return result;
}

static int map(vir_t at, uint32_t pages, uint32_t flags)
{
	void *wanted = (void *)(uintptr_t)at;
	void *got = vm_mmap(wanted, pages * PAGE, PROT_READ | PROT_WRITE,
			    MAP_FIXED | flags);

	return got == wanted ? OK : -ENOMEM;
}

/* By the kernel's hand, so that a failure is a result, and not the end. */
static int put(vir_t at, uint32_t value)
{
	return expect(sys_vircopy(SELF, (vir_t)(uintptr_t)&value, SELF, at,
				  sizeof(value)));
}

static uint32_t get(vir_t at)
{
	uint32_t value = 0xdead;

	expect(sys_vircopy(SELF, at, SELF, (vir_t)(uintptr_t)&value,
			   sizeof(value)));
	return value;
}

/* Two pages, each in a page table of its own, and a heap. */
static void use_memory(void)
{
	static uint8_t block[2 * PAGE];
	extern char end[];
	vir_t heap = ROUND_UP((uintptr_t)end, PAGE);
	int result;

	if (map(AREA, 3, MAP_PREALLOC) == OK)
		wrong += peek((void *)(uintptr_t)(AREA + 2 * PAGE)) != 0;
	expect(map(BORDER - PAGE, 2, 0));
	memset(block, 0x33, sizeof(block));
	result = expect(sys_vircopy(SELF, (vir_t)(uintptr_t)block, SELF,
				    BORDER - PAGE, sizeof(block)));
	if (result == OK)
		wrong += get(BORDER + PAGE - 4) != 0x33333333;
	expect(map(BORDER + 0x400000, 1, 0)); /* read first, then written */
	get(BORDER + 0x400000);
	put(BORDER + 0x400000, 5);
	expect(vm_brk((void *)(uintptr_t)(heap + PAGE)));
	put(heap, 1);
	expect(vm_brk((void *)(uintptr_t)heap));
}

/* Grant 0 of the lender, a page, mapped at at; then write to it. */
static void borrow(vir_t at, uint32_t flags)
{
	void *page = (void *)(uintptr_t)at;

	if (expect(sys_safemap(lender, 0, 0, page, 2 * PAGE, flags)) != OK)
		return;
	wrong += peek(page) != 0x11111111;
	wrong += peek((void *)(uintptr_t)(at + PAGE)) != 0x22222222;
	if (flags == SAFEMAP_COW && put(at, 7) == OK)
		wrong += peek(page) != 7;
}

/* Copy on write, shared, and copy on write of what is shared. */
static void use_grants(void)
{
	vir_t cow = AREA + 0x2000000, shared = cow + 0x400000;
	vir_t copy = shared + 0x400000;

	expect(map(cow, 2, 0));
	expect(map(shared, 2, 0));
	expect(map(copy, 2, 0));
	borrow(cow, SAFEMAP_COW);
	borrow(shared, SAFEMAP_WRITE);
	borrow(copy, SAFEMAP_COW);
	/* What could not be unmapped is still there, to be unmapped again. */
	if (sys_safeunmap((void *)(uintptr_t)shared) == -ENOMEM)
		expect(sys_safeunmap((void *)(uintptr_t)shared));
}

static void give_back(void)
{
	if (vm_munmap((void *)(uintptr_t)AREA, 0x4000000) != OK)
		strange++;
}

int main(int argc, char **argv)
{
	uint32_t round = 0, leaks = 0, left;
	static struct message ready;

	scenario_begin(argc, argv);
	lender = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	ipc_sendrec(lender, &ready);
	use_memory();
	use_grants();
	give_back();
	do {
		uint32_t before = frames_free(), after;

		vm_fail(++round);
		use_memory();
		use_grants();
		left = vm_fail(0);
		give_back();
		after = frames_free();
		if (after == before)
			continue;
		printf("round %u: %d frames are missing\n", round,
		       (int)(before - after));
		leaks++;
	} while (left == 0);
	printf("%u allocations, each of which has failed once\n", round - 1);
	proof(1, round > 10);
	proof(2, leaks);
	proof(3, strange);
	proof(4, wrong);
	return 0;
}
