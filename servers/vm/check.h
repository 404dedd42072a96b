/*
 * check.h: all of VM's books, compared with each other.
 */
#pragma once

/*
 * Panic unless they agree: all of them; or, at the cost of a message, the next
 * process's alone. serve.c calls both only where DEBUG_VMASSERT is 1. Elsewhere
 * check_all() does nothing, and check_next() does not exist.
 */
void check_all(void);
void check_next(void);
