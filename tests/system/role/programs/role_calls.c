/*
 * role_calls.c: which kernel calls a role may make, and whom it may send to.
 *
 *	NAME NONCE ENDPOINT... [then OUTLIVED...]
 *
 * steps 1, 2  numbers of the calls that are not refused, as sets (0 .. 31, and
 *             32 ..). EXIT is not made before step 9.
 * step 3      to which of PM, VM and the endpoints NOTIFY is not refused: bits
 *             0, 1, 2 ...
 * step 9      EXIT: a role that has it does not come back
 *
 * No call does anything: each has an empty message, which its manual refuses or
 * which asks for nothing.
 */
#include "grader/kit/peer.h"

static bool refused(int nr)
{
	struct message m = {0};

	return kernel_call((enum kernel_call)nr, &m) == -ECALLDENIED;
}

static uint32_t may_send(endpoint_t ep, int bit)
{
	return (uint32_t)(ipc_notify(ep) != -ECALLDENIED) << bit;
}

int main(int argc, char **argv)
{
	uint32_t calls[2] = {0}, to;
	int i;

	scenario_begin(argc, argv);
	for (int nr = 0; nr < NR_KERNEL_CALLS; nr++)
		if (nr != SYS_EXIT && !refused(nr))
			calls[nr / 32] |= 1u << (nr % 32);
	proof(1, calls[0]);
	proof(2, calls[1]);
	to = may_send(PM_PROC_NR, 0) | may_send(VM_PROC_NR, 1);
	for (i = 2; i < argc && strcmp(argv[i], "then") != 0; i++)
		to |= may_send(peer_named(argc, argv, i), i);
	proof(3, to);
	for (i++; i < argc; i++)
		peer_await_death(peer_named(argc, argv, i));
	proof(9, refused(SYS_EXIT));
	return 0;
}
