/*
 * vm_window.c: a VM that edits page tables behind the kernel's windows.
 *
 *	vm_window NONCE OTHER
 *
 * It is VM itself. Before anybody else runs, it has the kernel copy from and to
 * a page of OTHER's, and changes the frame of that page in between. VM's
 * directory is loaded all the time, so nothing empties the TLB by chance.
 *
 * step 1   the page, as it was: 0
 * step 2   the same copy twice more: flushes 0
 * step 3   and windows reused: 2
 * step 4   the page after another frame took its place: 0
 * step 5   pages flushed for that: 1
 * step 6   a copy to the page arrives in the new frame: 0
 * step 7   and the frame that was there before is as it was: 0
 * step 8   a copy to the page when it may only be read: -14 (EFAULT)
 * step 9   a copy from it when it is gone: -14
 * step 10  CR3 was loaded in all this: 0 times
 * steps 11, 12  the first and the last of some pages, of which the last was
 *          read first, after other frames took their places: 0
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/region.h"
#include "servers/vm/serve.h"

#define PLACE 0x40155000u /* virtual, in OTHER: nothing else is there */

static uint32_t own[CLICK_SIZE / 4] __attribute__((aligned(CLICK_SIZE)));
static endpoint_t other;

static phys_t frame_with(uint32_t value)
{
	phys_t frame = frame_alloc();

	poke(physmem(frame), value);
	return frame;
}

static uint32_t read_page(void)
{
	own[0] = 0;
	sys_vircopy(other, PLACE, SELF, (vir_t)(uintptr_t)own, CLICK_SIZE);
	return peek(own) - scenario_nonce;
}

static int write_page(uint32_t value)
{
	own[0] = value;
	return sys_vircopy(SELF, (vir_t)(uintptr_t)own, other, PLACE,
			   CLICK_SIZE);
}

static void unedited(void)
{
	uint32_t flushes = COUNTER(invlpg), reused = COUNTER(window_reused);

	read_page();
	read_page();
	proof(3, COUNTER(window_reused) - reused);
	proof(2, COUNTER(invlpg) - flushes);
}

static void edited(uint32_t *entry)
{
	phys_t old = PTE_ADDRESS(*entry);
	uint32_t flushes = COUNTER(invlpg);

	frame_retain(old); /* nobody else gets it meanwhile */
	pagetable_replace(entry, frame_with(scenario_nonce + 4), PTE_WRITE);
	kernelpart_close_windows();
	proof(4, read_page() - 4);
	proof(5, COUNTER(invlpg) - flushes);
	write_page(0); /* the other window knows the page, too */
	pagetable_replace(entry, frame_with(scenario_nonce), PTE_WRITE);
	kernelpart_close_windows();
	write_page(scenario_nonce + 6);
	proof(6, peek(physmem(PTE_ADDRESS(*entry))) - scenario_nonce - 6);
	proof(7, peek(physmem(old)) - scenario_nonce);
	pagetable_protect(entry, 0);
	kernelpart_close_windows();
	proof(8, (uint32_t)write_page(0));
}

static uint32_t read_word(vir_t at)
{
	own[0] = 0;
	sys_vircopy(other, at, SELF, (vir_t)(uintptr_t)own, sizeof(own[0]));
	return peek(own) - scenario_nonce;
}

/* What was used of a window is all between its lowest and its highest page. */
static void spread(struct vmproc *p)
{
	const vir_t first = PLACE + 16 * CLICK_SIZE;
	const vir_t last = first + 3 * CLICK_SIZE;
	const vir_t places[] = {first, last};

	region_add(&p->regions, VM_PROCSTART + first,
		   VM_PROCSTART + last + CLICK_SIZE, REGION_WRITABLE);
	for (int i = 0; i < 2; i++)
		pagetable_map(p, VM_PROCSTART + places[i],
			      frame_with(scenario_nonce), PTE_WRITE);
	read_word(last);
	read_word(first);
	for (uint32_t i = 0; i < 2; i++)
		pagetable_replace(
			pagetable_present(p, VM_PROCSTART + places[i]),
			frame_with(scenario_nonce + 11 + i), PTE_WRITE);
	kernelpart_close_windows();
	proof(11, read_word(first) - 11);
	proof(12, read_word(last) - 12);
}

static void steps(struct vmproc *p)
{
	const lin_t lin = VM_PROCSTART + PLACE;
	uint32_t *entry, loads;

	region_add(&p->regions, lin, lin + CLICK_SIZE, REGION_WRITABLE);
	pagetable_map(p, lin, frame_with(scenario_nonce), PTE_WRITE);
	entry = pagetable_present(p, lin);
	loads = COUNTER(cr3_switch) + COUNTER(cr3_window);
	proof(1, read_page());
	unedited();
	edited(entry);
	pagetable_unmap(p, lin, lin + CLICK_SIZE);
	proof(9, (uint32_t)sys_vircopy(other, PLACE, SELF,
				       (vir_t)(uintptr_t)own, CLICK_SIZE));
	spread(p);
	proof(10, COUNTER(cr3_switch) + COUNTER(cr3_window) - loads);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	other = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	boot();
	steps(vmproc_lookup_paged(other));
	serve();
}
