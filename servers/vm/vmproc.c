/*
 * vmproc.c: the table of processes.
 */
#include "servers/vm/vmproc.h"
#include "servers/vm/panic.h"

struct vmproc vmproc_table[NR_PROCS];

struct vmproc *vmproc_lookup(endpoint_t ep)
{
	int slot = endpoint_slot(ep);
	struct vmproc *p;

	if (slot < 0 || slot >= NR_PROCS)
		return NULL;
	p = &vmproc_table[slot];
	return (p->flags & VMP_USED) && p->ep == ep ? p : NULL;
}

struct vmproc *vmproc_lookup_paged(endpoint_t ep)
{
	struct vmproc *p = vmproc_lookup(ep);

	return p != NULL && (p->flags & VMP_PAGED) ? p : NULL;
}

struct vmproc *vmproc_new(endpoint_t ep)
{
	int slot = endpoint_slot(ep);
	struct vmproc *p;

	vm_assert(slot >= 0 && slot < NR_PROCS);
	p = &vmproc_table[slot];
	vm_assert(p->flags == 0);
	*p = (struct vmproc){.flags = VMP_USED, .ep = ep};
	return p;
}
