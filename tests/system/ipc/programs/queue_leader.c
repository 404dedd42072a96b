/*
 * queue_leader.c: has somebody killed who stands in a queue of senders.
 *
 *	queue_leader NONCE DEAF FIRST SECOND THIRD
 *
 * The three send to DEAF, which hears only this program. With vm_late.c, which
 * kills whom it is told to.
 *
 * step 1  SECOND's flags before it dies
 */
#include "tests/system/ipc/programs/late.h"

int main(int argc, char **argv)
{
	endpoint_t deaf = peer_named(argc, argv, 2);
	endpoint_t second = peer_named(argc, argv, 4);
	struct proc_info info = {0};
	struct message m = {0};

	scenario_begin(argc, argv);
	peer_sleep(5); /* all have come to where they wait */
	sys_getproc(second, &info);
	proof(1, info.rts_flags);
	m.words[0] = (uint32_t)second;
	server_call(VM_PROC_NR, LATE_KILL, &m);
	peer_await_death(second);
	m.type = 1;
	ipc_send(deaf, &m);
	return 0;
}
