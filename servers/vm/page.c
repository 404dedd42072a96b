/*
 * page.c: making pages be there.
 *
 * Untouched memory that is read maps the zero page, read-only; the first write
 * finds it shared, and so makes a copy of it like of any page that is copy on
 * write. VM itself holds one reference to the zero page, so that no process is
 * ever its only user.
 */
#include "servers/vm/page.h"
#include <faultline/errors.h>
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/panic.h"
#include "servers/vm/physmem.h"

static phys_t zero_frame;

void page_init(void)
{
	zero_frame = frame_alloc();
	if (zero_frame == FRAME_NONE)
		vm_panic("no memory at all");
	physmem_clear(zero_frame);
}

phys_t page_zero_frame(void)
{
	return zero_frame;
}

uint32_t page_flags(const struct region *r)
{
	return r->flags & REGION_WRITABLE ? PTE_WRITE : 0;
}

/* A fresh page of zeroes for lin, where none is yet. */
static int page_new(struct vmproc *p, lin_t lin, uint32_t flags)
{
	phys_t frame = frame_alloc();
	int result;

	if (frame == FRAME_NONE)
		return -ENOMEM;
	result = pagetable_map(p, lin, frame, flags);
	if (result != OK) {
		frame_release(frame);
		return result;
	}
	physmem_clear(frame);
	return OK;
}

static int page_map_zero(struct vmproc *p, lin_t lin)
{
	int result = pagetable_map(p, lin, zero_frame, 0);

	if (result == OK)
		frame_retain(zero_frame);
	return result;
}

/*
 * The page of entry is to be its owner's alone, with flags, unless it is shared
 * for good. This is the answer to a write that found the page read-only: the
 * last user of a frame gets the right to write back, others get a copy.
 */
static int entry_own(uint32_t *entry, uint32_t flags)
{
	phys_t frame = PTE_ADDRESS(*entry);

	if (frame_refs(frame) == 1) {
		kernelpart_close_windows();
		pagetable_protect(entry, flags);
		return OK;
	}
	if (frame_is_shared(frame))
		return OK;
	return pagetable_copy(entry, flags);
}

int page_own(struct vmproc *p, const struct region *r, lin_t lin)
{
	uint32_t *entry = pagetable_present(p, lin);

	if (entry == NULL)
		return page_new(p, lin, page_flags(r));
	return entry_own(entry, page_flags(r));
}

static int page_provide_in(struct vmproc *p, const struct region *r, lin_t lin,
			   bool write)
{
	uint32_t *entry = pagetable_present(p, lin);
	int result;

	if (write && !(r->flags & REGION_WRITABLE))
		return -EFAULT;
	if (entry == NULL)
		return write ? page_new(p, lin, PTE_WRITE)
			     : page_map_zero(p, lin);
	if (!write || (*entry & PTE_WRITE))
		return OK;
	result = entry_own(entry, PTE_WRITE);
	if (result != OK)
		return result;
	return *entry & PTE_WRITE ? OK : -EFAULT;
}

int page_provide(struct vmproc *p, lin_t lin, bool write)
{
	const struct region *r = region_find(&p->regions, lin);

	if (r == NULL)
		return -EFAULT;
	return page_provide_in(p, r, ROUND_DOWN(lin, CLICK_SIZE), write);
}

int page_provide_range(struct vmproc *p, lin_t start, lin_t end, bool write)
{
	const struct region *r = region_covers(&p->regions, start, end, 0);
	int result = OK;

	if (r == NULL)
		return -EFAULT;
	for (lin_t lin = start; lin < end && result == OK; lin += CLICK_SIZE) {
		if (lin == r->end)
			r = r->next;
		result = page_provide_in(p, r, lin, write);
	}
	return result;
}
