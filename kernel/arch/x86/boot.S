/*
 * boot.S: the first instructions, and the kernel's stack.
 *
 * The boot loader leaves 32-bit protected mode, flat segments, paging off,
 * EAX = a magic number, EBX = the multiboot information (Multiboot
 * Specification 0.6.96, section 3).
 */
#include <x86/register.h>

#define MULTIBOOT_MAGIC 0x1badb002
#define MULTIBOOT_FLAGS 0x00000003 /* modules on page borders; memory sizes */

	.section .multiboot, "a"
	.align 4
	.long MULTIBOOT_MAGIC
	.long MULTIBOOT_FLAGS
	.long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

	.text
	.globl kernel_entry
kernel_entry:
	movl %eax, %esi
	movl $kernel_stack_top, %esp
	xorl %ebp, %ebp
	/*
	 * The boot loader may leave any flags but IF. String instructions of
	 * compiled code want DF clear, and IRET wants NT clear.
	 */
	pushl $EFLAGS_ALWAYS
	popfl
	call cpu_check
	/*
	 * Here Bochs's debugger takes over, if there is one: the kernel is in
	 * memory now, so breakpoints at its addresses mean the kernel.
	 */
	xchgw %bx, %bx
	/* The log's time begins here: what comes before is not ours. */
	rdtsc
	movl %eax, boot_tsc
	movl %edx, boot_tsc + 4
	/* No FPU for anybody: its registers would pass between processes. */
	movl %cr0, %eax
	orl $CR0_EM, %eax
	movl %eax, %cr0
	/* multiboot_start(magic, info): arguments go in EAX and EDX. */
	movl %esi, %eax
	movl %ebx, %edx
	call multiboot_start
1:	hlt
	jmp 1b

	/*
	 * The first of .bss (kernel.ld). The stack segment begins here (gdt.c):
	 * a push below it is an exception, before it reaches .data.
	 */
	.section .bss.stack, "aw", @nobits
	.align 4096
	.globl kernel_stack, kernel_stack_top
kernel_stack:
	.skip 16384
kernel_stack_top:

	.bss
	.align 8
	.globl boot_tsc
boot_tsc:
	.skip 8

	.section .note.GNU-stack, "", @progbits
