/*
 * exercise.h: what a lab's skeleton says where an answer of a server's is still
 * missing. In assembly: <lib/sys/exercise.inc>.
 */
#pragma once

/*
 * Announce the exercise by its number, and end the machine; or the server, if
 * it may not end the machine.
 */
_Noreturn void exercise_unwritten(const char *number);
