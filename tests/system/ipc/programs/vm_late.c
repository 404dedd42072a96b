/*
 * vm_late.c: a VM that lets the kernel's requests wait until it is told to see
 * to them, and that can be made deaf to all but one process.
 *
 * VM as it is answers each request before anybody else runs, so that there is
 * never more than one. The kernel does not rely on it.
 */
/* links: servers/vm */
#include <faultline/signal.h>
#include "tests/system/ipc/programs/late.h"
#include "servers/vm/boot.h"
#include "servers/vm/exit.h"
#include "servers/vm/mmap.h"
#include "servers/vm/pagefault.h"
#include "servers/vm/request.h"

static int execute(struct message *m)
{
	struct vmproc *caller = vmproc_lookup(m->source);

	switch (m->type) {
	case VM_MMAP:
		return do_mmap(caller, m);
	case VM_WILLEXIT:
		return do_willexit(caller, m);
	case VM_EXIT:
		return do_exit(caller, m);
	case LATE_SERVE:
		request_serve_all();
		return OK;
	case LATE_KILL:
		return sys_kill((endpoint_t)m->words[0], SIGKILL);
	case LATE_SLEEP:
	case LATE_WAKE:
		return OK;
	default:
		return -ENOSYS;
	}
}

int main(int argc, char **argv)
{
	endpoint_t from = ANY;
	struct message m;
	uint32_t status;

	scenario_begin(argc, argv);
	boot();
	for (;;) {
		ipc_receive(from, &m, &status);
		if (STATUS_CALL(status) == NOTIFY)
			continue;
		if (status & STATUS_FROM_KERNEL) {
			pagefault_serve(&m);
			continue;
		}
		if (m.type == LATE_SLEEP || m.type == LATE_WAKE)
			from = m.type == LATE_SLEEP ? m.source : ANY;
		m.type = execute(&m);
		ipc_sendnb(m.source, &m);
	}
}
