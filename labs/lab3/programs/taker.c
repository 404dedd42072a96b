/*
 * taker.c: has memory that it has never touched, and lets giver copy there.
 *
 *	taker NONCE GIVER
 *
 * step 1  bytes, of three pages that giver wrote, that are wrong: 0
 * step 2  the sum of two pages that giver only read: 0
 * step 3  look: those two are still the zero page
 * step 4  a message received to an untouched page: what giver sent
 */
#include "grader/kit/scenario.h"

#define ODD 100 /* copies start and end inside a page */

int main(int argc, char **argv)
{
	endpoint_t giver = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;
	uint32_t wrong = 0, sum = 0;
	struct message m = {0}, *late;
	uint8_t *to, *from;

	scenario_begin(argc, argv);
	to = vm_mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, 0);
	from = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);
	late = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	m.words[0] = (uint32_t)(uintptr_t)to + ODD;
	m.words[1] = (uint32_t)(uintptr_t)from + ODD;
	server_call(giver, 1, &m);
	for (uint32_t i = 0; i < 3 * 4096; i++)
		wrong += to[ODD + i] != (uint8_t)(scenario_nonce + i * 7);
	proof(1, wrong);
	look(3, (uint32_t)(uintptr_t)from);
	for (uint32_t i = 0; i < 2 * 4096; i++)
		sum += from[i];
	proof(2, sum);
	ipc_receive(giver, late, NULL);
	proof(4, late->words[3]);
	return 0;
}
