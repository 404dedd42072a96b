/*
 * unwritten.c: the end of a kernel in which an answer is missing. Only kernels
 * made from a skeleton are linked with this directory.
 */
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/log.h"
#include "labs/exercise/exercise.h"

void exercise_unwritten(const char *number)
{
	panicking = 1;
	log_line("PANIC: exercise %s is not written yet", number);
	log_line("end.panic");
	arch_power_off();
}
