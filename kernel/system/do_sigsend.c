/*
 * SYS_SIGSEND: put a signal handler in a process's way.
 *
 *	sigsend.ep         whose
 *	sigsend.signal     the handler's first argument (1 .. 25)
 *	sigsend.handler    where it begins
 *	sigsend.return_to  where it returns to: code of the process that asks PM
 *	                   for SYS_SIGRETURN
 *	sigsend.mask       PM's affair; SYS_SIGRETURN gives it back
 *
 * A struct signal_frame goes on the process's stack, and in it all registers;
 * then the process is at its handler, as if something had called it. Nothing
 * but the registers changes: it is stopped, or waits for VM to serve a page
 * fault, as before.
 *
 * The stack's page may be missing, or shared copy-on-write: then the call
 * suspends its caller, and is executed again. So the frame is written, in one
 * copy, before the first register changes.
 *
 * Whose call is not over cannot have a handler yet, for the call's result goes
 * to the registers: PM first answers it, or waits (see SYS_RUNCTL).
 *
 * Errors: -EINVAL (no such process or signal), -EPERM (a task, PM, VM), -EBUSY
 * (it sends, receives, or its call is not over), -EFAULT (no room on the
 * stack), -ENOMEM.
 * Who may call it: PM.
 */
#include "kernel/arch.h"
#include "kernel/signal.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

#define STACK_ALIGNMENT 16u /* where arguments begin, as C has it */

/* Below sp, so that the first argument is aligned. */
static vir_t frame_place(vir_t sp)
{
	vir_t arguments =
		ROUND_DOWN(sp - sizeof(struct signal_frame), STACK_ALIGNMENT);

	return arguments - offsetof(struct signal_frame, signal);
}

int do_sigsend(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	const struct msg_sigsend *send = &req->sigsend;
	struct signal_frame frame = {
		.return_to = send->return_to,
		.signal = send->signal,
		.saved.mask = send->mask,
	};
	struct copy copy = {{NULL, kernel_phys(&frame)},
			    .bytes = sizeof(frame)};
	struct proc *p;
	vir_t at;
	int r = signal_target(send->ep, &p);

	(void)reply;
	if (r != OK)
		return r;
	if (send->signal < 1 || send->signal > SIGNAL_MAX)
		return -EINVAL;
	if (proc_in_call(p) || (p->rts & RTS_RECEIVING))
		return -EBUSY;

	at = frame_place(arch_sp(p));
	frame.context = at + offsetof(struct signal_frame, saved);
	arch_context_save(p, &frame.saved);
	r = copy_side_resolve(caller, send->ep, SEG_D, at, sizeof(frame),
			      &copy.dst);
	if (r == OK)
		r = virtual_copy_vmcheck(caller, &copy);
	if (r != OK)
		return r;
	TRACE(signal, send, "who=" WHO " sig=%s at=0x%08x", WHO_OF(p),
	      signal_name((int)send->signal), at);
	arch_context_enter(p, send->handler, at, &frame);
	return OK;
}
