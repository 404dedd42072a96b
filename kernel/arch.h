/*
 * arch.h: what the kernel asks of the machine. All of it is in
 * kernel/arch/x86/; nothing outside that directory knows more about x86.
 */
#pragma once

#include <faultline/signal.h>
#include "kernel/arch/x86/arch_context.h"
#include "kernel/proc.h"

/* --- the machine ------------------------------------------------------- */

uint64_t arch_ticks(void);  /* instructions since its first */
void arch_putc(char c);     /* to the serial port and the screen */
void arch_idle(void);       /* let one interrupt in, or wait for it */
void arch_interrupts(void); /* let in those that wait */
_Noreturn void arch_power_off(void);
void arch_backtrace(void); /* of the kernel, from the caller on */

phys_t kernel_phys(const void *p); /* where something of the kernel's lies */

/* The kernel's own ELF file, for its symbols. */
void kernel_symbols(const void *elf, uint32_t size);

/* --- traps and registers ----------------------------------------------- */

/* Back to p, whose address space is loaded. Its registers: arch_context.h. */
_Noreturn void arch_return_to_user(struct proc *p);

/* Registers of a process that starts at entry, with stack pointer sp. */
void arch_init_context(struct proc *p, vir_t entry, vir_t sp);

/* The registers of parent, who is in a trap: child returns from it with OK. */
void arch_copy_context(struct proc *child, const struct proc *parent);

/* --- signal handlers (context.c) ---------------------------------------- */

/* p's registers, as a handler's frame has them (all but the mask). */
void arch_context_save(const struct proc *p, struct signal_context *context);

/*
 * p goes on as context says; what in it is not for a process to choose stays
 * what it is.
 */
void arch_context_restore(struct proc *p, const struct signal_context *context);

/* p goes on at handler, its stack pointer at frame, which is there already. */
void arch_context_enter(struct proc *p, vir_t handler, vir_t at,
			const struct signal_frame *frame);

/* --- devices (interrupt.c, port.c) --------------------------------------- */

/* Interrupts of that line (0 .. NR_IRQS - 1) may come from now on, or not. */
void arch_irq_enable(uint32_t line);
void arch_irq_disable(uint32_t line);

/* 1, 2 or 4 bytes at once. */
uint32_t arch_port_read(uint16_t port, uint32_t bytes);
void arch_port_write(uint16_t port, uint32_t bytes, uint32_t value);

/* --- segments (segments.c; umap_local(): arch_context.h) ------------------ */

/* p's memory map has changed: build its segments. */
void arch_set_segments(struct proc *p);

/*
 * Give p another memory map: segments and message buffer follow. -EINVAL: its
 * segments do not have one base, or leave the linear address space.
 */
int newmap(struct proc *p, const struct mem_map map[NR_SEGS]);

/* --- address spaces (paging.c) ------------------------------------------ */

/* Make p's segments and, if it has one, its page directory current. */
void switch_address_space(struct proc *p);

/* VMCTL_ENABLE_PAGING. */
int paging_enable(struct proc *caller, vir_t params);

/* p is dying: forget its page directory. */
void paging_forget(struct proc *p);

/* --- page faults (pagefault.c) ------------------------------------------ */

/* VMCTL_CLEAR_PAGEFAULT. */
int pagefault_clear(struct proc *p);

/* --- other memory (copy.c, data_copy.c, lookup.c) ------------------------- */

/* One side of a copy. proc NULL: addr is physical; else linear in proc. */
struct copy_side {
	struct proc *proc;
	uint32_t addr;
};

/*
 * What e, seg, addr mean to caller, as a side of a copy of so many bytes:
 * -EDEADSRCDST, -EINVAL (seg), -EFAULT. bytes must not be 0.
 */
int copy_side_resolve(struct proc *caller, endpoint_t e, uint32_t seg,
		      uint32_t addr, uint32_t bytes, struct copy_side *side);

/*
 * A copy, or what is left of it: bytes [start, start + bytes) of both sides.
 * start is 0 at first. What is done is taken off there, or off the end.
 */
struct copy {
	struct copy_side src, dst;
	uint32_t start, bytes;
};

/*
 * Copy, but at most so many bytes. A fault is -EFAULT_SRC or -EFAULT_DST.
 * Whatever the result, *copy is what is left. bytes must not be 0.
 */
int lin_lin_copy(struct copy *copy, uint32_t most);

/*
 * Copy all, or suspend caller's kernel call, because VM must help or somebody
 * else is to run first: -VMSUSPEND. Then *copy is what is left, and the caller
 * takes what is done off its request (see kcall.h). bytes must not be 0.
 */
int virtual_copy_vmcheck(struct proc *caller, struct copy *copy);

/*
 * Between a process's data segment and the kernel, without and with suspension.
 */
int data_copy_in(struct proc *p, vir_t from, void *to, uint32_t bytes);
int data_copy_out(struct proc *p, const void *from, vir_t to, uint32_t bytes);
int data_copy_in_vmcheck(struct proc *caller, vir_t from, void *to,
			 uint32_t bytes);
int data_copy_out_vmcheck(struct proc *caller, const void *from, vir_t to,
			  uint32_t bytes);

/*
 * From memory of proc_ptr, whose trap this is, to the kernel; and to memory of
 * who is about to run, whose address space is loaded. 0, or an address in that
 * memory which is not there.
 */
lin_t copy_from_caller(lin_t from, void *to, uint32_t bytes);
lin_t copy_to_loaded(const void *from, lin_t to, uint32_t bytes);

/* Fill physical memory. */
int vm_memset(phys_t phys, uint8_t pattern, uint32_t bytes);

/* Linear to physical: -EFAULT if p's page is not there. */
int vm_lookup(struct proc *p, lin_t lin, phys_t *phys);

/*
 * Virtual to physical: of bytes that are all there, and contiguous. -EFAULT:
 * they are not, or not all in the segment. bytes must not be 0.
 */
int umap_virtual(struct proc *p, enum segment seg, vir_t vir, uint32_t bytes,
		 phys_t *phys);

/* --- what must hold (check.c; DEBUG_VMASSERT builds) ---------------------- */

/* From now on it does. */
void arch_check_begin(void);

/* Panic unless registers and tables agree; p is about to run. */
void arch_check(const struct proc *p);

/* --- the kernel's own mappings (physmap.c) ------------------------------- */

/* VMCTL_KERN_PHYSMAP, VMCTL_KERN_MAP_REPLY. */
int physmap_get(uint32_t index, struct msg_physmap *range);
int physmap_set(uint32_t index, lin_t at);

/* --- VMCTL, the x86 part (vmctl.c) --------------------------------------- */

int arch_vmctl(struct proc *caller, struct proc *who,
	       const struct msg_vmctl *req, struct message *reply);
