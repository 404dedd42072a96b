/*
 * fail_boss.c: lets the victims (fail_victim.c) die, one after the other.
 *
 *	fail_boss NONCE FIRST COUNT
 *
 * step 1  victims that have died: COUNT
 * step 2  victims after whose death there were not as many frames more as after
 *         the first one's: 0
 */
#include "tests/system/memory/programs/failing.h"

/* Frames that its death sets free; PM has done all of it when it answers. */
static uint32_t death_of(endpoint_t victim)
{
	uint32_t before = frames_free();
	static struct message m;

	m.type = FAIL_NEXT;
	ipc_send(victim, &m);
	while (ipc_receive(victim, &m, NULL) == OK)
		;
	getpid();
	return frames_free() - before;
}

int main(int argc, char **argv)
{
	endpoint_t first = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	uint32_t count = argc > 3 ? strtou(argv[3], NULL) : 0;
	uint32_t freed, died = 1, odd = 0;

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i < count; i++) { /* all have come to wait */
		struct proc_info info;

		while (sys_getproc(first + (endpoint_t)i, &info) == OK &&
		       info.rts_flags == 0)
			getpid();
	}
	freed = death_of(first);
	for (; died < count; died++)
		odd += death_of(first + (endpoint_t)died) != freed;
	proof(1, died);
	proof(2, odd);
	return 0;
}
