/*
 * signal_storm.c: a service that stops signal_worker.c again and again,
 * wherever it is, and sends it handlers.
 *
 *	NAME NONCE WORKER ROUNDS
 *
 * step 1  how many calls went wrong: 0
 * step 2  handlers sent, less handlers that ran: 0
 */
#include "grader/kit/signals.h"

static endpoint_t worker;

/* If it is in the middle of a call, SIGSNDELAY will hold it. */
static uint32_t stop(void)
{
	int r = pm_runctl(worker, RC_STOP, RC_DELAY);
	endpoint_t ep = NONE;
	uint32_t wrong = 0;

	if (r != -EBUSY)
		return r != OK;
	while (ep == NONE) {
		peer_sleep(1);
		wrong = pm_getksig(&ep) != 1u << SIGSNDELAY;
	}
	wrong += pm_runctl(worker, RC_STOP, RC_DELAY) != OK;
	return wrong + (pm_process_call(SYS_ENDKSIG, worker, 0) != OK);
}

int main(int argc, char **argv)
{
	uint32_t rounds = argc > 3 ? strtou(argv[3], NULL) : 0, wrong = 0;

	scenario_begin(argc, argv);
	worker = peer_named(argc, argv, 2);
	while (board_of(worker).ready != 1)
		peer_sleep(1);
	for (uint32_t i = 0; i < rounds; i++) {
		peer_sleep(20 + i % 7); /* the log is slow */
		wrong += stop();
		wrong += pm_sigsend(worker, SIGTRAP, 0) != OK;
		wrong += pm_runctl(worker, RC_RESUME, 0) != OK;
	}
	peer_sleep(20);
	proof(1, wrong);
	proof(2, rounds - board_of(worker).handled);
	board_set_ready(worker, 0);
	peer_await_death(worker);
	return 0;
}
