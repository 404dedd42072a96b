/*
 * late_leader.c: lets calls wait for a VM that is late (vm_late.c), and
 * meanwhile those die whom they are about.
 *
 *	late_leader NONCE DYING LIVING COPY1 COPY2 COPY3 MAP COPY4 TOUCH
 *
 * COPY1 to COPY3 copy to DYING, MAP maps what DYING grants, COPY4 copies to
 * LIVING, TOUCH touches its own memory. The table in ../late.c says what
 * each step must observe.
 */
#include "tests/system/ipc/programs/late.h"

enum role { DYING, LIVING, COPY1, COPY2, COPY3, MAP, COPY4, TOUCH, ROLES };

static endpoint_t who[ROLES];

/* Let it begin, and let it come as far as it can. */
static void go(enum role role)
{
	struct message m = {.type = 1};

	ipc_send(who[role], &m);
	peer_sleep(2);
}

static uint32_t waits(enum role role)
{
	struct proc_info info = {0};

	sys_getproc(who[role], &info);
	return info.rts_flags;
}

static int tell_vm(int nr, enum role role)
{
	struct message m = {0};

	m.words[0] = (uint32_t)who[role];
	return server_call(VM_PROC_NR, nr, &m);
}

/* Its call is in the kernel: what it said is said. */
static int spoil_message(enum role role)
{
	static const struct message nonsense;

	return sys_vircopy(SELF, vir_of(&nonsense), who[role],
			   vir_of(LATE_MESSAGE), sizeof(nonsense));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	for (int i = 0; i < ROLES; i++)
		who[i] = peer_named(argc, argv, 2 + i);
	peer_sleep(5); /* all have their memory, and wait for a word */
	for (int i = COPY1; i <= COPY4; i++)
		go((enum role)i);
	proof(1, waits(COPY1));
	proof(2, waits(COPY3));
	proof(3, waits(MAP));
	proof(4, waits(DYING));
	proof(5, COUNTER(suspensions));

	tell_vm(LATE_KILL, COPY2);
	peer_await_death(who[COPY2]);
	proof(10, waits(COPY1));
	tell_vm(LATE_KILL, DYING);
	for (int i = COPY1; i <= MAP; i++)
		peer_await_death(who[i]);
	proof(11, waits(COPY4));
	proof(12, (uint32_t)spoil_message(COPY4));
	tell_vm(LATE_SERVE, LIVING);
	peer_await_death(who[COPY4]);

	tell_vm(LATE_SLEEP, LIVING);
	go(TOUCH);
	proof(20, waits(TOUCH));
	tell_vm(LATE_WAKE, LIVING);
	peer_await_death(who[TOUCH]);
	go(LIVING);
	return 0;
}
