/*
 * vm_clear.c: a VM that answers questions which nobody has asked.
 *
 *	vm NONCE ENDPOINT
 *
 * step 1  clearing a page fault of ENDPOINT, which has none: -22 (EINVAL)
 * step 2  clearing one of a process that does not exist: -22
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"
#include "servers/vm/serve.h"

int main(int argc, char **argv)
{
	endpoint_t ep = argc > 2 ? (endpoint_t)strtou(argv[2], NULL) : NONE;

	scenario_begin(argc, argv);
	boot();
	proof(1, (uint32_t)sys_vmctl(ep, VMCTL_CLEAR_PAGEFAULT, 0));
	proof(2, (uint32_t)sys_vmctl(77, VMCTL_CLEAR_PAGEFAULT, 0));
	serve();
}
