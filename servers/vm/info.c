/*
 * info.c: VM_INFO: how much memory there is, and how much a process has.
 *
 *	vminfo.what  VMI_FRAMES, VMI_PROC
 *	vminfo.ep    VMI_PROC: whose (SELF: the caller's)
 * Reply:
 *	vminfo.total, vminfo.free  VMI_FRAMES: frames that VM manages, and free
 *	                           ones; VMI_PROC: pages that are there, regions
 *
 * The answer is in the message, so VM need not write to the caller's memory.
 * Errors: -EINVAL (what), -ESRCH (no such process, or it has no page table).
 */
#include "servers/vm/info.h"
#include <faultline/call.h>
#include <faultline/errors.h>
#include "servers/vm/frame.h"

static int info_proc(const struct vmproc *p, struct msg_vminfo *info)
{
	if (p == NULL || !(p->flags & VMP_PAGED))
		return -ESRCH;
	info->total = p->pages;
	info->free = p->regions.count;
	return OK;
}

int do_info(struct vmproc *p, struct message *m)
{
	switch (m->vminfo.what) {
	case VMI_FRAMES:
		m->vminfo.total = frame_count_total();
		m->vminfo.free = frame_count_free();
		return OK;
	case VMI_PROC:
		if (m->vminfo.ep != SELF)
			p = vmproc_lookup_paged(m->vminfo.ep);
		return info_proc(p, &m->vminfo);
	default:
		return -EINVAL;
	}
}
