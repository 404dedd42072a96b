/*
 * signal.c: signals, as far as the kernel is concerned.
 *
 * The kernel only stops the process, collects its signals, and tells PM that
 * there are some (SIGKSIG). PM fetches them (SYS_GETKSIG) and decides. PM and
 * VM have nobody above them: a signal to one of them is reported and stops it
 * for good; the rest of the system goes on as far as it can without.
 */
#include "kernel/signal.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/log.h"
#include "kernel/priv.h"
#include "kernel/trace.h"

static const char *const names[] = {
	[SIGILL] = "SIGILL",         [SIGTRAP] = "SIGTRAP",
	[SIGABRT] = "SIGABRT",       [SIGBUS] = "SIGBUS",
	[SIGFPE] = "SIGFPE",         [SIGKILL] = "SIGKILL",
	[SIGSEGV] = "SIGSEGV",       [SIGKMEM] = "SIGKMEM",
	[SIGKSIG] = "SIGKSIG",       [SIGKASYNC] = "SIGKASYNC",
	[SIGSNDELAY] = "SIGSNDELAY",
};

const char *signal_name(int nr)
{
	if (nr < 0 || nr >= (int)(sizeof(names) / sizeof(names[0])) ||
	    !names[nr])
		return "signal without a name";
	return names[nr];
}

void signal_notify(struct proc *dst, int nr)
{
	assert(dst->priv->kind != PRIV_USER); /* it has a word of its own */
	dst->priv->sig_pending |= 1u << nr;
	ipc_notify(proc_slot(SYSTEM), dst);
}

void signal_cause(struct proc *p, int nr)
{
	TRACE(signal, cause, "who=" WHO " sig=%s", WHO_OF(p), signal_name(nr));
	vmassert(!proc_is_task(p) && nr > 0 && nr <= SIGSNDELAY);
	if (proc_nr(p) == PM_PROC_NR || p == proc_vm()) {
		log_line("kernel: " WHO " got %s and is stopped for good",
			 WHO_OF(p), signal_name(nr));
		proc_stop(p, RTS_PROC_STOP);
		return;
	}
	p->signals |= 1u << nr;
	if (!(p->rts & RTS_SIGNALED)) {
		proc_stop(p, RTS_SIGNALED | RTS_SIG_PENDING);
		signal_notify(proc_slot(PM_PROC_NR), SIGKSIG);
	}
}

void signal_call_over(struct proc *p)
{
	if (!(p->misc & MF_SIG_DELAY) || proc_in_call(p))
		return;
	p->misc &= ~MF_SIG_DELAY;
	signal_cause(p, SIGSNDELAY);
}

int signal_target(endpoint_t e, struct proc **p)
{
	*p = proc_lookup(e);
	if (!*p)
		return -EINVAL;
	if (proc_nr(*p) < 0 || proc_nr(*p) == PM_PROC_NR || *p == proc_vm())
		return -EPERM;
	return OK;
}
