/*
 * SYS_DIAG: diagnostic output and the instrumentation's switches.
 *
 *	diag.what  DIAG_PRINT: print diag.len bytes (1 .. DIAG_LINE_MAX) at
 *	           diag.ptr as one line "name(ep): text"
 *	           DIAG_TRACE: trace mask := diag.ptr; reply diag.ptr: the old
 *	           DIAG_COUNTERS: print the counters
 *
 * A character takes the serial line about 90 instructions, during which
 * interrupts are off.
 *
 * What is not a printable character is printed as '?': nobody can write lines
 * that look like the kernel's.
 *
 * Errors: -EINVAL (what, len), -EFAULT (ptr), -ENOMEM (no memory for ptr's
 * page), -EPERM (a plain program may only print).
 * Who may call it: everybody.
 */
#include "kernel/arch.h"
#include "kernel/counters.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"

static int print(struct proc *caller, const struct msg_diag *diag)
{
	static char line[DIAG_LINE_MAX + 1];
	int r;

	if (diag->len < 1 || diag->len > DIAG_LINE_MAX)
		return -EINVAL;
	r = data_copy_in_vmcheck(caller, diag->ptr, line, diag->len);
	if (r != OK)
		return r;
	line[diag->len] = '\0';
	for (uint32_t i = 0; i < diag->len; i++)
		if (line[i] < ' ' || line[i] > '~')
			line[i] = '?';
	log_line(WHO ": %s", WHO_OF(caller), line);
	return OK;
}

int do_diag(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	if (req->diag.what == DIAG_PRINT)
		return print(caller, &req->diag);
	if (caller->priv->kind == PRIV_USER)
		return -EPERM;
	switch (req->diag.what) {
	case DIAG_TRACE:
		reply->diag.ptr = trace_mask;
		trace_mask = req->diag.ptr;
		return OK;
	case DIAG_COUNTERS:
		counters_print();
		return OK;
	default:
		return -EINVAL;
	}
}
