/*
 * pagefault.h: VM's answer to a page fault.
 */
#pragma once

#include <faultline/message.h>

/* m says which process faulted, where and why. It runs on, or has a signal. */
void pagefault_serve(const struct message *m);
