/*
 * segments.c: a process's view of memory.
 *
 * Segments do two jobs here. They give each process an address 0 of its own:
 * its pointers are offsets in segments that are based where it lies. And they
 * bound it: no pointer of a process, whatever its value, yields a linear
 * address outside its segments, so that none reaches the kernel, which is
 * mapped below every process.
 *
 * What must hold: the three segments of a process have one base, so that a
 * pointer means the same in each; the code segment ends where the text ends.
 */
#include "kernel/arch/x86/segments.h"
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/debug.h"
#include "kernel/deliver.h"

#define DESCRIPTOR_32BIT 0x4u
#define DESCRIPTOR_PAGES 0x8u
#define MAX_BYTE_SIZE 0x100000u

struct descriptor segment_make(uint32_t base, uint32_t size, uint8_t access)
{
	bool pages = size == 0 || size > MAX_BYTE_SIZE;
	uint32_t limit = pages ? (size - 1) >> CLICK_SHIFT : size - 1;
	uint32_t flags = pages ? DESCRIPTOR_PAGES : 0;
	struct descriptor d;

	if (pages && size % CLICK_SIZE != 0)
		limit--;
	if (access & ACCESS_SEGMENT) /* the others have no size bit */
		flags |= DESCRIPTOR_32BIT;
	d.low = (limit & 0xffff) | base << 16;
	d.high = ((base >> 16) & 0xff) | (uint32_t)access << 8 |
		 (limit & 0xf0000) | flags << 20 | (base & 0xff000000);
	return d;
}

struct segment_info segment_decode(struct descriptor d)
{
	struct segment_info info = {
		.base = d.low >> 16 | (d.high & 0xff) << 16 |
			(d.high & 0xff000000),
		.limit = (d.low & 0xffff) | (d.high & 0xf0000),
		.pages = (d.high >> 20) & DESCRIPTOR_PAGES,
		.present = (d.high >> 15) & 1,
		.dpl = (d.high >> 13) & 3,
		.access = (d.high >> 8) & 0xff,
	};

	if (info.pages)
		info.limit = info.limit << CLICK_SHIFT | (CLICK_SIZE - 1);
	return info;
}

void arch_set_segments(struct proc *p)
{
	const struct mem_map *t = &p->map[SEG_T], *d = &p->map[SEG_D];
	const struct mem_map *s = &p->map[SEG_S];
	struct arch_proc *arch = &p->arch;

	arch->base = (d->phys - d->vir) << CLICK_SHIFT;
	arch->text_size = (t->vir + t->len) << CLICK_SHIFT;
	arch->data_size = (s->vir + s->len) << CLICK_SHIFT;
	arch->ldt[LDT_CODE] = segment_make(arch->base, arch->text_size,
					   SEGMENT_CODE | ACCESS_USER);
	arch->ldt[LDT_DATA] = segment_make(arch->base, arch->data_size,
					   SEGMENT_DATA | ACCESS_USER);
	/* It ends in front of the top of memory: 0 is the kernel's again. */
	vmassert(arch->base + (arch->data_size - 1) >= arch->base);
	vmassert(segment_decode(arch->ldt[LDT_DATA]).base == arch->base);
}

static bool map_valid(const struct mem_map map[NR_SEGS])
{
	uint32_t base = map[SEG_D].phys - map[SEG_D].vir;
	uint32_t last = VM_DATATOP >> CLICK_SHIFT;

	for (int seg = 0; seg < NR_SEGS; seg++) {
		const struct mem_map *m = &map[seg];

		if (m->phys - m->vir != base || m->phys > last ||
		    m->len > last - m->phys || m->vir > m->phys)
			return false;
	}
	return map[SEG_S].len > 0 && map[SEG_T].len > 0;
}

int newmap(struct proc *p, const struct mem_map map[NR_SEGS])
{
	if (!map_valid(map))
		return -EINVAL;
	vmassert(!proc_is_task(p)); /* they have no memory of their own */
	memcpy(p->map, map, sizeof(p->map));
	arch_set_segments(p);
	deliver_fix_buffer(p);
	return OK;
}
