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
 * step 2   the same copy twice more: loads of CR3 and windows opened: 0
 * step 3   and windows used again: 2
 * step 4   the page after another frame took its place: 0
 * step 5   loads of CR3 for that: 1
 * step 6   a copy to the page arrives in the new frame: 0
 * step 7   and the frame that was there before is as it was: 0
 * step 8   a copy to the page when it may only be read: -14 (EFAULT)
 * step 9   a copy from it when it is gone: -14
 * step 10  windows have been closed where none was open: loads 0
 * step 11  an edit right after a copy in VM's own memory: loads 0
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/region.h"
#include "servers/vm/serve.h"

#define PLACE 0x40155000u /* virtual, in OTHER: nothing else is there */

static uint32_t own[CLICK_SIZE / 4] __attribute__((aligned(CLICK_SIZE)));
static endpoint_t other;

/* Of CR3; and pages flushed. */
static uint32_t loads(void)
{
	return COUNTER(cr3_switch) + COUNTER(cr3_window) + COUNTER(cr3_flush) +
	       COUNTER(invlpg);
}

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
	uint32_t opened = COUNTER(window_mapped), reused, before = loads();

	reused = COUNTER(window_reused);
	read_page();
	read_page();
	proof(3, COUNTER(window_reused) - reused);
	proof(2, loads() - before + COUNTER(window_mapped) - opened);
}

static void replace(uint32_t *entry, uint32_t value)
{
	kernelpart_close_windows();
	pagetable_replace(entry, frame_with(value), PTE_WRITE);
}

static void edited(uint32_t *entry)
{
	phys_t old = PTE_ADDRESS(*entry);
	uint32_t before = loads();

	frame_retain(old); /* nobody else gets it meanwhile */
	replace(entry, scenario_nonce + 4);
	proof(4, read_page() - 4);
	proof(5, loads() - before);
	write_page(0);
	replace(entry, scenario_nonce);
	write_page(scenario_nonce + 6);
	proof(6, peek(physmem(PTE_ADDRESS(*entry))) - scenario_nonce - 6);
	proof(7, peek(physmem(old)) - scenario_nonce);
	kernelpart_close_windows();
	pagetable_protect(entry, 0);
	proof(8, (uint32_t)write_page(0));
}

static void closed_already(uint32_t *entry)
{
	uint32_t before;

	kernelpart_close_windows();
	before = loads();
	kernelpart_close_windows();
	replace(entry, scenario_nonce);
	proof(10, loads() - before);
	sys_vircopy(SELF, vir_of(own), SELF, vir_of(own) + 8, 4);
	replace(entry, scenario_nonce);
	proof(11, loads() - before);
}

static void steps(struct vmproc *p)
{
	const lin_t lin = VM_PROCSTART + PLACE;
	uint32_t *entry;

	region_add(&p->regions, lin, lin + CLICK_SIZE, REGION_WRITABLE);
	pagetable_map(p, lin, frame_with(scenario_nonce), PTE_WRITE);
	entry = pagetable_present(p, lin);
	proof(1, read_page());
	unedited();
	edited(entry);
	closed_already(entry);
	read_page();
	pagetable_unmap(p, lin, lin + CLICK_SIZE);
	proof(9, (uint32_t)sys_vircopy(other, PLACE, SELF, vir_of(own),
				       CLICK_SIZE));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	other = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	boot();
	steps(vmproc_lookup_paged(other));
	serve();
}
