/*
 * SYS_ABORT: end the machine.
 *
 *	exit.status  enum abort_how
 *
 * Prints the counters and the closing line of the log, and switches off.
 * ABORT_PANIC is a panic in the name of the caller. Does not return.
 *
 * Errors: -EINVAL (status is neither).
 * Who may call it: PM, VM.
 */
#include "kernel/arch.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/log.h"
#include "kernel/system/system.h"

int do_abort(struct proc *caller, const struct message *req,
	     struct message *reply)
{
	(void)reply;
	if (req->exit.status == ABORT_PANIC)
		panic(WHO " cannot go on", WHO_OF(caller));
	if (req->exit.status != ABORT_DONE)
		return -EINVAL;
	counters_print();
	log_line("end.shutdown by=" WHO, WHO_OF(caller));
	arch_power_off();
}
