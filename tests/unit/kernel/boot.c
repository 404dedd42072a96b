/*
 * boot.c: the kernel's command line is words "key=value"; values may be
 * lists; exactly the named subsystems are traced.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c */
/* links: kernel/{boot,trace}.c lib/base/elf.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/{option,ranges}.c */
#include <lib/base/option.h>
#include "kernel/boot.h"
#include <criterion/criterion.h>
#include "kernel/trace.h"

Test(kernel_boot, an_option_is_what_follows_its_key)
{
	boot_cmdline = "trace=ipc,boot services=a,b seed=";
	cr_assert_str_eq(option_value(boot_cmdline, "trace"),
			 "ipc,boot services=a,b seed=");
	cr_assert_str_eq(option_value(boot_cmdline, "services"), "a,b seed=");
	cr_assert_str_eq(option_value(boot_cmdline, "seed"), "");
}

Test(kernel_boot, an_option_is_a_whole_word)
{
	boot_cmdline = "xtrace=1 trace2=2 trace verbose=trace=3";
	cr_assert_str_eq(option_value(boot_cmdline, "trace"), "");
	boot_cmdline = "";
	cr_assert_str_eq(option_value(boot_cmdline, "trace"), "");
}

Test(kernel_boot, the_first_of_two_counts)
{
	boot_cmdline = "seed=1 seed=2";
	cr_assert_str_eq(option_value(boot_cmdline, "seed"), "1 seed=2");
}

Test(kernel_boot, a_list_has_whole_names)
{
	cr_assert(option_list_has("a,bc,d", "a"));
	cr_assert(option_list_has("a,bc,d", "bc"));
	cr_assert(option_list_has("a,bc,d", "d"));
	cr_assert_not(option_list_has("a,bc,d", "b"));
	cr_assert_not(option_list_has("a,bc,d", "c"));
	cr_assert_not(option_list_has("a,bc,d", "bcd"));
	cr_assert_not(option_list_has("", "a"));
	cr_assert_not(option_list_has(",,", "a"));
	cr_assert(option_list_has(",,a,", "a"));
}

Test(kernel_boot, a_list_ends_at_a_blank)
{
	cr_assert(option_list_has("a,b c,d", "b"));
	cr_assert_not(option_list_has("a,b c,d", "c"));
	cr_assert_not(option_list_has("a,b c,d", "d"));
}

static uint32_t traced(const char *list)
{
	trace_mask = 1u << 31;
	trace_select(list);
	return trace_mask;
}

Test(kernel_boot, what_is_named_is_traced)
{
	cr_assert_eq(traced("ipc"), 1u << TRACE_ipc);
	cr_assert_eq(traced("vmctl,pagefault other=ipc"),
		     1u << TRACE_vmctl | 1u << TRACE_pagefault);
	cr_assert_eq(traced("page,pagefaults"), 0);
	cr_assert_eq(traced("none"), 0);
	cr_assert_eq(traced(""), 0);
}

Test(kernel_boot, all_is_every_subsystem)
{
	cr_assert_eq(traced("all"), (1u << NR_TRACES) - 1);
	cr_assert_eq(traced("none,all"), (1u << NR_TRACES) - 1);
}
