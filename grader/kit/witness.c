/*
 * witness.c: waits until others have died, and shows that life goes on.
 *
 *	NAME NONCE ENDPOINT...
 *
 * step 1  how many of them have died
 * step 2  fresh memory still works: 0
 * step 3  look: that memory is there
 */
#include "grader/kit/scenario.h"

static void await_death(endpoint_t ep)
{
	struct proc_info info;

	while (sys_getproc(ep, &info) >= OK)
		getpid(); /* let PM run */
}

int main(int argc, char **argv)
{
	uint32_t *page, died = 0;

	scenario_begin(argc, argv);
	for (int i = 2; i < argc; i++, died++)
		await_death((endpoint_t)strtou(argv[i], NULL));
	proof(1, died);
	page = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);
	*page += scenario_nonce;
	proof(2, *page - scenario_nonce);
	look(3, 0);
	return 0;
}
