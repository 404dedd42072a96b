/*
 * main.c: the kernel's own beginning, once the machine is set up.
 */
#include "kernel/main.h"
#include "kernel/arch.h"
#include "kernel/boot.h"
#include <lib/base/option.h>
#include "kernel/priv.h"
#include "kernel/switch.h"
#include "kernel/trace.h"

#ifndef TRACE_DEFAULT
#define TRACE_DEFAULT "none"
#endif

void kernel_main(const char *cmdline, const struct boot_module *modules,
		 uint32_t module_count)
{
	const char *traces;

	boot_cmdline = cmdline;
	traces = option_value(boot_cmdline, "trace");
	trace_select(*traces ? traces : TRACE_DEFAULT);
	proc_init();
	priv_init();
	boot_processes(modules, module_count);
	TRACE(boot, user, "who=" WHO, WHO_OF(proc_vm()));
	switch_to_user();
}
