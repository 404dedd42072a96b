/*
 * trap.h: traps, exceptions and interrupts, as entry.S hands them over.
 */
#pragma once

#include <faultline/types.h>
#include <x86/vector.h>
#include "kernel/arch/x86/layout.h"
#include "kernel/proc.h"

/* What entry.S pushes when the kernel itself was interrupted. */
struct kernel_frame {
	uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
	uint32_t es, ds;
	uint32_t vector, error;
	uint32_t eip, cs, eflags;
};

_Static_assert(offsetof(struct kernel_frame, cs) -
			       offsetof(struct kernel_frame, vector) ==
		       FRAME_CS,
	       "entry.S knows this place");

extern char kernel_stack[], kernel_stack_top[]; /* boot.S */

/* Set up the IDT. */
void trap_init(void);

/* Set up interrupt controllers and clock; interrupts stay off. */
void interrupt_init(void);

/* A page fault in user mode, and in the kernel: false if nobody expected it. */
void pagefault_in_process(struct proc *p, lin_t addr, uint32_t error);
bool pagefault_in_copy(struct kernel_frame *frame, lin_t addr);

/* Names of registers' contents, for reports. */
const char *pagefault_error_text(uint32_t error);

/* Registers of the kernel, which was interrupted on this stack. */
void exception_print_registers(const struct kernel_frame *f, uint32_t ss,
			       uint32_t esp);

/* A double fault will find memory mapped as VM's directory maps it. */
void double_fault_set_directory(phys_t directory);

/* What p was doing: its registers in short, and its callers by name. */
void backtrace_process(struct proc *p);

/*
 * The callers, by name, of the kernel function whose frame pointer is ebp, and
 * what the process was doing that ran last.
 */
void backtrace(uint32_t eip, uint32_t ebp);

/* Called from entry.S only. */
void trap_kernel_call(void);
void trap_ipc(void);
void exception_in_process(void);
void exception_in_kernel(struct kernel_frame *frame);
void interrupt_in_process(void);
void interrupt_in_kernel(const struct kernel_frame *frame);
