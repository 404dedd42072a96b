/*
 * segments.c: a descriptor says what it was built from; no pointer of a
 * process leads out of its segments; and a memory map that would is refused.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
#include "kernel/arch/x86/segments.h"
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/arch.h"
#include "kernel/deliver.h"
#include "tests/unit/fakes/arch.h"

#define END (16 * CLICK_SIZE) /* of a fake process's segments */

static void round_trip(uint32_t base, uint32_t size, uint32_t limit, bool pages)
{
	struct segment_info info =
		segment_decode(segment_make(base, size, SEGMENT_DATA));

	cr_assert_eq(info.base, base);
	cr_assert_eq(info.limit, limit, "size 0x%x: limit 0x%x", size,
		     info.limit);
	cr_assert_eq(info.pages, pages);
	cr_assert(info.present);
	cr_assert_eq(info.dpl, 0);
}

Test(kernel_segments, descriptors_say_what_they_were_built_from)
{
	round_trip(0, 1, 0, false);
	round_trip(0x12345678, 4096, 4095, false);
	round_trip(0xfedcb000, 0x100000, 0xfffff, false);
	round_trip(0x08000000, 0x101000, 0x100fff, true);
	round_trip(0, 0x08000000, 0x07ffffff, true);
	round_trip(0, 0, 0xffffffff, true);
}

Test(kernel_segments, sizes_above_1_mb_are_rounded_down_to_pages)
{
	round_trip(0, 0x101fff, 0x100fff, true);
}

Test(kernel_segments, privilege_and_type_are_kept)
{
	struct segment_info info = segment_decode(
		segment_make(0, 4096, SEGMENT_CODE | ACCESS_USER));

	cr_assert_eq(info.dpl, 3);
	cr_assert_eq(info.access, SEGMENT_CODE | ACCESS_USER);
}

Test(kernel_segments, a_process_gets_code_and_data_of_its_size)
{
	struct segment_info code, data;
	struct proc *p;

	fake_boot();
	p = fake_process(5, PRIV_SERVICE);
	code = segment_decode(p->arch.ldt[LDT_CODE]);
	data = segment_decode(p->arch.ldt[LDT_DATA]);
	cr_assert_eq(code.base, 5 * FAKE_SPACE);
	cr_assert_eq(data.base, 5 * FAKE_SPACE);
	cr_assert_eq(code.limit, CLICK_SIZE - 1);
	cr_assert_eq(data.limit, END - 1);
	cr_assert_eq(code.access, SEGMENT_CODE | ACCESS_USER);
	cr_assert_eq(data.access, SEGMENT_DATA | ACCESS_USER);
	cr_assert(code.dpl == 3 && data.dpl == 3);
}

Test(kernel_segments, a_new_map_moves_the_message_buffer)
{
	const struct mem_map moved[NR_SEGS] = {
		{0, 0x8000, 2}, {0, 0x8000, 4}, {4, 0x8004, 4}};
	struct proc *p;

	fake_boot();
	p = fake_process(5, PRIV_SERVICE);
	cr_assert_eq(deliver_buffer(p, 0x7f00), OK);
	deliver_park(p, VM_PROC_NR);
	cr_assert_eq(newmap(p, moved), OK);
	cr_assert_eq(p->delivermsg_lin, 0x8007f00);
	cr_assert(p->misc & MF_DELIVERMSG);
	cr_assert_eq(deliver_buffer(p, 0x7fdc), OK); /* the last that fits */
	cr_assert_eq(deliver_buffer(p, 0x7fdd), -EFAULT);
}

Test(kernel_segments, a_pointer_stays_in_its_segment)
{
	struct proc *p;
	lin_t lin;

	fake_boot();
	p = fake_process(5, PRIV_SERVICE);
	cr_assert_eq(umap_local(p, SEG_D, 0, 1, &lin), OK);
	cr_assert_eq(lin, 5 * FAKE_SPACE);
	cr_assert_eq(umap_local(p, SEG_D, END - 4, 4, &lin), OK);
	cr_assert_eq(umap_local(p, SEG_D, END - 4, 5, &lin), -EFAULT);
	cr_assert_eq(umap_local(p, SEG_D, END, 1, &lin), -EFAULT);
	cr_assert_eq(umap_local(p, SEG_T, CLICK_SIZE, 1, &lin), -EFAULT);
}

Test(kernel_segments, a_range_that_wraps_is_refused)
{
	struct proc *p;
	lin_t lin;

	fake_boot();
	p = fake_process(5, PRIV_SERVICE);
	cr_assert_eq(umap_local(p, SEG_D, 16, 0xfffffff8, &lin), -EFAULT);
	cr_assert_eq(umap_local(p, SEG_D, 0xfffffff0, 0x20, &lin), -EFAULT);
	cr_assert_eq(umap_local(p, SEG_D, 0xffffffff, 1, &lin), -EFAULT);
}

Test(kernel_segments, impossible_memory_maps_are_refused)
{
	const struct mem_map good[NR_SEGS] = {
		{0, 0x8000, 2}, {0, 0x8000, 4}, {4, 0x8004, 4}};
	struct mem_map map[NR_SEGS];
	struct proc *p;

	fake_boot();
	p = fake_process(5, PRIV_SERVICE);
	cr_assert_eq(newmap(p, good), OK);
	for (int broken = 0; broken < 4; broken++) {
		memcpy(map, good, sizeof(map));
		if (broken == 0)
			map[SEG_S].phys++; /* another base */
		if (broken == 1)
			map[SEG_S].len = 0x100000; /* beyond VM_DATATOP */
		if (broken == 2)
			map[SEG_S].len = 0;
		if (broken == 3)
			map[SEG_T].phys = map[SEG_T].vir = 0xfffff;
		cr_assert_eq(newmap(p, map), -EINVAL, "case %d", broken);
	}
}
