/*
 * kcall.c: kernel calls.
 *
 * A call's message is copied in to the caller's slot, its handler is found by
 * number, and the reply is parked like any other message. A handler that needs
 * memory which is not there returns -VMSUSPEND: the request is still in the
 * slot, less what is done, and when VM has replied the handler is called again
 * with that. VM's refusal ends the call instead. A long call suspends itself in
 * the same way when somebody else is to run; it waits only for its turn.
 */
#include "kernel/kcall.h"
#include "kernel/arch.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"
#include "kernel/norec.h"
#include "kernel/priv.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

static kcall_handler *const handlers[NR_KERNEL_CALLS] = {
	[SYS_FORK] = do_fork,
	[SYS_EXEC] = do_exec,
	[SYS_CLEAR] = do_clear,
	[SYS_SCHEDULE] = do_schedule,
	[SYS_PRIVCTL] = do_privctl,
	[SYS_KILL] = do_kill,
	[SYS_GETKSIG] = do_getksig,
	[SYS_ENDKSIG] = do_endksig,
	[SYS_SIGSEND] = do_sigsend,
	[SYS_SIGRETURN] = do_sigreturn,
	[SYS_NEWMAP] = do_newmap,
	[SYS_MEMSET] = do_memset,
	[SYS_UMAP] = do_umap,
	[SYS_VIRCOPY] = do_vircopy,
	[SYS_PHYSCOPY] = do_physcopy,
	[SYS_IRQCTL] = do_irqctl,
	[SYS_DEVIO] = do_devio,
	[SYS_SETALARM] = do_setalarm,
	[SYS_TIMES] = do_times,
	[SYS_GETINFO] = do_getinfo,
	[SYS_ABORT] = do_abort,
	[SYS_SAFECOPYFROM] = do_safecopyfrom,
	[SYS_SAFECOPYTO] = do_safecopyto,
	[SYS_SETGRANT] = do_setgrant,
	[SYS_VMCTL] = do_vmctl,
	[SYS_DIAG] = do_diag,
	[SYS_RUNCTL] = do_runctl,
	[SYS_SAFEMAP] = do_safemap,
	[SYS_SAFEREVMAP] = do_saferevmap,
	[SYS_SAFEUNMAP] = do_safeunmap,
	[SYS_EXIT] = do_exit,
};

/* Range, then mask, then existence. */
static int dispatch(struct proc *caller)
{
	uint32_t nr = (uint32_t)caller->kcall.type - KERNEL_CALL;

	if (nr >= NR_KERNEL_CALLS)
		return -EBADREQUEST;
	if (!priv_may_call(caller, nr))
		return -ECALLDENIED;
	if (!handlers[nr])
		return -EBADREQUEST;
	counters.kernel_calls[nr]++;
	TRACE(kcall, call, "who=" WHO " nr=%u", WHO_OF(caller), nr);
	return handlers[nr](caller, &caller->kcall, &caller->delivermsg);
}

void kcall_finish(struct proc *caller, int result)
{
	caller->delivermsg.type = result;
	deliver_park(caller, SYSTEM);
}

static inline void execute(struct proc *caller)
{
	int result = dispatch(caller);

	/* A handler that suspends has done so for its caller. */
	assert(result != -VMSUSPEND || proc_in_call(caller));
	/* Nothing but the kernel knows these. */
	vmassert(result != -EFAULT_SRC && result != -EFAULT_DST);
	if (result != KCALL_NO_REPLY && result != -VMSUSPEND)
		kcall_finish(caller, result);
}

void kcall_trap(struct proc *caller, vir_t msg)
{
	int r = deliver_fetch(caller, msg, &caller->kcall);

	if (r == OK) {
		/* Of the trap; the call's own result comes with the reply. */
		arch_set_result(caller, OK);
		execute(caller);
	} else if (r != -VMSUSPEND) {
		arch_set_result(caller, r);
	}
}

bool kcall_preempted(struct proc *caller)
{
	assert(caller == proc_ptr && proc_runnable(caller));
	vmassert(norec_active == 0); /* what an interrupt needs is whole */
	arch_interrupts();
	if (sched_pick() == caller)
		return false;
	TRACE(kcall, preempt, "who=" WHO " nr=%u", WHO_OF(caller),
	      (unsigned)caller->kcall.type - KERNEL_CALL);
	caller->vmrequest.result = OK; /* nothing is asked of VM */
	caller->misc |= MF_KCALL_RESUME;
	return true;
}

void kcall_resume(struct proc *caller)
{
	int result = caller->vmrequest.result;

	caller->misc &= ~MF_KCALL_RESUME;
	TRACE(kcall, resume, "who=" WHO " nr=%u result=%d", WHO_OF(caller),
	      (unsigned)caller->kcall.type - KERNEL_CALL, result);
	if (result == OK)
		execute(caller);
	else
		kcall_finish(caller, result);
	signal_call_over(caller);
}
