/*
 * giver.c: copies to and from memory of taker that is not there yet, and to
 * where nothing ever will be.
 *
 *	giver NONCE TAKER
 *
 * step 11  copying to untouched memory: 0 (OK)
 * step 12  copying from untouched memory: 0 (OK)
 * step 13  to where there is nothing: -14 (EFAULT)
 * step 14  from there: -14
 * step 15  to read-only memory, source and destination being the same: -14
 */
#include "grader/kit/scenario.h"

#define BYTES (3 * 4096)
#define NOWHERE 0x91234560u

static uint8_t data[BYTES];

int main(int argc, char **argv)
{
	endpoint_t taker = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	vir_t own = (vir_t)(uintptr_t)data, text = (vir_t)(uintptr_t)main;
	struct message m;
	vir_t to, from;

	scenario_begin(argc, argv);
	for (uint32_t i = 0; i < BYTES; i++)
		data[i] = (uint8_t)(scenario_nonce + i * 7);
	ipc_receive(taker, &m, NULL);
	to = m.words[0];
	from = m.words[1];
	proof(11, (uint32_t)sys_vircopy(SELF, own, taker, to, BYTES));
	proof(12, (uint32_t)sys_vircopy(taker, from, SELF, own, 4096));
	proof(13, (uint32_t)sys_vircopy(SELF, own, taker, NOWHERE, 64));
	proof(14, (uint32_t)sys_vircopy(taker, NOWHERE, SELF, own, 64));
	proof(15, (uint32_t)sys_vircopy(SELF, text, SELF, text, 64));
	m.type = 0;
	ipc_sendnb(taker, &m);
	m.words[3] = scenario_nonce ^ 0x55555555;
	ipc_send(taker, &m);
	return 0;
}
