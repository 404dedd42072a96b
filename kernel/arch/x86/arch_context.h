/*
 * arch_context.h: what the kernel asks about a process that is not running:
 * its registers, and where its pointers lead. Which register means what is told
 * in <faultline/call.h>.
 */
#pragma once

#include "kernel/proc.h"

#define INT_BYTES 2 /* INT n is so long */

/* The result of its trap. */
static inline void arch_set_result(struct proc *p, int result)
{
	p->arch.regs.eax = (uint32_t)result;
}

/* The status word of its RECEIVE. */
static inline void arch_set_status(struct proc *p, uint32_t status)
{
	p->arch.regs.ebx = status;
}

/* Its trap is to be executed again. */
static inline void arch_retry_trap(struct proc *p)
{
	p->arch.regs.eip -= INT_BYTES;
}

/* The end of its code segment. */
static inline uint32_t arch_text_size(const struct proc *p)
{
	return p->arch.text_size;
}

static inline vir_t arch_pc(const struct proc *p)
{
	return p->arch.regs.eip;
}

static inline vir_t arch_sp(const struct proc *p)
{
	return p->arch.regs.esp;
}

/*
 * Virtual to linear: [vir, vir + bytes) of p's segment seg. -EFAULT: not (all)
 * in the segment. bytes must not be 0.
 *
 * Data and stack are one range to the processor, so they are here: an address
 * above the data belongs to the stack's segment, hole included.
 */
static inline int umap_local(const struct proc *p, enum segment seg, vir_t vir,
			     uint32_t bytes, lin_t *lin)
{
	uint32_t size = seg == SEG_T ? p->arch.text_size : p->arch.data_size;

	if (bytes > size || vir > size - bytes)
		return -EFAULT;
	*lin = p->arch.base + vir;
	return OK;
}
