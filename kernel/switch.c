/*
 * switch.c: the way out of the kernel.
 *
 * There is one, and it never returns. What has to be done in a process's own
 * address space is done here, when that is loaded anyway: its suspended kernel
 * call, the results of its table of messages, and the message that is parked
 * for it. Each may suspend it (again); then another process is chosen.
 */
#include "kernel/switch.h"
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/check.h"
#include "kernel/deliver.h"
#include "kernel/idle.h"
#include "kernel/kcall.h"
#include "kernel/sched.h"
#include "kernel/signal.h"
#include "kernel/vmrequest.h"

/*
 * Would the processor go on with p where p's code segment has ended? It refuses
 * to return there, and complains in the kernel: p must get the signal instead.
 */
static bool left_its_text(const struct proc *p)
{
	return arch_pc(p) >= arch_text_size(p);
}

/*
 * What is seldom left to do. The kernel call comes first: it still needs VM's
 * answer to it, which the next request to VM overwrites.
 */
static bool finish_rare_work(struct proc *p)
{
	if (p->misc & MF_KCALL_RESUME) {
		kcall_resume(p);
		return false;
	}
	return async_tell(p);
}

/*
 * Finish what is left to do for p, whose address space is loaded. False: p must
 * wait again, or another process may have to go first now. p runs only when all
 * is done, so it never reads of results (SIGKASYNC) that are not there yet.
 */
static bool finish_pending_work(struct proc *p)
{
	vmassert(p == proc_ptr && proc_runnable(p));
	if ((p->misc & (MF_KCALL_RESUME | MF_ASYNC_DONE)) &&
	    !finish_rare_work(p))
		return false;
	if ((p->misc & MF_DELIVERMSG) && !deliver_message(p))
		return false;
	if (left_its_text(p)) {
		signal_cause(p, SIGSEGV);
		return false;
	}
	return true;
}

void switch_to_user(void)
{
	struct proc *p;

	do {
		p = sched_pick();
		if (!p)
			p = idle();
		proc_ptr = p;
		switch_address_space(p);
		if (DEBUG_VMASSERT)
			arch_check(p);
	} while (!finish_pending_work(p));
	if (DEBUG_VMASSERT)
		check_all(p);
	vmassert(!left_its_text(p));
	arch_return_to_user(p);
}
