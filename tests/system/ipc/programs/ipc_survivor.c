/*
 * ipc_survivor.c: waits for processes that die, and has its messages in memory
 * that is not there.
 *
 *	NAME NONCE SILENT SILENT SILENT READING READONLY ECHO
 *
 * Steps 10: peers that die; 30: messages in memory that was never touched; 50:
 * messages where there can be none. The table in ../ipc.c says what each
 * must observe.
 */
#include "grader/kit/peer.h"

#define OUTSIDE 0xf7fff000u
#define UNMAPPED 0x91234560u

static struct message *message_at(uint32_t at)
{
	return (struct message *)(uintptr_t)at;
}

static void death_steps(char **argv)
{
	endpoint_t silent[3], reading = (endpoint_t)strtou(argv[5], NULL);
	struct message m = {0};

	for (int i = 0; i < 3; i++)
		silent[i] = (endpoint_t)strtou(argv[2 + i], NULL);
	ipc_notify(silent[0]);
	proof(10, (uint32_t)ipc_send(silent[0], &m));
	ipc_notify(silent[1]);
	proof(11, (uint32_t)ipc_receive(silent[1], &m, NULL));
	ipc_notify(silent[2]);
	proof(12, (uint32_t)ipc_sendrec(silent[2], &m));
	proof(13, (uint32_t)ipc_sendrec(reading, &m));
	proof(14, (uint32_t)ipc_send(reading, &m));
	proof(15, (uint32_t)ipc_notify(silent[0]));
	/* Nothing of all that is left over: the next to come is the alarm. */
	sys_setalarm(1);
	ipc_receive(ANY, &m, NULL);
	proof(16, (uint32_t)m.source);
}

/* A message across two pages that nobody has touched. */
static struct message *fresh_message(void)
{
	uint8_t *at = vm_mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, 0);

	return (struct message *)(at + 4096 - 20);
}

static void fresh_steps(endpoint_t echo)
{
	struct message *m = fresh_message(), *fresh;
	uint32_t requests = COUNTER(request[VMPTYPE_CHECK]);

	proof(30, (uint32_t)ipc_sendrec(echo, m)); /* zeroes: 0 ends it */
	proof(31, m->words[6]);
	proof(32, (uint32_t)m->source - (uint32_t)echo);
	requests = COUNTER(request[VMPTYPE_CHECK]) - requests;
	proof(33, requests);
	fresh = fresh_message();
	sys_setalarm(1);
	proof(34, (uint32_t)ipc_receive(CLOCK, fresh, NULL));
	proof(35, (uint32_t)fresh->type);
	fresh = fresh_message();
	fresh->type = KERNEL_CALL + SYS_TIMES; /* one page of the two */
	fresh->times.ep = SELF;
	proof(36, (uint32_t)kernel_call(SYS_TIMES, fresh));
	proof(37, fresh->times.hz > 0);
}

static void bad_steps(endpoint_t readonly)
{
	struct message m = {.type = 5};

	proof(50, (uint32_t)ipc_send(readonly, message_at(OUTSIDE - 35)));
	proof(51, (uint32_t)ipc_send(readonly, message_at(UINT32_MAX)));
	proof(52, (uint32_t)ipc_send(readonly, message_at(UNMAPPED)));
	proof(53, (uint32_t)ipc_sendrec(readonly, message_at(UNMAPPED)));
	proof(54, (uint32_t)ipc_sendnb(readonly, message_at(0)));
	proof(55, (uint32_t)ipc_receive(ANY, message_at(OUTSIDE), NULL));
	proof(56, (uint32_t)ipc_send(readonly, &m));
	peer_await_death(readonly);
	proof(57, (uint32_t)ipc_send(readonly, &m));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	if (argc < 8)
		return 1;
	death_steps(argv);
	fresh_steps(peer_named(argc, argv, 7));
	bad_steps(peer_named(argc, argv, 6));
	return 0;
}
