/*
 * pm_agent.c: a PM that makes kernel calls for whoever asks (agent.h).
 *
 * Otherwise it does PM's work: it lets programs end, and ends the machine with
 * the last one. SYS_FORK is VM's to make (vm_agent.c); a child gets an answer
 * to the same question as its parent, with NONE for its endpoint.
 */
/* links: servers/pm */
#include <faultline/signal.h>
#include "grader/kit/agent.h"

static int alive;
static bool waiting[NR_PROCS]; /* by slot: it has ordered AGENT_WAIT */

static void answer(endpoint_t who, struct message *m, int type)
{
	m->type = type;
	ipc_sendnb(who, m);
}

static void count_programs(void)
{
	static struct boot_image images[NR_PROCS];
	int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));

	for (int i = 0; i < bytes / (int)sizeof(images[0]); i++)
		alive += images[i].ep != PM_PROC_NR &&
			 images[i].ep != VM_PROC_NR;
}

static int process_end(endpoint_t ep, const char *how, int status)
{
	struct proc_info info;
	int result;

	if (sys_getproc(ep, &info) != OK)
		return -EINVAL;
	printf("%s(%d): %s %d\n", info.name, (int)ep, how, status);
	waiting[endpoint_slot(ep)] = false;
	alive--;
	result = vm_willexit(ep);
	if (result == OK)
		result = sys_clear(ep);
	return result == OK ? vm_exit(ep) : result;
}

static void signals_serve(void)
{
	endpoint_t ep;
	uint32_t set;

	while (sys_getksig(&ep, &set) == OK && ep != NONE)
		process_end(ep, "killed by", (int)set);
}

static int fork_serve(struct message *m)
{
	int result = server_call(VM_PROC_NR, m->type, m);

	if (result == OK) {
		struct message to_child = *m;

		to_child.fork.ep = NONE;
		answer(m->fork.ep, &to_child, OK);
		alive++;
	}
	return result;
}

static int call_make(struct message *m)
{
	enum kernel_call nr = (enum kernel_call)(m->type - KERNEL_CALL);

	return nr == SYS_FORK ? fork_serve(m) : kernel_call(nr, m);
}

static int wake(struct message *m)
{
	endpoint_t ep = m->process.ep;

	if (!waiting[endpoint_slot(ep)])
		return -ENOTREADY;
	waiting[endpoint_slot(ep)] = false;
	answer(ep, m, OK);
	return OK;
}

static int order_serve(struct message *m)
{
	switch (m->type) {
	case PM_GETPID:
		m->process.ep = m->source;
		return OK;
	case AGENT_WAITING:
		return waiting[endpoint_slot(m->process.ep)] ? OK : -ENOTREADY;
	case AGENT_WAKE:
		return wake(m);
	case AGENT_BIND:
		return server_call(VM_PROC_NR, m->type, m);
	case AGENT_END:
		return process_end(m->process.ep, "exit", 0);
	default:
		return call_make(m);
	}
}

static void serve(struct message *m)
{
	endpoint_t who = m->source;

	if (m->type == PM_EXIT) {
		process_end(who, "exit", m->exit.status);
	} else if (m->type == AGENT_WAIT) {
		waiting[endpoint_slot(who)] = true;
	} else if (m->type & AGENT_ANSWER_FIRST) {
		struct message call = *m;

		answer(who, m, OK);
		call.type &= ~AGENT_ANSWER_FIRST;
		call_make(&call);
	} else {
		int result = order_serve(m);

		answer(who, m, result);
	}
}

int main(void)
{
	struct message m;
	uint32_t status;

	count_programs();
	while (alive > 0) {
		if (ipc_receive(ANY, &m, &status) != OK)
			sys_abort(ABORT_PANIC);
		if (STATUS_CALL(status) != NOTIFY)
			serve(&m);
		else if (m.source == SYSTEM)
			signals_serve();
	}
	sys_abort(ABORT_DONE);
	return 0;
}
