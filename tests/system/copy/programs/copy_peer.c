/*
 * copy_peer.c: has memory for copy_maker to copy from and to, and says what
 * became of it.
 *
 *	NAME NONCE MAKER
 */
#include "tests/system/copy/programs/copy.h"

/* Bytes of [at, at + 9) that are not ep's from `from` on. */
static uint32_t wrong(vir_t at, endpoint_t ep, vir_t from)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < 9; i++)
		count += ((volatile uint8_t *)at)[i] != area_byte(ep, from + i);
	return count;
}

static uint32_t answer(const struct message *m, endpoint_t maker,
		       endpoint_t self)
{
	switch (m->type) {
	case TURN_FILL:
		area_fill(self);
		return 0;
	case TURN_COMPARE:
		return wrong(BORDER - 5, maker, m->words[0]);
	case TURN_OWN:
		return wrong(BORDER + 8, self, BORDER + 50);
	default:
		return 0;
	}
}

int main(int argc, char **argv)
{
	endpoint_t maker = peer_named(argc, argv, 2), self = getpid();
	struct message m;

	scenario_begin(argc, argv);
	do {
		ipc_receive(maker, &m, NULL);
		turn_over(maker, answer(&m, maker, self));
	} while (m.type != TURN_EXIT);
	return 0;
}
