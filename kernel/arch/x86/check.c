/*
 * check.c: what must hold between the processor's registers and our tables,
 * checked on each way out (DEBUG_VMASSERT builds).
 */
#include <faultline/poison.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/arch/x86/window.h"
#include "kernel/debug.h"

#if DEBUG_VMASSERT

#define CANARY_BYTES 64 /* at the stack's end */
#define SELF_BYTES 256  /* of the stack: for those who fill it */

void arch_check_begin(void)
{
	char *used = (char *)__builtin_frame_address(0) - SELF_BYTES;

	poison_fill(kernel_stack, (size_t)(used - kernel_stack), POISON_FRESH);
}

static void stack_check(void)
{
	assert(ss_read() == KERNEL_SS);
	if (!poison_intact(kernel_stack, CANARY_BYTES, POISON_FRESH))
		panic("the end of the kernel's stack was written to");
}

static void address_space_check(const struct proc *p)
{
	if (!paging_on)
		return;
	assert(ptproc != NULL && proc_has_pagetable(ptproc));
	assert(cr3_read() == ptproc->arch.cr3);
	assert(p == ptproc || !proc_has_pagetable(p));
}

static void segments_check(const struct proc *p)
{
	struct segment_info data = segment_decode(p->arch.ldt[LDT_DATA]);

	assert(ldt_owner == p);
	assert(data.base == p->arch.base && data.dpl == 3);
	assert(data.base >= NOPT_START); /* no process reaches the kernel */
	assert((p->arch.regs.cs & 0xffff) == USER_CS);
	assert((p->arch.regs.ss & 0xffff) == USER_DS);
	assert(p->arch.regs.eflags & EFLAGS_IF);
}

void arch_check(const struct proc *p)
{
	stack_check();
	address_space_check(p);
	segments_check(p);
	window_check();
}

#endif
