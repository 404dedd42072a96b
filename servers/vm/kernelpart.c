/*
 * kernelpart.c: the kernel's part of every page directory.
 *
 *   directory                                             shows
 *   0    big page, supervisor, global  ----------------->  0 .. 4 MB: kernel,
 *                                                          boot modules
 *   1    big page, user, global  ----------------------->  4 .. 8 MB: the
 *                                                          unpaged
 *   2    -> physmap_table    0  ------------------------>  screen
 *                            1  ------------------------>  local APIC
 *   3    -> directories      0  (PM has none)
 *                            1  ------------------------>  VM's directory
 *                            n  ------------------------>  that of slot n
 *   4..  windows: empty, until the kernel copies an entry of another directory
 *        here
 *   32.. the process
 *
 * Both tables are the same for all directories. Through entry 3 the kernel can
 * edit the windows of whichever directory is loaded, and read every other one.
 *
 * What is global stays in the TLB when CR3 is loaded, so it must never change.
 */
#include "servers/vm/kernelpart.h"
#include <lib/sys/syscall.h>
#include "servers/vm/panic.h"

enum kernel_pde {
	PDE_KERNEL = 0,
	PDE_NOPT = 1,
	PDE_PHYSMAP = 2,
	PDE_DIRECTORIES = 3,
	PDE_WINDOWS = 4, /* and on, as many as the kernel wants */
};

_Static_assert(KERNEL_TOP == BIG_SIZE && NOPT_TOP == 2 * BIG_SIZE,
	       "two big pages are the identity mapping");
_Static_assert(NR_PROCS <= PT_ENTRIES, "one table names all directories");

static uint32_t kernel_pdes[KERNEL_PDES];

/* Page tables of entries 2 and 3. */
static uint32_t physmap_table[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));
static uint32_t directories[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));

static uint32_t physmap_used; /* entries of physmap_table */

static uint32_t *first_window; /* in VM's directory; the kernel writes it */

/* Map one range; returns its kernel address. */
static lin_t physmap_add(const struct msg_physmap *range)
{
	uint32_t flags = PTE_PRESENT | PTE_WRITE | PTE_GLOBAL;
	phys_t start = ROUND_DOWN(range->addr, CLICK_SIZE);
	phys_t end = ROUND_UP(range->addr + range->length, CLICK_SIZE);
	lin_t lin = (PDE_PHYSMAP << BIG_SHIFT) + (physmap_used << CLICK_SHIFT);

	if ((range->flags & PHYSMAP_UNCACHED) != 0)
		flags |= PTE_UNCACHED;
	for (phys_t phys = start; phys != end; phys += CLICK_SIZE) {
		if (physmap_used == PT_ENTRIES)
			vm_panic("the kernel wants too much mapped");
		physmap_table[physmap_used++] = phys | flags;
	}
	return lin + (range->addr - start);
}

static void physmap_serve(void)
{
	struct msg_physmap range;

	for (uint32_t i = 0; sys_physmap_get(i, &range) == OK; i++) {
		lin_t lin = physmap_add(&range);

		if (sys_vmctl2(SELF, VMCTL_KERN_MAP_REPLY, i, lin) != OK)
			vm_panic("kernel refuses its mapping %u", i);
	}
}

static void windows_offer(void)
{
	uint32_t more = 1;

	for (uint32_t pde = PDE_WINDOWS; more != 0; pde++) {
		if (pde == KERNEL_PDES)
			vm_panic("the kernel wants too many windows");
		if (sys_vmctl_get(SELF, VMCTL_FREEPDE, pde, &more) != OK)
			vm_panic("kernel refuses entry %u as a window", pde);
	}
}

void kernelpart_init(phys_t phys_of_vm)
{
	const uint32_t big = PTE_PRESENT | PTE_WRITE | PTE_BIG | PTE_GLOBAL;
	const uint32_t table = PTE_PRESENT | PTE_WRITE;

	kernel_pdes[PDE_KERNEL] = KERNEL_START | big;
	kernel_pdes[PDE_NOPT] = NOPT_START | big | PTE_USER;
	kernel_pdes[PDE_PHYSMAP] =
		(phys_of_vm + (vir_t)(uintptr_t)physmap_table) | table;
	kernel_pdes[PDE_DIRECTORIES] =
		(phys_of_vm + (vir_t)(uintptr_t)directories) | table;
	physmap_serve();
	windows_offer();
}

void kernelpart_own(uint32_t directory[KERNEL_PDES])
{
	kernelpart_copy(directory);
	first_window = &directory[PDE_WINDOWS];
}

/* The kernel opens them in order: without the first, none is open. */
bool kernelpart_windows_closed(void)
{
	return *first_window == 0;
}

void kernelpart_close_windows(void)
{
	if (!kernelpart_windows_closed())
		sys_vmctl(SELF, VMCTL_FLUSHTLB, 0);
}

void kernelpart_copy(uint32_t directory[KERNEL_PDES])
{
	for (uint32_t i = 0; i < KERNEL_PDES; i++)
		directory[i] = kernel_pdes[i];
}

void kernelpart_bind(const struct vmproc *p, phys_t directory)
{
	/* The slots of tasks are negative: theirs are the last entries. */
	uint32_t slot = (uint32_t)endpoint_slot(p->ep) % PT_ENTRIES;
	lin_t lin = (PDE_DIRECTORIES << BIG_SHIFT) + (slot << CLICK_SHIFT);

	vm_assert(directory % CLICK_SIZE == 0);
	/* It was absent, so it is not cached. (VM's own: CR3 is loaded.) */
	directories[slot] = directory | PTE_PRESENT | PTE_WRITE;
	if (sys_vmctl2(p->ep, VMCTL_SETADDRSPACE, directory, lin) != OK)
		vm_panic("kernel refuses the directory of %d", (int)p->ep);
}

void kernelpart_unbind(const struct vmproc *p)
{
	directories[endpoint_slot(p->ep)] = 0;
	/*
	 * Store, then flush. This table is in every directory, so also in the
	 * one that is loaded: after a flush that comes first, the processor may
	 * cache the old entry again, and the slot has a new owner soon. The
	 * kernel has forgotten p, and does not use the entry in between.
	 */
	sys_vmctl(SELF, VMCTL_FLUSHTLB, 0);
}
