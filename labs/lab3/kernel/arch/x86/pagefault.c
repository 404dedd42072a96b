/*
 * pagefault.c: a page fault's way to VM and back.
 *
 * The kernel decides nothing about memory. A process that faults is stopped
 * (RTS_PAGEFAULT), and VM gets a message that the kernel sends on the process's
 * behalf; when VM has seen to the page, VMCTL_CLEAR_PAGEFAULT lets the process
 * run on, and it executes the instruction again.
 *
 * The kernel itself may fault in one place, the trapped copy (phys_copy.S):
 * it copies without asking, and the fault makes the copy return early, with
 * the address. Any other fault in the kernel is a bug.
 */
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/phys_copy.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/signal.h"
#include "kernel/trace.h"
#include "labs/exercise/exercise.h"

uint32_t caught_error;

const char *pagefault_error_text(uint32_t error)
{
	static const char *const text[8] = {
		"read,kernel,absent",  "read,kernel,protection",
		"write,kernel,absent", "write,kernel,protection",
		"read,user,absent",    "read,user,protection",
		"write,user,absent",   "write,user,protection",
	};

	return text[error & (PF_PRESENT | PF_WRITE | PF_USER)];
}

/* VM cannot serve its own faults, nor those of who has no page table. */
static bool vm_can_serve(const struct proc *p)
{
	return proc_has_pagetable(p) && p != proc_vm();
}

/* p, in user mode, faulted at addr; error is the processor's error code. */
void pagefault_in_process(struct proc *p, lin_t addr, uint32_t error)
{
	vmassert(proc_runnable(p)); /* or it could not have faulted */
	counters.fault_user++;
	if (!vm_can_serve(p)) {
		log_line("kernel: page fault in " WHO " at 0x%08x, %s: nobody "
			 "can serve it",
			 WHO_OF(p), addr, pagefault_error_text(error));
		backtrace_process(p);
		signal_cause(p, SIGSEGV);
		return;
	}
	TRACE(pagefault, raise, "who=" WHO " addr=0x%08x err=%s eip=0x%08x",
	      WHO_OF(p), addr, pagefault_error_text(error), arch_pc(p));

	/* EXERCISE 3.4 (telling VM)
	 * Stop p for its page fault (proc_stop, RTS_PAGEFAULT) and send VM, on
	 * p's behalf, a message of type VM_PAGEFAULT with the address and the
	 * error code (struct msg_pagefault; ipc_send_from_kernel). If VM cannot
	 * get it, VM is dead: panic.
	 */
	exercise_unwritten("3.4");
	vmassert(p->rts & RTS_PAGEFAULT); /* until VM has seen to it */
}

static bool inside(uint32_t eip, lin_t (*routine)(), const char *fault_label)
{
	return eip >= (uint32_t)routine && eip < (uint32_t)fault_label;
}

/*
 * The kernel faulted at addr. True: it was inside a trapped routine, and frame
 * is changed so that this returns addr.
 */
bool pagefault_in_copy(struct kernel_frame *frame, lin_t addr)
{
	const char *exit = NULL;

	if (inside(frame->eip, phys_copy, phys_copy_fault))
		exit = phys_copy_fault;
	if (inside(frame->eip, phys_memset, phys_memset_fault))
		exit = phys_memset_fault;
	if (!exit)
		return false;
	counters.fault_copy++;
	TRACE(pagefault, catch, "addr=0x%08x eip=0x%08x err=%s", addr,
	      frame->eip, pagefault_error_text(frame->error));

	/* EXERCISE 3.6 (the caught fault)
	 * Change frame so that, when this exception returns, the copy goes on
	 * at its fault exit, with addr as its result (in EAX); and keep the
	 * error code in caught_error: from it the caller learns whether the
	 * source or the destination faulted.
	 */
	exercise_unwritten("3.6");
	vmassert(!inside(frame->eip, phys_copy, phys_copy_fault));
	vmassert(!inside(frame->eip, phys_memset, phys_memset_fault));
	return true;
}

/* VMCTL_CLEAR_PAGEFAULT: VM has seen to p's fault. */
int pagefault_clear(struct proc *p)
{
	/* EXERCISE 3.5 (letting it run on)
	 * -EINVAL if p has no page fault. Otherwise p is to run on, unless
	 * something else stops it (proc_release).
	 */
	exercise_unwritten("3.5");
	vmassert(!(p->rts & RTS_PAGEFAULT));
	TRACE(pagefault, clear, "who=" WHO, WHO_OF(p));
	return OK;
}
