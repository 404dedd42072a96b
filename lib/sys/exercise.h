/*
 * exercise.h: what a lab's skeleton says where an answer of a server's is still
 * missing. For C and for assembly.
 */
#ifndef LIB_SYS_EXERCISE_H
#define LIB_SYS_EXERCISE_H

#ifdef __ASSEMBLER__
/* The same in assembly: EXERCISE_UNWRITTEN 3.1. There must be a stack. */
.macro EXERCISE_UNWRITTEN number
	.pushsection .rodata
.Lexercise\@:
	.asciz "\number"
	.popsection
	movl $.Lexercise\@, %eax
	call exercise_unwritten
.endm
#else
/*
 * Announce the exercise by its number, and end the machine; or the server, if
 * it may not end the machine.
 */
_Noreturn void exercise_unwritten(const char *number);
#endif

#endif
