/*
 * ipc_plain.c: a plain program tries what only services may: it may SENDREC to
 * servers, and nothing else.
 *
 *	NAME NONCE SERVICE
 *
 * The table in ../ipc.c says what each step must observe.
 */
#include "grader/kit/peer.h"

int main(int argc, char **argv)
{
	endpoint_t service = peer_named(argc, argv, 2);
	struct message m = {0};

	scenario_begin(argc, argv);
	proof(1, (uint32_t)ipc_send(PM_PROC_NR, &m));
	proof(2, (uint32_t)ipc_sendnb(VM_PROC_NR, &m));
	proof(3, (uint32_t)ipc_notify(PM_PROC_NR));
	proof(4, (uint32_t)ipc_receive(ANY, &m, NULL));
	proof(5, (uint32_t)ipc_receive(PM_PROC_NR, &m, NULL));
	proof(6, (uint32_t)ipc_sendrec(service, &m));
	proof(7, (uint32_t)ipc_send(service, &m));
	proof(8, (uint32_t)ipc_notify(service));
	proof(9, (uint32_t)ipc_sendrec(SYSTEM, &m));
	proof(10, (uint32_t)ipc_sendrec(NONE, &m));
	proof(11, (uint32_t)ipc_sendrec(ANY, &m));
	proof(12, (uint32_t)server_call(PM_PROC_NR, 0x7777, &m));
	proof(13, (uint32_t)server_call(VM_PROC_NR, 0x7777, &m));
	proof(14, (uint32_t)server_call(VM_PROC_NR, VM_EXIT, &m));
	proof(15, (uint32_t)server_call(VM_PROC_NR, VM_WILLEXIT, &m));
	proof(16, (uint32_t)server_call(VM_PROC_NR, VM_PAGEFAULT, &m));
	return 0;
}
