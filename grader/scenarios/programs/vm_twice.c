/*
 * vm_twice.c: a VM that turns paging on a second time.
 *
 * It is VM itself, all but its main loop: whatever comes after boot, this one
 * asks the kernel once more for what it has done already.
 */
#include <lib/stdio.h>
#include <lib/syscall.h>
#include "servers/vm/boot.h"

int main(void)
{
	static struct paging_params params;

	boot();
	printf("paging is on; once more\n");
	sys_vmctl(SELF, VMCTL_ENABLE_PAGING, (uint32_t)(uintptr_t)&params);
	printf("the kernel has done it twice\n");
	sys_abort(ABORT_DONE);
	return 0;
}
