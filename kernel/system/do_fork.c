/*
 * SYS_FORK: a process becomes two.
 *
 *	fork.ep     the parent, which waits for the answer to a SENDREC
 *	fork.slot   where in the process table; nobody may live there
 *	fork.flags  FORK_VMINHIBIT: the child does not run before VM has given
 *	            it a page table (VMCTL_SETADDRSPACE)
 * Reply:
 *	fork.ep     the child
 *	fork.msg    where, in both, the answer will be written
 *
 * The child waits for an answer from the same server as its parent, and returns
 * from that SENDREC as the parent does: each gets an answer of its own. It has
 * the parent's registers, memory map, name and priority. It does not have what
 * concerns the parent only: who waits for the parent, signals, requests to VM,
 * alarm, times, page table. So the new slot is filled with what a child has,
 * and is no copy from which things would have to be taken away.
 *
 * A plain program's child has the privileges that all programs share. The child
 * of a service or a server has them, too, but does not run before SYS_PRIVCTL
 * has allowed it.
 *
 * Errors: -EINVAL (no such process; it does not wait for an answer; the slot is
 * none, or taken; unknown flags; a parent with a page table, but no
 * FORK_VMINHIBIT: its child would run in the memory of others), -ENOMEM (no
 * privilege structure).
 * Who may call it: VM.
 */
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/ipc.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"
#include "kernel/trace.h"
#include <lib/base/string.h>

static struct proc *free_slot(uint32_t slot)
{
	struct proc *p = slot < NR_PROCS ? proc_slot((int)slot) : NULL;

	return p && (p->rts & RTS_SLOT_FREE) ? p : NULL;
}

static void identity_set(struct proc *child, const struct proc *parent)
{
	if (endpoint_generation(child->endpoint) == 0)
		child->endpoint = proc_next_endpoint(child);
	strlcpy(child->name, parent->name, sizeof(child->name));
	child->elf = parent->elf;
	child->elf_size = parent->elf_size;
	child->priority = parent->priority;
	child->quantum = child->ticks_left = parent->quantum;
}

/* The child is in the parent's SENDREC, at the same place. */
static void context_set(struct proc *child, const struct proc *parent)
{
	int r;

	arch_copy_context(child, parent);
	child->getfrom = parent->getfrom;
	child->misc = MF_REPLY_PEND;
	child->delivermsg_vir = parent->delivermsg_vir;
	r = newmap(child, parent->map);
	assert(r == OK); /* it is in use */
}

static uint32_t reasons_to_wait(const struct proc *parent, uint32_t flags)
{
	uint32_t rts = RTS_RECEIVING;

	if (flags & FORK_VMINHIBIT)
		rts |= RTS_VMINHIBIT;
	if (parent->priv->kind != PRIV_USER || (parent->rts & RTS_NO_PRIV))
		rts |= RTS_NO_PRIV;
	return rts;
}

int do_fork(struct proc *caller, const struct message *req,
	    struct message *reply)
{
	const struct msg_fork *fork = &req->fork;
	struct proc *parent = proc_lookup(fork->ep);
	struct proc *child = free_slot(fork->slot);

	(void)caller;
	if (!parent || !ipc_awaits_answer(parent) || !child)
		return -EINVAL;
	if (fork->flags & ~FORK_VMINHIBIT)
		return -EINVAL;
	if (proc_has_pagetable(parent) && !(fork->flags & FORK_VMINHIBIT))
		return -EINVAL;
	proc_claim(child);
	if (priv_assign(child, PRIV_USER) != OK) {
		proc_unclaim(child);
		return -ENOMEM;
	}
	identity_set(child, parent);
	context_set(child, parent);
	child->rts = reasons_to_wait(parent, fork->flags);
	TRACE(proc, fork, "who=" WHO " child=%d", WHO_OF(parent),
	      (int)child->endpoint);
	reply->fork.ep = child->endpoint;
	reply->fork.msg = child->delivermsg_vir;
	return OK;
}
