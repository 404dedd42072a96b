/*
 * SYS_ENDKSIG: the signals that SYS_GETKSIG gave are dealt with.
 *
 *	process.ep  whose they were; it runs on, unless it has new ones
 *
 * Errors: -EINVAL (no such process, or none of its signals was fetched).
 * Who may call it: PM.
 */
#include "kernel/system/system.h"

int do_endksig(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	struct proc *p = proc_lookup(req->process.ep);

	(void)caller, (void)reply;
	if (!p || !(p->rts & RTS_SIG_PENDING))
		return -EINVAL;
	if (!(p->rts & RTS_SIGNALED))
		proc_release(p, RTS_SIG_PENDING);
	return OK;
}
