/*
 * main.c: the process manager: how processes end.
 *
 * PM knows the programs that were booted. A program ends because it says so
 * (PM_EXIT), or because the kernel has a signal for it; nothing handles signals
 * yet, so each one ends the process. When the last program has gone there is
 * nothing more to do, and PM ends the machine.
 *
 * PM has no page table: it works, and can clean up, whatever happens to those
 * of others.
 *
 *	PM_EXIT    exit.status. No reply.
 *	PM_GETPID  Reply: process.ep, the caller's endpoint.
 *	others     -ENOSYS.
 */
#include <faultline/signal.h>
#include <lib/sys/stdio.h>
#include <lib/sys/syscall.h>
#include <lib/sys/vmcall.h>
#include "servers/pm/process.h"

static const char *signal_name(uint32_t set)
{
	static const char *const names[] = {
		[SIGILL] = "SIGILL",   [SIGTRAP] = "SIGTRAP",
		[SIGABRT] = "SIGABRT", [SIGBUS] = "SIGBUS",
		[SIGFPE] = "SIGFPE",   [SIGKILL] = "SIGKILL",
		[SIGSEGV] = "SIGSEGV",
	};

	for (size_t nr = 0; nr < sizeof(names) / sizeof(names[0]); nr++)
		if ((set & 1u << nr) && names[nr] != NULL)
			return names[nr];
	return "a signal without a name";
}

static void exit_serve(const struct message *m)
{
	struct process *p = process_find(m->source);

	if (p == NULL)
		return;
	printf("%s(%d): exit %d\n", p->name, (int)p->ep, (int)m->exit.status);
	process_end(p);
}

/* The kernel has signals: fetch them all. */
static void signals_serve(void)
{
	endpoint_t ep;
	uint32_t set;

	while (sys_getksig(&ep, &set) == OK && ep != NONE) {
		struct process *p = process_find(ep);

		if (p == NULL)
			continue;
		printf("%s(%d): killed by %s\n", p->name, (int)p->ep,
		       signal_name(set));
		process_end(p);
	}
}

static void call_serve(struct message *m)
{
	endpoint_t who = m->source;

	if (m->type == PM_EXIT) {
		exit_serve(m);
		return;
	}
	if (m->type == PM_GETPID) {
		m->type = OK;
		m->process.ep = who;
	} else {
		m->type = -ENOSYS;
	}
	/* Whoever does not wait for its answer does not get one. */
	ipc_sendnb(who, m);
}

int main(void)
{
	struct message m;
	uint32_t status;

	process_init();
	while (process_count() > 0) {
		if (ipc_receive(ANY, &m, &status) != OK)
			sys_abort(ABORT_PANIC);
		if (STATUS_CALL(status) != NOTIFY)
			call_serve(&m);
		else if (m.source == SYSTEM)
			signals_serve();
	}
	sys_abort(ABORT_DONE);
	return 0;
}
