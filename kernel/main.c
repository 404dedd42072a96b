/*
 * main.c: the kernel's own beginning, once the machine is set up.
 */
#include "kernel/main.h"
#include "kernel/arch.h"
#include "kernel/boot.h"
#include "kernel/option.h"
#include "kernel/proc.h"
#include "kernel/switch.h"
#include "kernel/trace.h"

#ifndef TRACE_DEFAULT
#define TRACE_DEFAULT "none"
#endif

void kernel_main(const char *cmdline, const struct boot_module *modules,
		 uint32_t module_count, phys_t memory_top)
{
	const char *traces;

	boot_cmdline = cmdline;
	traces = boot_option("trace");
	trace_select(*traces ? traces : TRACE_DEFAULT);
	log_line("Faultline: %u KB of memory, %u boot modules",
		 memory_top >> 10, module_count);
	proc_init();
	boot_processes(modules, module_count, memory_top);
	TRACE(boot, user, "who=" WHO, WHO_OF(proc_vm()));
	switch_to_user();
}
