/*
 * crt0.S: where every server and program starts.
 *
 * At the stack pointer lies the command line, one string that ends in 0. Its
 * place is known by the stack pointer alone: a paged process's first stack
 * page was filled at one address and is used at another.
 */
	.text
	.globl	_start
	.type	_start, @function
_start:
	movl	%esp, %eax
	xorl	%ebp, %ebp		/* the end of every backtrace */
	andl	$-4, %esp
	call	start_main		/* start_main(command_line) */
	ud2
	.size	_start, . - _start

	.section .note.GNU-stack, "", @progbits
