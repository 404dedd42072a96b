/*
 * exercise.h: what a lab's skeleton says where an answer of the kernel's is
 * still missing. In assembly: kernel/arch/x86/exercise.inc.
 */
#ifndef KERNEL_EXERCISE_H
#define KERNEL_EXERCISE_H

/* Announce the exercise by its number, and end the machine. */
_Noreturn void exercise_unwritten(const char *number);

#endif
