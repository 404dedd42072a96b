/*
 * signals.h: signal handlers without a PM that has any: a leader decides what
 * happens to a target, and pm_signal.c makes the kernel calls for both.
 *
 * The target keeps what the two need to know of each other on a board, in
 * memory of its own at an address that both know.
 */
#pragma once

#include <faultline/signal.h>
#include "grader/kit/peer.h"

/*
 * words[0]: number of a kernel call; from words[1] on the body of its message.
 * The answer is the call's.
 */
#define PM_KERNEL_CALL (PM_CALL + 0x40)

#define MAX_HANDLED 24

struct board {
	vir_t handler, return_to; /* of the target */
	vir_t spin;               /* where it spins, and where it goes on */
	vir_t out;
	uint32_t ready;   /* the case that it is in */
	uint32_t counter; /* goes up as long as it runs */
	uint32_t handled;
	uint32_t signals[MAX_HANDLED];
	struct signal_context seen[MAX_HANDLED];
	struct signal_context escape; /* of the leader's making */
};

#define BOARD ((struct board *)0x90000000u)

static inline int pm_kernel_call(enum kernel_call nr, struct message *m)
{
	for (int i = 6; i > 0; i--)
		m->words[i] = m->words[i - 1];
	m->words[0] = nr;
	return server_call(PM_PROC_NR, PM_KERNEL_CALL, m);
}

static inline int pm_runctl(endpoint_t ep, uint32_t action, uint32_t flags)
{
	struct message m = {.runctl = {ep, action, flags}};

	return pm_kernel_call(SYS_RUNCTL, &m);
}

static inline int pm_sigreturn(endpoint_t ep, vir_t context)
{
	struct message m = {.sigreturn = {ep, context, 0}};
	int result = pm_kernel_call(SYS_SIGRETURN, &m);

	return result == OK ? (int)m.sigreturn.mask : result;
}

/* The set of signals of somebody's; *ep is NONE if nobody has any. */
static inline uint32_t pm_getksig(endpoint_t *ep)
{
	struct message m = {0};

	pm_kernel_call(SYS_GETKSIG, &m);
	*ep = m.process.ep;
	return m.process.signal;
}

static inline int pm_process_call(enum kernel_call nr, endpoint_t ep,
				  uint32_t signal)
{
	struct message m = {.process = {ep, signal}};

	return pm_kernel_call(nr, &m);
}

/* --- of the leader ------------------------------------------------------- */

static inline struct board board_of(endpoint_t ep)
{
	static struct board board;

	sys_vircopy(ep, vir_of(BOARD), SELF, vir_of(&board), sizeof(board));
	return board;
}

static inline int pm_sigsend(endpoint_t ep, uint32_t signal, uint32_t mask)
{
	struct board board = board_of(ep);
	struct message m = {
		.sigsend = {ep, signal, board.handler, board.return_to, mask}};

	return pm_kernel_call(SYS_SIGSEND, &m);
}

/* Does the target count while others sleep? */
static inline uint32_t board_counts(endpoint_t ep)
{
	uint32_t from = board_of(ep).counter;

	peer_sleep(3);
	return board_of(ep).counter != from;
}

static inline void board_set_ready(endpoint_t ep, uint32_t ready)
{
	sys_vircopy(SELF, vir_of(&ready), ep, vir_of(&BOARD->ready),
		    sizeof(ready));
}

/* The target's: count until the leader says that ready is something else. */
static inline void board_count(void)
{
	uint32_t ready = peek(&BOARD->ready);

	while (peek(&BOARD->ready) == ready)
		poke(&BOARD->counter, peek(&BOARD->counter) + 1);
}
