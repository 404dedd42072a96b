/*
 * exercise.h: what a lab's skeleton says where an answer of the kernel's is
 * still missing. For C and for assembly.
 */
#ifndef KERNEL_EXERCISE_H
#define KERNEL_EXERCISE_H

#ifdef __ASSEMBLER__
/*
 * The same in assembly: EXERCISE_UNWRITTEN 3.1. Neither a stack nor the
 * kernel's segments are needed: exercise.S sees to both.
 */
.macro EXERCISE_UNWRITTEN number
	.pushsection .rodata
.Lexercise\@:
	.asciz "\number"
	.popsection
	movl $.Lexercise\@, %eax
	jmp exercise_anywhere
.endm
#else
/* Announce the exercise by its number, and end the machine. */
_Noreturn void exercise_unwritten(const char *number);
#endif

#endif
