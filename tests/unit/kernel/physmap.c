/*
 * physmap.c: the list of physical ranges that the kernel wants to see
 * has no holes, and what VM has not mapped is not used.
 */
/* links: kernel/arch/x86/{physmap,segments}.c tests/unit/fakes/arch.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
#include "kernel/arch/x86/physmap.h"
#include <criterion/criterion.h>
#include "kernel/arch.h"
#include "tests/unit/fakes/arch.h"

static lin_t used_at[2];

static void use_first(lin_t at)
{
	used_at[0] = at;
}

static void use_second(lin_t at)
{
	used_at[1] = at;
}

Test(kernel_physmap, a_machine_without_devices_has_an_empty_list)
{
	struct msg_physmap range;

	cr_assert_eq(physmap_get(0, &range), -EINVAL);
	cr_assert_eq(physmap_set(0, NOPT_TOP), -EINVAL);
	physmap_use();
}

Test(kernel_physmap, a_device_that_is_missing_leaves_no_hole)
{
	struct msg_physmap range;

	/* Only the second of the machine's devices is there. */
	physmap_add("second", 0xfee00000, CLICK_SIZE, PHYSMAP_UNCACHED,
		    use_second);
	cr_assert_eq(physmap_get(0, &range), OK);
	cr_assert_eq(range.addr, 0xfee00000);
	cr_assert_eq(range.length, CLICK_SIZE);
	cr_assert_eq(range.flags, PHYSMAP_UNCACHED);
	cr_assert_eq(physmap_get(1, &range), -EINVAL);
	cr_assert_eq(physmap_set(0, NOPT_TOP + CLICK_SIZE), OK);
	physmap_use();
	cr_assert_eq(used_at[1], NOPT_TOP + CLICK_SIZE);
}

Test(kernel_physmap, each_device_learns_its_own_address)
{
	physmap_add("first", 0xb8000, CLICK_SIZE, 0, use_first);
	physmap_add("second", 0xfee00000, CLICK_SIZE, 0, use_second);
	cr_assert_eq(physmap_set(1, NOPT_TOP), OK);
	cr_assert_eq(physmap_set(0, VM_PROCSTART - CLICK_SIZE), OK);
	physmap_use();
	cr_assert_eq(used_at[0], VM_PROCSTART - CLICK_SIZE);
	cr_assert_eq(used_at[1], NOPT_TOP);
}

Test(kernel_physmap, what_vm_has_not_mapped_is_a_panic)
{
	physmap_add("first", 0xb8000, CLICK_SIZE, 0, use_first);
	cr_assert_str_eq(fake_panic_of(physmap_use),
			 "VM has not mapped first for the kernel");
}

Test(kernel_physmap, a_mapping_must_be_where_the_kernel_can_see_it)
{
	physmap_add("first", 0xb8000, CLICK_SIZE, 0, use_first);
	cr_assert_eq(physmap_set(0, 0), -EINVAL);
	cr_assert_eq(physmap_set(0, NOPT_TOP - 1), -EINVAL);
	cr_assert_eq(physmap_set(0, VM_PROCSTART), -EINVAL);
	cr_assert_eq(physmap_set(0, 0xfffff000), -EINVAL);
}
