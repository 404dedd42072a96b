/*
 * kernel_pagetable.c: the other design, in which the kernel has a page
 * directory of its own. Builds with KERNEL_PAGETABLE=1 are there to be measured
 * against the kernel as it is: handouts/costs.md has the result.
 *
 * VM makes that directory and binds it to SYSTEM, the task in whose name the
 * kernel answers. Each entry from user mode loads it, which makes SYSTEM
 * ptproc; the way out then finds that another is loaded than the process's, and
 * loads that. So a null kernel call, and each interrupt, costs two loads.
 * Nothing else changes, except that the caller's memory, too, is seen through a
 * window. No window outlives a way out, and so none is ever stale.
 */
#include "kernel/arch/x86/kernel_pagetable.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/window.h"
#include "kernel/counters.h"

#if KERNEL_PAGETABLE
void kernel_pagetable_enter(void)
{
	struct proc *kernel = proc_slot(SYSTEM);

	if (!proc_has_pagetable(kernel) || ptproc == kernel)
		return;
	cr3_load(kernel->arch.cr3, &counters.cr3_switch);
	ptproc = kernel;
}
#endif
