/*
 * deliver.c: messages across the border between kernel and process.
 *
 * A message is taken from its sender when the sender traps: its page directory
 * is the loaded one, so the copy is a plain one. It cannot be given to the
 * receiver then, for the receiver's memory is in another page table. So it is
 * parked in the receiver's slot (MF_DELIVERMSG), and written on the way out,
 * when the receiver is about to run and its own directory is loaded.
 *
 * Either copy may fault. The page may just not be there yet: VM is asked, and
 * the copy is tried again. If VM refuses, the process bears it (-EFAULT to a
 * sender, SIGSEGV to a receiver): nothing that a process does with pointers
 * stops the kernel.
 */
#include "kernel/deliver.h"
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/norec.h"
#include "kernel/signal.h"
#include "kernel/trace.h"
#include "kernel/vmrequest.h"

/* The buffer's address when a new memory map has no room for it. */
#define NOWHERE 0xffffffffu

int deliver_buffer(struct proc *p, vir_t vir)
{
	p->delivermsg_vir = vir;
	return umap_local(p, SEG_D, vir, sizeof(p->delivermsg),
			  &p->delivermsg_lin);
}

int deliver_fetch(struct proc *p, vir_t vir, struct message *m)
{
	vmassert(proc_runnable(p)); /* its trap may have to be made again */
	if (deliver_buffer(p, vir) != OK)
		return -EFAULT;
	if (copy_from_caller(p->delivermsg_lin, m, sizeof(*m)) == 0)
		return OK;
	return vmrequest_check(p, p, p->delivermsg_lin, sizeof(*m), false,
			       VMSTYPE_TRAP);
}

void deliver_fix_buffer(struct proc *p)
{
	if (deliver_buffer(p, p->delivermsg_vir) != OK)
		p->delivermsg_lin = NOWHERE;
}

bool deliver_message(struct proc *p)
{
	int r;

	NOREC(deliver_message);
	vmassert((p->misc & MF_DELIVERMSG) && proc_runnable(p));
	if (p->delivermsg_lin == NOWHERE) {
		deliver_refused(p);
		return false;
	}
	if (copy_to_loaded(&p->delivermsg, p->delivermsg_lin,
			   sizeof(p->delivermsg)) == 0) {
		TRACE(deliver, write, "who=" WHO " addr=0x%08x type=0x%x",
		      WHO_OF(p), p->delivermsg_lin,
		      (unsigned)p->delivermsg.type);
		p->misc &= ~MF_DELIVERMSG;
		return true;
	}
	TRACE(deliver, wait, "who=" WHO " addr=0x%08x", WHO_OF(p),
	      p->delivermsg_lin);
	r = vmrequest_check(p, p, p->delivermsg_lin, sizeof(p->delivermsg),
			    true, VMSTYPE_DELIVERMSG);
	if (r != -VMSUSPEND)
		deliver_refused(p);
	return false;
}

void deliver_refused(struct proc *p)
{
	vmassert(p->misc & MF_DELIVERMSG);
	p->misc &= ~MF_DELIVERMSG;
	arch_set_result(p, -EFAULT);
	signal_cause(p, SIGSEGV);
}
