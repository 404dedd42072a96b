/*
 * kernel.c: the other design, in which the kernel has a page directory of its
 * own. Builds with KERNEL_PAGETABLE=1 are there to be measured against the
 * kernel as it is: handouts/costs.md has the result.
 *
 * VM makes that directory (vm.c) and binds it to SYSTEM, the task in whose name
 * the kernel answers. Each entry from user mode loads it, which makes SYSTEM
 * ptproc; the way out then finds that another is loaded than the process's, and
 * loads that. So a null kernel call, and each interrupt, costs two loads.
 * Nothing else changes, except that the caller's memory, too, is seen through a
 * window. Each way out closes the windows, as each load does.
 *
 * The linker puts what is here in the place of the kernel's (-Wl,--wrap in
 * mk/variant.mk), so the kernel's own files know nothing of it.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/arch/x86/window.h"
#include "kernel/counters.h"

static void directory_load(void)
{
	struct proc *kernel = proc_slot(SYSTEM);

	if (!proc_has_pagetable(kernel) || ptproc == kernel)
		return;
	cr3_load(kernel->arch.cr3, &counters.cr3_switch);
	ptproc = kernel;
}

/* What entry.S calls when the processor was in user mode. */
#define FROM_USER(trap)                                \
	__typeof__(trap) __real_##trap, __wrap_##trap; \
	void __wrap_##trap(void)                       \
	{                                              \
		directory_load();                      \
		__real_##trap();                       \
	}

FROM_USER(trap_kernel_call)
FROM_USER(trap_ipc)
FROM_USER(exception_in_process)
FROM_USER(interrupt_in_process)

__typeof__(copy_from_caller) __wrap_copy_from_caller;

lin_t __wrap_copy_from_caller(lin_t from, void *to, uint32_t bytes)
{
	struct copy copy = {
		{proc_ptr, from}, {NULL, kernel_phys(to)}, 0, bytes};

	return lin_lin_copy(&copy, bytes) == OK ? 0 : from;
}
