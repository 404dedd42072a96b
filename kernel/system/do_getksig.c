/*
 * SYS_GETKSIG: fetch the signals of some process that has any.
 *
 * Reply:
 *	process.ep      whose; NONE when no process has signals
 *	process.signal  the set, bits 1 << signal number
 *
 * The process stays stopped until SYS_ENDKSIG (or SYS_CLEAR).
 *
 * Who may call it: PM.
 */
#include "kernel/system/system.h"

int do_getksig(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	(void)caller, (void)req;
	reply->process.ep = NONE;
	reply->process.signal = 0;
	for (int nr = 0; nr < NR_PROCS; nr++) {
		struct proc *p = proc_slot(nr);

		if (!(p->rts & RTS_SIGNALED))
			continue;
		reply->process.ep = p->endpoint;
		reply->process.signal = p->signals;
		p->signals = 0;
		proc_release(p, RTS_SIGNALED);
		break;
	}
	return OK;
}
