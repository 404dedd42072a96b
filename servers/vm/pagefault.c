/*
 * pagefault.c: VM's answer to a page fault.
 *
 * A process has used memory that its page table does not give it. If a region
 * says that it may, the page is provided and the process executes the same
 * instruction again, none the wiser. If not, it gets a signal. Either way its
 * fault is cleared: a process with a signal does not run for that.
 *
 *	no region, or a write to what may only be read    SIGSEGV
 *	out of memory                                     SIGKILL
 */
#include "servers/vm/pagefault.h"
#include <faultline/signal.h>
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>
#include "servers/vm/page.h"

static int pagefault_answer(endpoint_t who, const struct msg_pagefault *fault)
{
	struct vmproc *p = vmproc_lookup_paged(who);

	if (p == NULL)
		return -EFAULT;
	return page_provide(p, fault->addr, fault->flags & PF_WRITE);
}

void pagefault_serve(const struct message *m)
{
	endpoint_t who = m->source;
	int result = pagefault_answer(who, &m->pagefault);

	if (result == -ENOMEM) {
		printf("out of memory: process %d is killed\n", (int)who);
		sys_kill(who, SIGKILL);
	} else if (result != OK) {
		sys_kill(who, SIGSEGV);
	}
	sys_vmctl(who, VMCTL_CLEAR_PAGEFAULT, 0);
}
