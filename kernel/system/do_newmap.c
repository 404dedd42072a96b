/*
 * SYS_NEWMAP: give a process a new memory map.
 *
 *	newmap.ep   whose map
 *	newmap.map  address, in the caller, of struct mem_map[NR_SEGS]
 *
 * Its segments are built anew, and the address of its message buffer.
 *
 * Errors: -EINVAL (no such process, or segments that do not have one base or
 * do not fit), -EPERM (a task), -EFAULT (map).
 * Who may call it: VM.
 */
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/deliver.h"
#include "kernel/system/system.h"

int do_newmap(struct proc *caller, const struct message *req,
	      struct message *reply)
{
	struct proc *p = proc_lookup_self(req->newmap.ep, caller);
	struct mem_map map[NR_SEGS];
	int r;

	(void)reply;
	if (!p)
		return -EINVAL;
	if (proc_nr(p) < 0)
		return -EPERM;
	r = data_copy_in_vmcheck(caller, req->newmap.map, map, sizeof(map));
	if (r != OK)
		return r;
	return newmap(p, map);
}
