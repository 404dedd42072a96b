/*
 * vm_unready.c: a VM that turns paging on before it has made a page directory.
 */
#include "grader/scenarios/programs/scenario.h"

int main(void)
{
	static struct paging_params params;

	sys_vmctl(SELF, VMCTL_ENABLE_PAGING, (uint32_t)(uintptr_t)&params);
	printf("paging is on, by what directory?\n");
	sys_abort(ABORT_DONE);
	return 0;
}
