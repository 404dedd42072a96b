/*
 * vm_pointers.c: a VM whose pointers lead nowhere.
 *
 * The kernel asks VM about a page that is missing, of whomever; about VM's own
 * it cannot. The table in ../panic.c says what each step must observe; last
 * of all, VM wants a message where nothing is, and gets one.
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"

#define NOWHERE 0x70000000u

int main(int argc, char **argv)
{
	struct message *nowhere = (struct message *)NOWHERE;
	uint32_t word = 1;

	scenario_begin(argc, argv);
	boot();
	proof(1, (uint32_t)sys_getinfo(GET_MEMORY, nowhere, 4096));
	proof(2, (uint32_t)sys_vircopy(SELF, NOWHERE, SELF, vir_of(&word),
				       sizeof(word)));
	proof(3, (uint32_t)sys_vircopy(SELF, vir_of(&word), SELF, NOWHERE,
				       sizeof(word)));
	proof(4, (uint32_t)ipc_send(PM_PROC_NR, nowhere));
	proof(5, COUNTER(suspensions));
	proof(6, (uint32_t)ipc_receive(ANY, nowhere, NULL));
	return 0;
}
