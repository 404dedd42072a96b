/*
 * entry.S: the first instructions of VM's text, because it is linked first.
 *
 * The kernel jumps here at the machine's end (see coverage.h), whatever VM was
 * doing: it needs a stack of its own.
 */
	.text
	.globl	coverage_entry
coverage_entry:
	movl	$stack_top, %esp
	xorl	%ebp, %ebp
	call	coverage_vm_end

	.bss
	.align	16
	.skip	4096
stack_top:

	.section .note.GNU-stack, "", @progbits
