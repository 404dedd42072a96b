/*
 * vm_twice.c: a VM that turns paging on a second time.
 *
 * It is VM itself, all but its main loop: whatever comes after boot, this one
 * asks the kernel once more for what it has done already.
 *
 * step 1  look: paging is on, and this is VM
 */
/* links: servers/vm */
#include "grader/kit/scenario.h"
#include "servers/vm/boot.h"

int main(int argc, char **argv)
{
	static struct paging_params params;

	scenario_begin(argc, argv);
	boot();
	look(1, 0);
	printf("paging is on; once more\n");
	sys_vmctl(SELF, VMCTL_ENABLE_PAGING, (uint32_t)(uintptr_t)&params);
	printf("the kernel has done it twice\n");
	sys_abort(ABORT_DONE);
	return 0;
}
