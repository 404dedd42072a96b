/*
 * boot.S: the start of a kernel that is out to fool the grader.
 */
	.section .multiboot, "a"
	.align 4
	.long 0x1badb002, 3, -(0x1badb002 + 3)

	.text
	.globl kernel_entry
kernel_entry:
	xchgw %bx, %bx
	movl $stack_top, %esp
	pushl %ebx
	call hostile_main
1:	jmp 1b

	.bss
	.skip 8192
stack_top:
	.section .note.GNU-stack, "", @progbits
