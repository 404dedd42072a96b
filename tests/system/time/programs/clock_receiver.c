/*
 * clock_receiver.c: counts ticks while many tables (SENDA) are searched.
 *
 *	NAME NONCE VICTIM SENDERS
 *
 * The senders are clock_sender.c. The table in ../clock.c says what each step
 * must observe.
 */
#include <lib/sys/ipc.h>
#include "grader/kit/agent.h"
#include "grader/kit/peer.h"
#include "tests/system/time/programs/ticks.h"

static endpoint_t victim;
static uint32_t status;

/* All tables are in vain; then there are those who wait to send. */
static void receive(void)
{
	struct message m;

	ipc_receive(ANY, &m, &status);
}

static void end_victim(void)
{
	agent_order(AGENT_END, victim);
}

int main(int argc, char **argv)
{
	uint32_t senders = (uint32_t)peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	victim = peer_named(argc, argv, 2);
	peer_sleep(60); /* until all wait to send */
	tick_measure();
	proof(1, lost(receive));
	proof(2, STATUS_CALL(status));
	for (uint32_t i = 1; i < senders; i++)
		receive();
	proof(3, lost(end_victim));
	return 0;
}
