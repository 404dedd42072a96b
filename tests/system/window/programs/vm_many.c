/*
 * vm_many.c: a VM that has more memory of another process copied than there are
 * windows.
 *
 *	vm_many NONCE OTHER
 *
 * OTHER gets a page in each of many 4 MB, with another word in each. VM's
 * directory is loaded all the time, so only what the steps do closes windows.
 * The table in window.c says what each step must observe.
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/region.h"
#include "servers/vm/serve.h"

#define AREAS 40u
#define WINDOWS 15u /* that the kernel opens */
#define PLACE(area) (0x10155000u + (area)*BIG_SIZE)
#define ABSENT PLACE(AREAS) /* no page table there */

static uint32_t word;
static endpoint_t other;
static phys_t page[AREAS]; /* its frame */

static void area_make(struct vmproc *p, uint32_t area)
{
	lin_t lin = VM_PROCSTART + PLACE(area);

	page[area] = frame_alloc();
	poke(physmem(page[area]), scenario_nonce + area);
	region_add(&p->regions, lin, lin + CLICK_SIZE, REGION_WRITABLE);
	pagetable_map(p, lin, page[area], PTE_WRITE);
}

/* 1 if it is not what was written there. */
static uint32_t area_wrong(uint32_t area)
{
	word = 0;
	sys_vircopy(other, PLACE(area), SELF, vir_of(&word), sizeof(word));
	return peek(&word) != scenario_nonce + area;
}

static uint32_t areas_wrong(uint32_t first, uint32_t end)
{
	uint32_t wrong = 0;

	for (uint32_t area = first; area < end; area++)
		wrong += area_wrong(area);
	return wrong;
}

/* So many windows are open. */
static void open(uint32_t count)
{
	kernelpart_close_windows();
	areas_wrong(0, count);
}

static uint32_t opened, reused, loads;

static void begin(void)
{
	opened = COUNTER(window_mapped);
	reused = COUNTER(window_reused);
	loads = COUNTER(cr3_window);
}

static void end(void)
{
	opened = COUNTER(window_mapped) - opened;
	reused = COUNTER(window_reused) - reused;
	loads = COUNTER(cr3_window) - loads;
}

static void one_after_the_other(void)
{
	kernelpart_close_windows();
	begin();
	proof(1, areas_wrong(0, AREAS));
	end();
	proof(2, opened);
	proof(3, loads);
	begin();
	proof(4, areas_wrong(2 * WINDOWS, AREAS));
	end();
	proof(5, opened + loads);
	proof(6, reused);
}

/* Copy from one area to another: is the word there? */
static uint32_t moved(uint32_t from, uint32_t to)
{
	poke(physmem(page[to]), 0);
	sys_vircopy(other, PLACE(from), other, PLACE(to), sizeof(word));
	return peek(physmem(page[to])) - scenario_nonce - from;
}

static void both_sides(void)
{
	open(WINDOWS);
	begin();
	proof(10, moved(WINDOWS - 1, 20));
	end();
	proof(11, opened);
	proof(12, loads);
	open(WINDOWS - 1);
	begin();
	proof(13, moved(WINDOWS - 1, 21));
	end();
	proof(14, loads);
	open(WINDOWS);
	begin();
	proof(15, moved(0, WINDOWS - 1));
	end();
	proof(16, opened + loads);
}

/* Two pages whose frames follow each other, in 4 MB of their own. */
static phys_t two_pages(struct vmproc *p)
{
	lin_t lin = VM_PROCSTART + PLACE(AREAS + 1);
	phys_t first = frame_alloc(), second = frame_alloc();

	region_add(&p->regions, lin, lin + 2 * CLICK_SIZE, REGION_WRITABLE);
	pagetable_map(p, lin, first, PTE_WRITE);
	pagetable_map(p, lin + CLICK_SIZE, second, PTE_WRITE);
	return first;
}

static void physical(struct vmproc *p)
{
	phys_t phys = 0, first = two_pages(p);

	open(WINDOWS);
	proof(20, (uint32_t)sys_umap(other, SEG_D, PLACE(AREAS + 1),
				     2 * CLICK_SIZE, &phys));
	proof(21, phys - first);
	open(WINDOWS);
	sys_memset(page[31], sizeof(word), 0x5a);
	proof(22, peek(physmem(page[31])) - 0x5a5a5a5a);
}

static void absent(void)
{
	open(2);
	begin();
	for (uint32_t i = 0; i < 2 * WINDOWS; i++)
		sys_vircopy(other, ABSENT, SELF, vir_of(&word), sizeof(word));
	proof(30, (uint32_t)sys_vircopy(other, ABSENT, other, PLACE(1), 4));
	proof(31, (uint32_t)sys_vircopy(other, PLACE(1), other, ABSENT, 4));
	proof(32, (uint32_t)sys_vircopy(other, ABSENT, other, ABSENT + 4, 4));
	end();
	proof(33, opened + loads);
	proof(34, area_wrong(1));
}

int main(int argc, char **argv)
{
	struct vmproc *p;

	scenario_begin(argc, argv);
	other = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	boot();
	p = vmproc_lookup_paged(other);
	for (uint32_t area = 0; area < AREAS; area++)
		area_make(p, area);
	one_after_the_other();
	both_sides();
	physical(p);
	absent();
	serve();
}
