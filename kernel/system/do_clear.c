/*
 * SYS_CLEAR: a process is dead; free its slot.
 *
 *	process.ep  who
 *
 * It leaves every queue; whoever waits for it gets -EDEADSRCDST; requests
 * about its memory are answered -EFAULT. Its memory is VM's affair (VM_EXIT).
 *
 * Errors: -EINVAL (no such process), -EPERM (a task, PM, VM).
 * Who may call it: PM.
 */
#include "kernel/system/system.h"

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
