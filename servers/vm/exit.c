/*
 * exit.c: VM_WILLEXIT, VM_EXIT: the end of a process.
 *
 * Both: process.ep. -ESRCH: VM knows of no such process.
 * WILLEXIT: process.ep will exit. Its memory is still there, for as long as the
 *	kernel has the process.
 * EXIT: the kernel has forgotten process.ep; all that it had is free again.
 *	-EINVAL: there was no WILLEXIT.
 *
 * PM's order is WILLEXIT, SYS_CLEAR, EXIT: no frame is given away while the
 * kernel may still run or reach the process that had it.
 */
#include "servers/vm/exit.h"
#include <faultline/errors.h>
#include <faultline/memmap.h>
#include "servers/vm/kernelpart.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/panic.h"

static void memory_free(struct vmproc *p)
{
	/* Whole regions go, so there is nothing that could fail. */
	region_remove(&p->regions, VM_PROCSTART, VM_DATATOP);
	pagetable_unmap(p, VM_PROCSTART, VM_DATATOP);
	vm_assert(p->regions.first == NULL);
	kernelpart_unbind(p);
	pagetable_delete(p);
}

int do_willexit(struct vmproc *p, struct message *m)
{
	struct vmproc *dying = vmproc_lookup(m->process.ep);

	(void)p;
	if (dying == NULL)
		return -ESRCH;
	dying->flags |= VMP_EXITING;
	return OK;
}

int do_exit(struct vmproc *p, struct message *m)
{
	struct vmproc *dying = vmproc_lookup(m->process.ep);

	(void)p;
	if (dying == NULL)
		return -ESRCH;
	if (!(dying->flags & VMP_EXITING))
		return -EINVAL;
	if (dying->flags & VMP_PAGED)
		memory_free(dying);
	dying->flags = 0;
	return OK;
}
