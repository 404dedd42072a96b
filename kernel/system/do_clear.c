/*
 * SYS_CLEAR: a process is dead; free its slot.
 *
 *	process.ep  who
 *
 * It leaves every queue; whoever waits for it gets -EDEADSRCDST; requests
 * about its memory are answered -EFAULT. Its memory is VM's affair (VM_EXIT).
 *
 * Each part of the kernel that keeps something about processes has a function
 * that forgets one, called here and nowhere else; none of them calls another.
 * The order is from what needs most of a process to what needs least: what is
 * handed back last is its privileges, by whose number the others know it.
 *
 * Errors: -EINVAL (no such process), -EPERM (a task, PM, VM).
 * Who may call it: PM.
 */
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

void proc_clear(struct proc *p)
{
	TRACE(proc, exit, "who=" WHO, WHO_OF(p));
	proc_stop(p, RTS_PROC_STOP);
	p->misc &= ~MF_SIG_DELAY; /* nobody waits for its signal now */
	irq_forget(p);
	vmrequest_forget(p);
	async_forget(p);
	ipc_forget(p);
	priv_release(p);
	paging_forget(p);
	proc_free(p);
}

int do_clear(struct proc *caller, const struct message *req,
	     struct message *reply)
{
	struct proc *p = proc_lookup(req->process.ep);

	(void)reply;
	if (!p)
		return -EINVAL;
	if (proc_nr(p) < 0 || p == caller || p == proc_vm())
		return -EPERM;
	proc_clear(p);
	return OK;
}
