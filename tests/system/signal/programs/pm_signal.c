/*
 * pm_signal.c: a PM without a policy for signals: it makes kernel calls for
 * whoever asks, and so lets a scenario's programs be the policy (signals.h).
 *
 *	pm NONCE LEADER
 *
 * LEADER fetches the signals. When it has ended, a signal ends its process.
 */
/* links: servers/pm */
#include "servers/pm/process.h"
#include "grader/kit/signals.h"

static endpoint_t leader;

static void end(endpoint_t ep, const char *how, int status)
{
	struct process *p = process_find(ep);

	if (p == NULL)
		return;
	printf("%s(%d): %s %d\n", p->name, (int)p->ep, how, status);
	process_end(p);
}

static void kernel_call_serve(struct message *m)
{
	uint32_t nr = m->words[0];

	for (int i = 0; i < 6; i++)
		m->words[i] = m->words[i + 1];
	m->type = kernel_call((enum kernel_call)nr, m);
}

static void call_serve(struct message *m)
{
	endpoint_t who = m->source;

	switch (m->type) {
	case PM_EXIT:
		end(who, "exit", m->exit.status);
		return;
	case PM_GETPID:
		m->type = OK;
		m->process.ep = who;
		break;
	case PM_KERNEL_CALL:
		kernel_call_serve(m);
		break;
	default:
		m->type = -ENOSYS;
	}
	/* Whom SYS_SIGRETURN has sent back does not wait for an answer. */
	ipc_sendnb(who, m);
}

static void signals_end(void)
{
	endpoint_t ep;
	uint32_t set;

	while (sys_getksig(&ep, &set) == OK && ep != NONE)
		end(ep, "killed by", (int)set);
}

int main(int argc, char **argv)
{
	struct message m;
	uint32_t status;

	leader = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	process_init();
	while (process_count() > 0) {
		if (ipc_receive(ANY, &m, &status) != OK)
			sys_abort(ABORT_PANIC);
		if (STATUS_CALL(status) != NOTIFY)
			call_serve(&m);
		if (process_find(leader) == NULL)
			signals_end();
	}
	sys_abort(ABORT_DONE);
	return 0;
}
