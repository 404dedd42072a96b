/*
 * check.c: all that must hold, checked on each way out of the kernel.
 *
 * Each structure has its check beside it, for the unit tests as for this. What
 * they cost is bounded by the processes that have ever lived, not by the size
 * of the table: a kernel that checks itself is a few times slower, so whoever
 * runs it has to give it as many instructions more.
 */
#include "kernel/check.h"

#if DEBUG_VMASSERT

#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/clock.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/norec.h"
#include "kernel/priv.h"
#include "kernel/sched.h"
#include "kernel/vmrequest.h"

void check_all(const struct proc *p)
{
	norec_check();
	assert(p == proc_ptr && proc_runnable(p));
	proc_check();
	sched_check();
	ipc_check();
	async_check();
	vmrequest_check_all();
	priv_check();
	clock_check();
	irq_check();
	arch_check(p);
}

#endif
