/*
 * pagefault.h: VM's answer to a page fault.
 */
#ifndef VM_PAGEFAULT_H
#define VM_PAGEFAULT_H

#include <faultline/message.h>

/* m says which process faulted, where and why. It runs on, or has a signal. */
void pagefault_serve(const struct message *m);

#endif
