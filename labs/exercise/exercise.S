/*
 * exercise.S: an exercise that is not written may be anywhere in assembly: at
 * the first instruction, in the way in from user mode, in the middle of a copy.
 *
 * EAX = its number, a string. This code brings about what C expects, and uses
 * nothing before that: neither ESP, which may point to a process slot, nor DS,
 * which may be a process's. SS tells which segments there are: from gdt_init()
 * on it is KERNEL_SS whenever the kernel runs; before, the boot loader's DS and
 * SS are as good, and its GDT may be gone, so nothing is loaded.
 */
#include <x86/segment.h>

	.text
	.globl exercise_anywhere
exercise_anywhere:
	movl %ss, %ecx
	cmpw $KERNEL_SS, %cx
	jne 1f
	movl $KERNEL_DS, %ecx
	movl %ecx, %ds
	movl $FLAT_DS, %ecx
	movl %ecx, %es
1:	movl $kernel_stack_top, %esp
	xorl %ebp, %ebp
	cld
	pushl %eax
	call serial_init
	popl %eax
	call exercise_unwritten

	.section .note.GNU-stack, "", @progbits
