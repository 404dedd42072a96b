/*
 * SYS_PRIVCTL: what a process may do.
 *
 *	privctl.ep     which
 *	privctl.what   PRIVCTL_DISALLOW: it stops, until it is allowed again
 *	               PRIVCTL_SET_SERVICE: it has all privileges of a role
 *	               PRIVCTL_SET_USER: it has a plain program's
 *	               PRIVCTL_NARROW: a service keeps only some of its calls
 *	               PRIVCTL_ADD_PORTS, PRIVCTL_ADD_LINES: a service may use
 *	               these, too
 *	               PRIVCTL_ALLOW: it runs on, with what it has now
 *	privctl.role   SET_SERVICE: the role's name and a 0 (kernel/role.c)
 *	privctl.traps  NARROW: the IPC calls it may still make (1 << enum
 *	               ipc_call), if it might make them before
 *	privctl.calls  the same of kernel calls, 32 a word
 *	privctl.first, last  ADD_PORTS: of I/O ports; ADD_LINES: of interrupt
 *	               lines
 *
 * Nobody gets more than the table of roles allows: NARROW takes away, and what
 * it took only SET_SERVICE gives back. The caller cannot give away memory that
 * it does not reach itself.
 *
 * Privileges change only while the process is disallowed, so none sees its own
 * change under its hands. A service's child is born that way (SYS_FORK).
 *
 * A process that becomes a service, or is one no more, has no alarm, no grants,
 * no table of messages (SENDA), and no ports or interrupt lines. A service that
 * is given its own role again keeps them.
 *
 * Errors: -EINVAL (no such process, what, role; ports or lines that are none),
 * -EPERM (a task, PM, VM; DISALLOW of a process that is disallowed already, or
 * any other request for one that is not; SET_SERVICE of a service that has
 * another role, or to a role that is no service's or reaches memory that the
 * caller does not; NARROW, ports or lines for a process that is no service;
 * lines that are the kernel's), -ENOMEM (no privilege structure, or too many
 * ranges of ports).
 * Who may call it: PM.
 */
#include "kernel/async.h"
#include "kernel/debug.h"
#include "kernel/device.h"
#include "kernel/irq.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

_Static_assert(sizeof(((struct msg_privctl *)0)->calls) ==
		       CALL_WORDS * sizeof(uint32_t),
	       "a message holds a mask of all kernel calls");

static int service_make(struct proc *caller, struct proc *p,
			const struct msg_privctl *privctl)
{
	const struct role *now = p->priv->role, *role;
	int r;

	if (privctl->role[sizeof(privctl->role) - 1] != '\0')
		return -EINVAL;
	role = role_find(privctl->role);
	if (!role)
		return -EINVAL;
	if (role->kind != PRIV_SERVICE ||
	    role->reach > caller->priv->role->reach)
		return -EPERM;
	if (now->kind == PRIV_SERVICE && now != role)
		return -EPERM;
	r = priv_change(p, role);
	assert(r != OK || (p->priv->role == role && p->priv->proc == p));
	async_retry();
	return r;
}

static int user_make(struct proc *p)
{
	int r;

	async_cancel(p);
	irq_forget(p);
	r = priv_change(p, role_user);
	async_retry();
	return r;
}

/* What is done to services only. */
static int service_adjust(struct proc *p, const struct msg_privctl *privctl)
{
	if (p->priv->kind != PRIV_SERVICE)
		return -EPERM;
	switch (privctl->what) {
	case PRIVCTL_ADD_PORTS:
		return device_give_ports(p, privctl->first, privctl->last);
	case PRIVCTL_ADD_LINES:
		return device_give_lines(p, privctl->first, privctl->last);
	default:
		priv_narrow(p, privctl->traps, privctl->calls);
		return OK;
	}
}

int do_privctl(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	const struct msg_privctl *privctl = &req->privctl;
	struct proc *p = proc_lookup(privctl->ep);
	bool disallow = privctl->what == PRIVCTL_DISALLOW;

	(void)reply;
	if (!p || privctl->what < PRIVCTL_ALLOW ||
	    privctl->what > PRIVCTL_NARROW)
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
		return service_make(caller, p, privctl);
	case PRIVCTL_SET_USER:
		return user_make(p);
	default:
		return service_adjust(p, privctl);
	}
}
