/*
 * trap.c: the IDT, and the two traps by which processes call the kernel.
 */
#include "kernel/arch/x86/trap.h"
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/ipc.h"
#include "kernel/irq.h"
#include "kernel/kcall.h"

#define GATE_INTERRUPT 0x8e00u /* present, 32-bit interrupt gate */
#define GATE_TASK 0x8500u      /* present, task gate */
#define GATE_USER 0x6000u      /* or-ed in: INT n may be used in user mode */

/* entry.S */
extern const uint32_t exception_entries[NR_EXCEPTIONS];
extern const uint32_t interrupt_entries[NR_IRQS];
void kernel_call_entry(void);
void ipc_entry(void);

static struct descriptor idt[NR_VECTORS];

static void gate_set(int vector, uint32_t entry, uint32_t flags)
{
	idt[vector].low = (KERNEL_CS << 16) | (entry & 0xffff);
	idt[vector].high = (entry & 0xffff0000) | GATE_INTERRUPT | flags;
}

void trap_init(void)
{
	struct __attribute__((packed)) {
		uint16_t limit;
		uint32_t base;
	} pointer = {sizeof(idt) - 1, (uint32_t)idt};

	for (int i = 0; i < NR_EXCEPTIONS; i++) {
		bool user = i == VECTOR_BREAKPOINT || i == VECTOR_OVERFLOW;

		gate_set(i, exception_entries[i], user ? GATE_USER : 0);
	}
	idt[VECTOR_DOUBLE_FAULT].low = DOUBLE_FAULT_SELECTOR << 16;
	idt[VECTOR_DOUBLE_FAULT].high = GATE_TASK;
	for (int i = 0; i < NR_IRQS / 2; i++) {
		gate_set(VECTOR_CLOCK + i, interrupt_entries[i], 0);
		gate_set(VECTOR_SLAVE + i, interrupt_entries[NR_IRQS / 2 + i],
			 0);
	}
	gate_set(KERNEL_CALL_VECTOR, (uint32_t)kernel_call_entry, GATE_USER);
	gate_set(IPC_VECTOR, (uint32_t)ipc_entry, GATE_USER);
	__asm__ volatile("lidt %0" : : "m"(pointer));
}

void trap_kernel_call(void)
{
	struct proc *p = proc_ptr;

	kcall_trap(p, p->arch.regs.eax);
}

void trap_ipc(void)
{
	struct proc *p = proc_ptr;
	const struct regs *regs = &p->arch.regs;
	int r = ipc_call(p, regs->ecx, (endpoint_t)regs->eax, regs->ebx);

	if (r != -VMSUSPEND)
		arch_set_result(p, r);
}

void arch_init_context(struct proc *p, vir_t entry, vir_t sp)
{
	p->arch.regs = (struct regs){
		.eip = entry,
		.cs = USER_CS,
		.eflags = EFLAGS_IF,
		.esp = sp,
		.ss = USER_DS,
	};
}

void arch_copy_context(struct proc *child, const struct proc *parent)
{
	child->arch.regs = parent->arch.regs;
	arch_set_result(child, OK);
}
