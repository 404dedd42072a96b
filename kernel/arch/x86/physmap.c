/*
 * physmap.c: the kernel's own physical mappings, by way of VM.
 *
 * The kernel edits no page tables, so for a device's memory it too depends on
 * VM: VM asks for the list of ranges (VMCTL_KERN_PHYSMAP 0, 1, ...), maps each
 * in every page table, and says where (VMCTL_KERN_MAP_REPLY). A device that is
 * not there is not on the list: the list has no holes.
 */
#include "kernel/arch/x86/physmap.h"
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/trace.h"

#define MAX_RANGES 4

static struct range {
	const char *name;
	struct msg_physmap where;
	void (*use)(lin_t at);
	lin_t at; /* 0: VM has not said */
} ranges[MAX_RANGES];

static uint32_t nr_ranges;

void physmap_add(const char *name, phys_t addr, uint32_t length, uint32_t flags,
		 void (*use)(lin_t at))
{
	assert(nr_ranges < MAX_RANGES);
	assert(addr % CLICK_SIZE == 0 && length > 0); /* VM maps whole pages */
	ranges[nr_ranges++] = (struct range){
		.name = name, .where = {addr, length, flags}, .use = use};
}

int physmap_get(uint32_t index, struct msg_physmap *range)
{
	if (index >= nr_ranges)
		return -EINVAL;
	*range = ranges[index].where;
	TRACE(physmap, offer, "index=%u addr=0x%08x length=%u flags=0x%x",
	      index, range->addr, range->length, range->flags);
	return OK;
}

/* Below the processes, above the identity mapping: where the kernel can see. */
int physmap_set(uint32_t index, lin_t at)
{
	if (index >= nr_ranges)
		return -EINVAL;
	if (at < NOPT_TOP || at >= VM_PROCSTART)
		return -EINVAL;
	ranges[index].at = at;
	return OK;
}

void physmap_use(void)
{
	for (uint32_t i = 0; i < nr_ranges; i++) {
		struct range *r = &ranges[i];

		if (r->at == 0)
			panic("VM has not mapped %s for the kernel", r->name);
		TRACE(physmap, use, "index=%u at=0x%08x", i, r->at);
		r->use(r->at);
	}
}
