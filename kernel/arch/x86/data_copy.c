/*
 * data_copy.c: the copies that kernel calls make.
 *
 * What a call names is an endpoint, a segment and an address in it; here that
 * becomes a side of a copy, and a fault becomes the caller's affair: -EFAULT,
 * or VM is asked for all that is left, and the call is executed again.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/boot.h"
#include "kernel/debug.h"
#include "kernel/kcall.h"

int copy_side_resolve(struct proc *caller, endpoint_t e, uint32_t seg,
		      uint32_t addr, uint32_t bytes, struct copy_side *side)
{
	if (seg == SEG_PHYS) {
		/* Beyond memory nothing faults, so a copy there would go on. */
		if (bytes > boot_memory_top || addr > boot_memory_top - bytes)
			return -EFAULT;
		*side = (struct copy_side){NULL, addr};
		return OK;
	}
	if (seg >= NR_SEGS)
		return -EINVAL;
	side->proc = proc_lookup_self(e, caller);
	if (!side->proc || proc_is_task(side->proc))
		return -EDEADSRCDST;
	/* Loaded, but in no page table yet: it cannot be reached. */
	if (paging_on && (side->proc->rts & RTS_VMINHIBIT))
		return -EFAULT;
	return umap_local(side->proc, seg, addr, bytes, &side->addr);
}

/* fault says which side of the copy is not there. */
static int wait_for_vm(struct proc *caller, const struct copy *left, int fault)
{
	bool write = fault == -EFAULT_DST;
	const struct copy_side *side = write ? &left->dst : &left->src;

	if (!side->proc)
		return -EFAULT; /* physical memory: VM cannot help */
	return vmrequest_check(caller, side->proc, side->addr + left->start,
			       left->bytes, write, VMSTYPE_KERNELCALL);
}

int virtual_copy_vmcheck(struct proc *caller, struct copy *copy)
{
	int r;

	do {
		r = lin_lin_copy(copy, KCALL_PART_BYTES);
		if (r != OK)
			return wait_for_vm(caller, copy, r);
		if (copy->bytes == 0)
			return OK;
	} while (!kcall_preempted(caller));
	return -VMSUSPEND;
}

/*
 * One side is the kernel's, the other a process's data segment. A call that
 * is executed again makes the whole copy again, which changes nothing.
 */
static int data_copy(struct proc *p, vir_t vir, const void *kernel,
		     uint32_t bytes, bool in, bool vmcheck)
{
	struct copy copy;
	struct copy_side *user = &copy.dst, *own = &copy.src;
	int r;

	if (in) {
		user = &copy.src;
		own = &copy.dst;
	}
	r = copy_side_resolve(p, SELF, SEG_D, vir, bytes, user);
	if (r != OK)
		return r;
	own->proc = NULL;
	own->addr = kernel_phys(kernel);
	copy.start = 0;
	copy.bytes = bytes;
	vmassert(bytes <= KCALL_PART_BYTES); /* it is never preempted */
	if (vmcheck)
		return virtual_copy_vmcheck(p, &copy);
	return lin_lin_copy(&copy, bytes) == OK ? OK : -EFAULT;
}

int data_copy_in(struct proc *p, vir_t from, void *to, uint32_t bytes)
{
	return data_copy(p, from, to, bytes, true, false);
}

int data_copy_out(struct proc *p, const void *from, vir_t to, uint32_t bytes)
{
	return data_copy(p, to, from, bytes, false, false);
}

int data_copy_in_vmcheck(struct proc *caller, vir_t from, void *to,
			 uint32_t bytes)
{
	return data_copy(caller, from, to, bytes, true, true);
}

int data_copy_out_vmcheck(struct proc *caller, const void *from, vir_t to,
			  uint32_t bytes)
{
	return data_copy(caller, to, from, bytes, false, true);
}
