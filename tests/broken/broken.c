/*
 * broken.c: a kernel that breaks itself on request.
 *
 * It is linked in the place of SYS_TIMES's handler (-Wl,--wrap=do_times), so
 * the kernel under test is the kernel, to the last file.
 */
#include "tests/broken/broken.h"
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/clock.h"
#include "kernel/debug.h"
#include "kernel/norec.h"
#include "kernel/system/system.h"

kcall_handler __real_do_times, __wrap_do_times;

static volatile uint32_t depth;

/* Not a tail call: each level leaves 64 bytes and more on the stack. */
static __attribute__((noipa)) uint32_t sink(uint32_t n)
{
	volatile uint32_t room[16];

	room[n % 16] = ++depth;
	if (n == UINT32_MAX)
		return 0;
	return sink(n + 1) + room[n % 16];
}

/* Whoever is first in line at p's slot, which is nobody's. */
static uint32_t caller_of(const struct proc *p)
{
	return p->callers->rts;
}

static void break_structure(uint32_t what, struct proc *caller)
{
	phys_t phys;

	switch (what) {
	case BREAK_SECOND_ENTRY:
		norec_enter(NOREC_vm_lookup, "vm_lookup");
		vm_lookup(caller, 0, &phys);
		break;
	case BREAK_NO_RETURN:
		norec_enter(NOREC_vm_lookup, "vm_lookup");
		break;
	case BREAK_CR3:
		cr3_write(proc_vm()->arch.cr3);
		break;
	case BREAK_STACK_END:
		kernel_stack[8] = 0;
		break;
	case BREAK_USE_AFTER_FREE:
		proc_clear(caller);
		depth = caller_of(caller);
		break;
	case BREAK_USE_BEFORE_INIT:
		depth = caller_of(proc_slot(NR_PROCS - 1));
		break;
	case BREAK_WINDOW: /* entry 4 is the first */
		((uint32_t *)ptproc->arch.cr3_lin)[4] |= PTE_USER;
		break;
	case BREAK_LDT:
		caller->arch.ldt[LDT_DATA].low += 0x10000;
		break;
	case BREAK_STACK_SEGMENT:
		__asm__ volatile("movw %w0, %%ss" : : "r"(KERNEL_DS));
		break;
	case BREAK_UPTIME:
		clock_uptime = UINT32_MAX - 14;
		break;
	case BREAK_FREE_SLOT:
		for (int nr = 100; nr < NR_PROCS; nr++)
			proc_slot(nr)->arch.regs.eax = 0;
		break;
	default:
		break;
	}
}

static __attribute__((noipa)) void break_now(uint32_t what, struct proc *caller)
{
	break_structure(what, caller);
	switch (what) {
	case BREAK_STACK_OVERFLOW:
		sink(0);
		break;
	case BREAK_STACK_POINTER:
		__asm__ volatile("movl $0xe0000000, %esp\n\tpushl %eax");
		break;
	case BREAK_OPCODE:
		__asm__ volatile("ud2");
		break;
	case BREAK_SELECTOR:
		__asm__ volatile("movw %w0, %%fs" : : "r"(0xfff8));
		break;
	case BREAK_POINTER:
		*(volatile uint32_t *)0xc0000000 = 1;
		break;
	case BREAK_ASSERTION:
		vmassert(caller == NULL);
		break;
	default:
		break;
	}
}

int __wrap_do_times(struct proc *caller, const struct message *req,
		    struct message *reply)
{
	uint32_t what = (uint32_t)req->times.ep - BREAK_NOW;

	if (what < 100)
		break_now(what, caller);
	return __real_do_times(caller, req, reply);
}
