/*
 * copy.c: copying from anywhere to anywhere.
 *
 * Each side of a copy is an address in some process, or a physical one. The
 * windows make a piece of each side visible; the trapped copy moves it; and so
 * on to the end. Nothing is looked up before: that memory is missing shows
 * when the copy faults. Then the fault is either the caller's affair (-EFAULT)
 * or VM is asked for the rest of the range, and the call is executed again.
 */
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/paging.h"
#include "kernel/arch/x86/phys_copy.h"
#include "kernel/arch/x86/window.h"
#include "kernel/boot.h"
#include "kernel/counters.h"
#include "kernel/debug.h"
#include "kernel/norec.h"
#include "kernel/trace.h"
#include "kernel/vmrequest.h"

lin_t copy_from_caller(lin_t from, void *to, uint32_t bytes)
{
	return phys_copy(from, (lin_t)to, bytes);
}

lin_t copy_to_loaded(const void *from, lin_t to, uint32_t bytes)
{
	return phys_copy((lin_t)from, to, bytes);
}

/*
 * Which side faulted? The range that holds the address tells, except when the
 * two overlap; what always tells is that a copy reads only its source and
 * writes only its destination.
 */
static int fault_side(lin_t fault, lin_t src, lin_t dst, uint32_t bytes)
{
	bool in_src = fault - src < bytes, in_dst = fault - dst < bytes;

	assert(in_src || in_dst); /* a copy touches nothing else */
	if (in_src && in_dst)
		return caught_error & PF_WRITE ? -EFAULT_DST : -EFAULT_SRC;
	return in_src ? -EFAULT_SRC : -EFAULT_DST;
}

static int chunks_copy(const struct copy_side *src, const struct copy_side *dst,
		       uint32_t bytes, struct copy_side *fault, uint32_t *left)
{
	struct copy_side from = *src, to = *dst;

	while (bytes > 0) {
		uint32_t chunk = bytes; /* 0 when all windows were open */
		lin_t s = window_map(from.proc, from.addr, &chunk);
		lin_t d = window_map(to.proc, to.addr, &chunk);
		lin_t at = phys_copy(s, d, chunk);

		if (at != 0) {
			int r = fault_side(at, s, d, chunk);

			TRACE(copy, fault, "side=%s addr=0x%08x",
			      r == -EFAULT_SRC ? "source" : "destination", at);
			if (fault) {
				*fault = r == -EFAULT_SRC ? from : to;
				*left = bytes;
			}
			return r;
		}
		from.addr += chunk;
		to.addr += chunk;
		bytes -= chunk;
		counters.copied_bytes += chunk;
	}
	return OK;
}

int lin_lin_copy(const struct copy_side *src, const struct copy_side *dst,
		 uint32_t bytes, struct copy_side *fault, uint32_t *left)
{
	int r;

	NOREC_ENTER(lin_lin_copy);
	r = chunks_copy(src, dst, bytes, fault, left);
	NOREC_RETURN(lin_lin_copy);
	return r;
}

int virtual_copy(const struct copy_side *src, const struct copy_side *dst,
		 uint32_t bytes)
{
	if (bytes == 0)
		return -EDOM;
	return lin_lin_copy(src, dst, bytes, NULL, NULL) == OK ? OK : -EFAULT;
}

int virtual_copy_vmcheck(struct proc *caller, const struct copy_side *src,
			 const struct copy_side *dst, uint32_t bytes)
{
	struct copy_side fault;
	uint32_t left;
	int r;

	if (bytes == 0)
		return -EDOM;
	r = lin_lin_copy(src, dst, bytes, &fault, &left);
	if (r == OK)
		return OK;
	if (!fault.proc)
		return -EFAULT; /* physical memory: VM cannot help */
	return vmrequest_check(caller, fault.proc, fault.addr, left,
			       r == -EFAULT_DST, VMSTYPE_KERNELCALL);
}

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
	if (!side->proc || proc_nr(side->proc) < 0)
		return -EDEADSRCDST;
	/* Loaded, but in no page table yet: it cannot be reached. */
	if (paging_on && (side->proc->rts & RTS_VMINHIBIT))
		return -EFAULT;
	return umap_local(side->proc, seg, addr, bytes, &side->addr);
}

/* One side is the kernel's, the other a process's data segment. */
static int data_copy(struct proc *p, vir_t vir, const void *kernel,
		     uint32_t bytes, bool in, bool vmcheck)
{
	struct copy_side user = {p, 0}, own = {NULL, kernel_phys(kernel)};
	const struct copy_side *src = in ? &user : &own;
	const struct copy_side *dst = in ? &own : &user;
	int r = copy_side_resolve(p, SELF, SEG_D, vir, bytes, &user);

	if (r != OK)
		return r;
	return vmcheck ? virtual_copy_vmcheck(p, src, dst, bytes)
		       : virtual_copy(src, dst, bytes);
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

static int chunks_fill(phys_t phys, uint8_t pattern, uint32_t bytes)
{
	while (bytes > 0) {
		uint32_t chunk = bytes;
		lin_t at = window_map(NULL, phys, &chunk);

		if (phys_memset(at, pattern * 0x01010101u, chunk) != 0)
			return -EFAULT;
		phys += chunk;
		bytes -= chunk;
	}
	return OK;
}

int vm_memset(phys_t phys, uint8_t pattern, uint32_t bytes)
{
	int r;

	NOREC_ENTER(vm_memset);
	r = chunks_fill(phys, pattern, bytes);
	NOREC_RETURN(vm_memset);
	return r;
}

static uint32_t phys_read(phys_t phys)
{
	uint32_t bytes;
	lin_t at;

	do { /* once more if all windows were open */
		bytes = sizeof(uint32_t);
		at = window_map(NULL, phys, &bytes);
	} while (bytes == 0);
	return *(const uint32_t *)at;
}

static int lookup(struct proc *p, lin_t lin, phys_t *phys)
{
	uint32_t pde, pte;

	*phys = lin;
	if (!paging_on || !proc_has_pagetable(p))
		return OK;
	pde = directory_of(p)[lin >> BIG_SHIFT];
	if (!(pde & PTE_PRESENT))
		return -EFAULT;
	if (pde & PTE_BIG) {
		*phys = ROUND_DOWN(pde, BIG_SIZE) + lin % BIG_SIZE;
		return OK;
	}
	pte = phys_read((pde & PTE_FRAME) +
			4 * ((lin >> CLICK_SHIFT) % (CLICK_SIZE / 4)));
	if (!(pte & PTE_PRESENT))
		return -EFAULT;
	*phys = (pte & PTE_FRAME) + lin % CLICK_SIZE;
	return OK;
}

int vm_lookup(struct proc *p, lin_t lin, phys_t *phys)
{
	int r;

	NOREC_ENTER(vm_lookup);
	r = lookup(p, lin, phys);
	NOREC_RETURN(vm_lookup);
	return r;
}

bool vm_contiguous(struct proc *p, lin_t lin, uint32_t bytes)
{
	lin_t end = lin + bytes;
	phys_t first, phys;

	if (vm_lookup(p, lin, &first) != OK)
		return false;
	for (lin_t at = ROUND_DOWN(lin, CLICK_SIZE) + CLICK_SIZE; at < end;
	     at += CLICK_SIZE)
		if (vm_lookup(p, at, &phys) != OK || phys - first != at - lin)
			return false;
	return true;
}
