/*
 * paging.c: turning paging on, and changing from one page table to another.
 *
 * The kernel has no page table. It is mapped, at the same addresses, in every
 * page table that VM makes, so it runs on whichever is loaded, and a trap or an
 * interrupt does not change it. ptproc says whose that is.
 *
 * What must hold:
 *   - CR3 is ptproc's directory, always, once paging is on;
 *   - a process that has a page table runs only when it is ptproc; one that has
 *     none (in the low big pages that all directories map) runs on any.
 */
#include "kernel/arch/x86/paging.h"
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/arch/x86/physmap.h"
#include "kernel/arch/x86/window.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/trace.h"
#include "labs/exercise/exercise.h"

bool paging_on;
struct proc *ptproc;

/* Make p's segments and, if it has one, its page directory current. */
void switch_address_space(struct proc *p)
{
	gdt_load_ldt(p);
	/* EXERCISE 3.1 (the directory of who runs)
	 * p is about to run. Load its page directory into CR3 (cr3_load, which
	 * counts in counters.cr3_switch) and remember whose it is, but only if
	 * it has one, and only if it is not loaded already. A load of CR3 is
	 * what this design saves: it empties the TLB.
	 */
	exercise_unwritten("3.1");
	vmassert(p == ptproc || !proc_has_pagetable(p));
}

/*
 * VMCTL_ENABLE_PAGING: caller is VM, which has made its own page table and
 * told us of it (VMCTL_SETADDRSPACE). Either everything happens or the machine
 * stops: a kernel that has done half of it cannot even return.
 */
int paging_enable(struct proc *caller, vir_t params_at)
{
	struct paging_params params;

	if (paging_on)
		panic("VMCTL_ENABLE_PAGING: paging is on already");
	if (!proc_has_pagetable(caller) || !window_ready())
		panic("VMCTL_ENABLE_PAGING: no directory, or no windows");
	/* Now, while the caller is where its old segments say. */
	if (data_copy_in(caller, params_at, &params, sizeof(params)) != OK)
		panic("VMCTL_ENABLE_PAGING: no parameters at 0x%x", params_at);

	/* EXERCISE 3.2 (all of it, or nothing)
	 * 1. Load the caller's directory, whatever CR3 holds now, and make the
	 *    caller ptproc: switch_address_space() does it, provided that it
	 *    cannot believe the directory to be loaded already.
	 * 2. Turn the processor over to paging (paging_registers), and say so
	 *    in paging_on.
	 * 3. Let the kernel's data segment reach up to VM_PROCSTART
	 *    (gdt_set_kernel_limit): its windows are above what it could use
	 *    so far, the processes begin there.
	 * 4. Give the caller its new memory map (newmap); a failure is a panic.
	 */
	exercise_unwritten("3.2");
	/* Whatever was loaded before: from now on it is known. */
	vmassert(paging_on && ptproc == caller);
	vmassert(cr3_read() == caller->arch.cr3);

	TRACE(paging, enable, "who=" WHO " cr3=0x%08x cr0=0x%08x cr4=0x%08x",
	      WHO_OF(caller), cr3_read(), cr0_read(), cr4_read());
	TRACE(paging, limit, "limit=0x%08x",
	      segment_decode(gdt_descriptor(KERNEL_DS, NULL)).limit);
	TRACE(paging, map, "who=" WHO " base=0x%08x", WHO_OF(caller),
	      segment_decode(gdt_descriptor(USER_DS, caller)).base);
	physmap_use();
	return OK;
}

/*
 * CR3 holds VM's directory; switch the processor over. The order matters: the
 * directory has big pages, which must be understood (PSE) before it is used
 * (PG); global pages (PGE) only after that, for Intel's manual (volume 3,
 * section 2.5) wants paging on first.
 */
void paging_registers(void)
{
	/* EXERCISE 3.3 (the processor)
	 * Set CR4.PSE, then CR0.PG and CR0.WP, then CR4.PGE; leave the other
	 * bits of both registers as they are. See cr0_read() and its sisters
	 * in cpu.h. What would go unnoticed without WP?
	 */
	exercise_unwritten("3.3");
	vmassert(cr0_read() & CR0_PG);
}

void paging_forget(struct proc *p)
{
	vmassert(p != proc_vm()); /* somebody's must always be there */
	if (p == ptproc)
		switch_address_space(proc_vm());
	vmassert(p != ptproc); /* its directory may be freed now */
	p->arch.cr3 = 0;
	p->arch.cr3_lin = 0;
}
