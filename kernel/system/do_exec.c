/*
 * SYS_EXEC: a process goes on as another program.
 *
 *	exec.ep    which; its new memory is there already
 *	exec.pc    where it starts
 *	exec.sp    its stack pointer
 *	exec.name  its name: 1 to 15 characters and a 0; no blanks
 *
 * All other registers are 0. The old program's last call has no answer any
 * more: a message that was on its way to it is dropped, and whoever answers
 * later finds nobody waiting. Its grants and its table of messages (SENDA) are
 * gone. It keeps its endpoint, its privileges, its alarm, and signals that PM
 * has not dealt with.
 *
 * Errors: -EINVAL (no such process; it is sending, or its kernel call is not
 * over; the name), -EPERM (a task, PM, VM).
 * Who may call it: PM.
 */
#include "kernel/arch.h"
#include "kernel/async.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"
#include <lib/base/string.h>

_Static_assert(sizeof(((struct msg_exec *)0)->name) == PROC_NAME_LEN,
	       "a message holds any name");

/* Names stand in the log, where nobody may write what looks like a line. */
static bool name_valid(const char *name)
{
	size_t len = 0;

	while (len < PROC_NAME_LEN && name[len] > ' ' && name[len] <= '~')
		len++;
	return len > 0 && len < PROC_NAME_LEN && name[len] == '\0';
}

int do_exec(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	const struct msg_exec *exec = &req->exec;
	struct proc *p = proc_lookup(exec->ep);

	(void)reply;
	if (!p || !name_valid(exec->name))
		return -EINVAL;
	if (proc_nr(p) < 0 || p == caller || p == proc_vm())
		return -EPERM;
	/* What it has begun would be finished in the new program's memory. */
	if (proc_in_call(p))
		return -EINVAL;
	TRACE(proc, exec, "who=" WHO " name=%s pc=0x%08x sp=0x%08x", WHO_OF(p),
	      exec->name, exec->pc, exec->sp);
	strlcpy(p->name, exec->name, sizeof(p->name));
	p->elf = NULL; /* not the boot module's symbols any more */
	p->elf_size = 0;
	p->misc &= ~(MF_DELIVERMSG | MF_REPLY_PEND);
	p->getfrom = NONE;
	p->priv->grant_entries = 0;
	async_cancel(p);
	arch_init_context(p, exec->pc, exec->sp);
	proc_release(p, RTS_RECEIVING);
	return OK;
}
