/*
 * signal_sender.c: a service that PM wants to stop while it sends.
 *
 *	NAME NONCE LEADER
 *
 * It sends to LEADER, who does not listen yet, and counts until it is told to
 * go on; three times. The third time LEADER dies without having listened. The
 * table in ../signal.c says what each step must observe.
 */
#include "grader/kit/handler.h"

static void handler(uint32_t signal, struct signal_context *context)
{
	BOARD->signals[BOARD->handled] = signal;
	BOARD->seen[BOARD->handled++] = *context;
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	handler_begin(handler);
	for (uint32_t turn = 1; turn <= 3; turn++) {
		struct message m = {.type = (int32_t)turn};

		poke(&BOARD->ready, turn);
		proof(10 * turn,
		      (uint32_t)ipc_send(peer_named(argc, argv, 2), &m));
		if (turn < 3)
			board_count();
	}
	proof(40, BOARD->handled);
	proof(41, BOARD->signals[0]);
	proof(42, BOARD->seen[0].eax);
	return 0;
}
