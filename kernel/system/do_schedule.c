/*
 * SYS_SCHEDULE: when, and for how long, a process runs.
 *
 *	schedule.ep        which
 *	schedule.priority  its queue: PRIO_VM + 1 (best) to NR_QUEUES - 1
 *	schedule.quantum   ticks that it may run in a row when others of its
 *	                   queue want to; at least 1
 *
 * It goes to the tail of its queue, with a whole quantum.
 *
 * Errors: -EINVAL (no such process, priority, quantum), -EPERM (a task, PM, VM;
 * VM's priority: nobody may keep VM from running).
 * Who may call it: PM.
 */
#include "kernel/sched.h"
#include "kernel/system/system.h"

int do_schedule(struct proc *caller, const struct message *req,
		struct message *reply)
{
	const struct msg_schedule *schedule = &req->schedule;
	struct proc *p = proc_lookup(schedule->ep);

	(void)reply;
	if (!p || schedule->priority >= NR_QUEUES || schedule->quantum == 0)
		return -EINVAL;
	if (proc_nr(p) < 0 || p == caller || p == proc_vm() ||
	    schedule->priority == PRIO_VM)
		return -EPERM;
	sched_set(p, schedule->priority, schedule->quantum);
	return OK;
}
