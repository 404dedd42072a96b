/*
 * vm_failing.c: VM, but for one thing: whoever asks for it (VM_FAIL) can make
 * any of its allocations of a frame fail.
 */
/* links: servers/vm */
#include "tests/system/memory/programs/failing.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/serve.h"

int main(void)
{
	static struct message m;
	uint32_t status;

	boot();
	while (ipc_receive(ANY, &m, &status) == OK) {
		endpoint_t who = m.source;

		if (STATUS_CALL(status) != SENDREC || m.type != VM_FAIL) {
			serve_message(&m, status);
			continue;
		}
		m.type = OK;
		m.vminfo.free = frame_fail(m.vminfo.total);
		ipc_sendnb(who, &m);
	}
	return 1;
}
