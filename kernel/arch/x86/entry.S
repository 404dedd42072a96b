/*
 * entry.S: into the kernel, and out of it.
 *
 * From user mode the processor takes its stack pointer from the TSS, which
 * points to the end of the register area of the running process's slot: what
 * it pushes, and what we push after it, is saved in the slot (struct regs).
 * Then the kernel's own stack is used, from its top: there is nothing on it
 * to come back to, for the way out is switch_to_user().
 *
 * From kernel mode (a fault inside the kernel; an interrupt while it idles, or
 * where a long kernel call lets it in)
 * everything is pushed on the kernel's stack (struct kernel_frame) and the
 * handler returns.
 *
 * Interrupts are off in the kernel otherwise: all gates are interrupt gates.
 *
 * The kernel's own data segment, in DS, ends below the processes. ES is the
 * flat segment, for the trapped copy (phys_copy.S); what the compiler makes
 * uses it in string instructions only.
 */
#include <x86/segment.h>
#include <x86/vector.h>
#include "kernel/arch/x86/layout.h"

	.text

/* Registers to the process slot; the kernel's segments and stack. */
.macro SAVE_USER
	pushal
	movl $KERNEL_DS, %eax
	movw %ax, %ds
	movl $FLAT_DS, %eax
	movw %ax, %es
	movl $kernel_stack_top, %esp
	xorl %ebp, %ebp
	cld
.endm

.macro SAVE_KERNEL
	pushl %ds
	pushl %es
	pushal
	movl $KERNEL_DS, %eax
	movw %ax, %ds
	movl $FLAT_DS, %eax
	movw %ax, %es
	cld
	movl %esp, %eax /* the handler's argument: struct kernel_frame * */
.endm

.macro RESTORE_KERNEL
	popal
	popl %es
	popl %ds
	addl $8, %esp
	iret
.endm

	.globl kernel_call_entry
kernel_call_entry:
	pushl $0
	pushl $KERNEL_CALL_VECTOR
	SAVE_USER
	call trap_kernel_call
	jmp switch_to_user

	.globl ipc_entry
ipc_entry:
	pushl $0
	pushl $IPC_VECTOR
	SAVE_USER
	call trap_ipc
	jmp switch_to_user

interrupt_common:
	testl $SELECTOR_RPL, FRAME_CS(%esp)
	jz 1f
	SAVE_USER
	call interrupt_in_process
	jmp switch_to_user
1:	SAVE_KERNEL
	call interrupt_in_kernel
	RESTORE_KERNEL

/* One entry for each line of the interrupt controllers. */
.macro INTERRUPT controller, line, vector
interrupt_\controller\()_\line:
	pushl $0
	pushl $\vector
	jmp interrupt_common
.endm
	.irp line, 0,1,2,3,4,5,6,7
	INTERRUPT 1, \line, (VECTOR_CLOCK + \line)
	INTERRUPT 2, \line, (VECTOR_SLAVE + \line)
	.endr

exception_common:
	testl $SELECTOR_RPL, FRAME_CS(%esp)
	jz 1f
	SAVE_USER
	call exception_in_process
	jmp switch_to_user
1:	SAVE_KERNEL
	call exception_in_kernel
	RESTORE_KERNEL

/*
 * One entry for each exception; some push an error code, the others get 0. A
 * double fault has none: its gate is a task gate (double_fault.c).
 */
.macro EXCEPTION vector, pushes_error
exception_\vector:
	.if \pushes_error == 0
	pushl $0
	.endif
	pushl $\vector
	jmp exception_common
.endm

	EXCEPTION 0, 0
	EXCEPTION 1, 0
	EXCEPTION 2, 0
	EXCEPTION 3, 0
	EXCEPTION 4, 0
	EXCEPTION 5, 0
	EXCEPTION 6, 0
	EXCEPTION 7, 0
	EXCEPTION 9, 0
	EXCEPTION 10, 1
	EXCEPTION 11, 1
	EXCEPTION 12, 1
	EXCEPTION 13, 1
	EXCEPTION 14, 1
	EXCEPTION 15, 0
	EXCEPTION 16, 0
	EXCEPTION 17, 1
	EXCEPTION 18, 0
	EXCEPTION 19, 0

/*
 * arch_return_to_user(p): its next trap will save its registers where they are
 * now. A process's data segments are always its own: what it loads into them
 * otherwise lasts until its next trap.
 */
	.globl arch_return_to_user
arch_return_to_user:
	movl %eax, %esp
	addl $REGS_SIZE, %eax
	movl %eax, tss + TSS_ESP0
	movl $USER_DS, %eax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %fs
	movw %ax, %gs
	popal
	addl $8, %esp
	iret

	.section .rodata
	.globl exception_entries
	.align 4
exception_entries:
	.irp n, 0,1,2,3,4,5,6,7
	.long exception_\n
	.endr
	.long 0
	.irp n, 9,10,11,12,13,14,15,16,17,18,19
	.long exception_\n
	.endr

	.globl interrupt_entries
interrupt_entries:
	.irp line, 0,1,2,3,4,5,6,7
	.long interrupt_1_\line
	.endr
	.irp line, 0,1,2,3,4,5,6,7
	.long interrupt_2_\line
	.endr

	.section .note.GNU-stack, "", @progbits
