/*
 * check.h: all of VM's books, compared with each other.
 */
#ifndef VM_CHECK_H
#define VM_CHECK_H

/* Panic unless they agree. Without DEBUG_VMASSERT: nothing. */
void check_all(void);

#endif
