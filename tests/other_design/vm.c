/*
 * vm.c: VM's part of the other design (kernel.c): the kernel's own directory,
 * made of the kernel's part and nothing else.
 */
#include "servers/vm/boot.h"
#include "servers/vm/kernelpart.h"

__typeof__(boot_paging) __real_boot_paging, __wrap_boot_paging;

void __wrap_boot_paging(const struct boot_image *self,
			const struct vm_memory *memory)
{
	static uint32_t directory[PT_ENTRIES]
		__attribute__((aligned(CLICK_SIZE)));
	static const struct vmproc kernel = {.ep = SYSTEM};
	phys_t base = self->map[SEG_D].phys << CLICK_SHIFT;

	__real_boot_paging(self, memory);
	kernelpart_copy(directory);
	kernelpart_bind(&kernel, base + (vir_t)(uintptr_t)directory);
}
