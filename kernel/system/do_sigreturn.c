/*
 * SYS_SIGRETURN: a handler is done; its process goes on where it was.
 *
 *	sigreturn.ep       whose
 *	sigreturn.context  address of the struct signal_context that its handler
 *	                   was given, in its memory
 * Reply:
 *	sigreturn.mask     what SYS_SIGSEND was given
 *
 * The process may have written what it likes there: what is not for it to
 * choose (privilege, interrupts off, segments) is not taken from there.
 *
 * If the process waits for the caller's answer, as one does that has asked for
 * this, it does not any more: its call is not part of where it was. The caller
 * must not answer it. Any other call of its must be over.
 *
 * Errors: -EINVAL (no such process), -EPERM (a task, PM, VM), -EBUSY (it sends,
 * its kernel call is not over, or it receives from somebody else), -EFAULT
 * (context).
 * Who may call it: PM.
 */
#include "kernel/arch.h"
#include "kernel/ipc.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

static bool waits_for_other(const struct proc *p, const struct proc *caller)
{
	return (p->rts & RTS_RECEIVING) && p->getfrom != caller->endpoint;
}

int do_sigreturn(struct proc *caller, const struct message *req,
		 struct message *reply)
{
	struct signal_context context = {0};
	struct copy copy = {.dst = {NULL, kernel_phys(&context)},
			    .bytes = sizeof(context)};
	struct proc *p;
	int r = signal_target(req->sigreturn.ep, &p);

	if (r != OK)
		return r;
	if (proc_in_call(p) || waits_for_other(p, caller))
		return -EBUSY;
	r = copy_side_resolve(caller, req->sigreturn.ep, SEG_D,
			      req->sigreturn.context, sizeof(context),
			      &copy.src);
	if (r == OK)
		r = virtual_copy_vmcheck(caller, &copy);
	if (r != OK)
		return r;
	arch_context_restore(p, &context);
	ipc_end_receive(p);
	TRACE(signal, return, "who=" WHO, WHO_OF(p));
	reply->sigreturn.mask = context.mask;
	return OK;
}
