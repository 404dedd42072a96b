/*
 * SYS_PRIVCTL: what a process may do.
 *
 *	privctl.ep     which
 *	privctl.what   PRIVCTL_DISALLOW: it stops, until it is allowed again
 *	               PRIVCTL_SET_SERVICE: it has a service's privileges
 *	               PRIVCTL_SET_USER: it has a plain program's
 *	               PRIVCTL_ADD_PORTS, PRIVCTL_ADD_LINES: a service may use
 *	               these, too
 *	               PRIVCTL_ALLOW: it runs on, with what it has now
 *	privctl.traps  SET_SERVICE: the IPC calls it may make (1 << enum
 *	               ipc_call); what services may not, it may not either
 *	privctl.calls  the same of kernel calls, 32 a word
 *	privctl.first, last  ADD_PORTS: of I/O ports; ADD_LINES: of interrupt
 *	               lines
 *
 * Privileges change only while the process is disallowed, so none sees its own
 * change under its hands. A service's child is born that way (SYS_FORK).
 *
 * A process that becomes a service, or is one no more, has no alarm, no grants,
 * no table of messages (SENDA), and no ports or interrupt lines. A service that
 * is made one again keeps them.
 *
 * Errors: -EINVAL (no such process, what; ports or lines that are none), -EPERM
 * (a task, PM, VM; DISALLOW of who is disallowed, the others of who is not;
 * ports or lines for who is no service, or lines that are the kernel's),
 * -ENOMEM (no privilege structure, or it has too many ranges of ports).
 * Who may call it: PM.
 */
#include "kernel/async.h"
#include "kernel/device.h"
#include "kernel/irq.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

_Static_assert(sizeof(((struct msg_privctl *)0)->calls) ==
		       CALL_WORDS * sizeof(uint32_t),
	       "a message holds a mask of all kernel calls");

static int service_make(struct proc *p, const struct msg_privctl *privctl)
{
	int r = priv_change(p, PRIV_SERVICE);

	if (r == OK)
		priv_narrow(p, privctl->traps, privctl->calls);
	async_retry();
	return r;
}

static int user_make(struct proc *p)
{
	int r;

	async_cancel(p);
	irq_forget(p);
	r = priv_change(p, PRIV_USER);
	async_retry();
	return r;
}

static int device_add(struct proc *p, const struct msg_privctl *privctl)
{
	if (p->priv->kind != PRIV_SERVICE)
		return -EPERM;
	return privctl->what == PRIVCTL_ADD_PORTS
		       ? device_give_ports(p, privctl->first, privctl->last)
		       : device_give_lines(p, privctl->first, privctl->last);
}

int do_privctl(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	const struct msg_privctl *privctl = &req->privctl;
	struct proc *p = proc_lookup(privctl->ep);
	bool disallow = privctl->what == PRIVCTL_DISALLOW;

	(void)reply;
	if (!p || privctl->what < PRIVCTL_ALLOW ||
	    privctl->what > PRIVCTL_ADD_LINES)
		return -EINVAL;
	if (proc_nr(p) < 0 || p == caller || p == proc_vm())
		return -EPERM;
	if (disallow == ((p->rts & RTS_NO_PRIV) != 0))
		return -EPERM;
	switch (privctl->what) {
	case PRIVCTL_ALLOW:
		proc_release(p, RTS_NO_PRIV);
		return OK;
	case PRIVCTL_DISALLOW:
		proc_stop(p, RTS_NO_PRIV);
		return OK;
	case PRIVCTL_SET_SERVICE:
		return service_make(p, privctl);
	case PRIVCTL_SET_USER:
		return user_make(p);
	default:
		return device_add(p, privctl);
	}
}
