/*
 * boot.S: the first instructions of a hostile kernel: a multiboot header, a
 * stack, and off to hostile_main(information).
 */
	.section .multiboot, "a"
	.align 4
	.long 0x1badb002
	.long 0x00000003
	.long -(0x1badb002 + 0x00000003)

	.text
	.globl kernel_entry
kernel_entry:
	xchgw %bx, %bx
	movl $stack_top, %esp
	pushl %ebx
	call hostile_main
1:	jmp 1b

	.bss
	.align 16
	.skip 8192
stack_top:

	.section .note.GNU-stack, "", @progbits
