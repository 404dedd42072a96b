/*
 * vm_unready.c: a VM that turns paging on before all is ready.
 *
 *	vm_unready NONCE         before it has made a page directory
 *	vm_unready NONCE blind   with parameters that are nowhere
 */
/* links: servers/vm */
#include <faultline/info.h>
#include "grader/kit/scenario.h"
#include "servers/vm/kernelpart.h"

static uint32_t directory[PT_ENTRIES] __attribute__((aligned(CLICK_SIZE)));

/* Where VM was loaded. */
static phys_t own_base(void)
{
	static struct boot_image images[NR_PROCS];

	sys_getinfo(GET_IMAGE, images, sizeof(images));
	for (int i = 0; i < NR_PROCS; i++)
		if (images[i].ep == VM_PROC_NR)
			return images[i].map[SEG_D].phys << CLICK_SHIFT;
	return 0;
}

static void make_directory(void)
{
	phys_t base = own_base();

	kernelpart_init(base);
	kernelpart_own(directory);
	kernelpart_bind(vmproc_new(VM_PROC_NR),
			base + (vir_t)(uintptr_t)directory);
}

int main(int argc, char **argv)
{
	static struct paging_params params;
	vir_t at = (vir_t)(uintptr_t)&params;

	scenario_begin(argc, argv);
	if (argc > 2 && strcmp(argv[2], "blind") == 0) {
		make_directory();
		at = UINT32_MAX - 8;
	}
	sys_vmctl(SELF, VMCTL_ENABLE_PAGING, at);
	printf("paging is on, by what directory?\n");
	sys_abort(ABORT_DONE);
	return 0;
}
