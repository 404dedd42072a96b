/*
 * signal_delay.c: a service that stops signal_sender.c while that sends to it.
 *
 *	NAME NONCE SENDER
 *
 * The table in ../signal.c says what each step must observe.
 */
#include "grader/kit/signals.h"

static endpoint_t sender;

static void await_sending(uint32_t turn)
{
	while (board_of(sender).ready != turn)
		peer_sleep(1);
	peer_sleep(2);
}

/* The signals that the sender has, if anybody has any. */
static uint32_t sender_signals(void)
{
	endpoint_t ep;
	uint32_t set = pm_getksig(&ep);

	return ep == NONE || ep == sender ? set : 0xffff;
}

static uint32_t received(void)
{
	struct message m = {0};

	ipc_receive(sender, &m, NULL);
	return (uint32_t)m.type;
}

static void delayed_steps(void)
{
	await_sending(1);
	proof(10, (uint32_t)pm_runctl(sender, RC_STOP, RC_DELAY));
	proof(11, (uint32_t)pm_sigsend(sender, SIGTRAP, 0));
	proof(12, sender_signals());
	proof(13, received());
	proof(14, board_counts(sender));
	proof(15, sender_signals());
	proof(16, (uint32_t)pm_runctl(sender, RC_STOP, RC_DELAY));
	proof(17, (uint32_t)pm_sigsend(sender, SIGTRAP, 0));
	proof(18, (uint32_t)pm_process_call(SYS_ENDKSIG, sender, 0));
	proof(19, board_counts(sender));
	proof(20, board_of(sender).handled);
	proof(21, (uint32_t)pm_runctl(sender, RC_RESUME, 0));
	proof(22, board_counts(sender));
	proof(23, board_of(sender).handled);
	board_set_ready(sender, 0);
}

static void at_once_steps(void)
{
	await_sending(2);
	proof(30, (uint32_t)pm_runctl(sender, RC_STOP, 0));
	proof(31, received());
	proof(32, board_counts(sender));
	proof(33, sender_signals());
	proof(34, (uint32_t)pm_runctl(sender, RC_RESUME, 0));
	proof(35, board_counts(sender));
	board_set_ready(sender, 0);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	sender = peer_named(argc, argv, 2);
	delayed_steps();
	at_once_steps();
	await_sending(3);
	proof(40, (uint32_t)pm_runctl(sender, RC_STOP, RC_DELAY));
	proof(41, (uint32_t)pm_runctl(sender, RC_RESUME, 0));
	return 0;
}
