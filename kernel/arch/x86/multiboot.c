/*
 * multiboot.c: from the boot loader to kernel_main().
 *
 * Source: Multiboot Specification 0.6.96, section 3.3.
 */
#include "kernel/arch/x86/multiboot.h"
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/console.h"
#include "kernel/arch/x86/gdt.h"
#include "kernel/arch/x86/lapic.h"
#include "kernel/arch/x86/trap.h"
#include "kernel/debug.h"
#include "kernel/main.h"

#define BOOTLOADER_MAGIC 0x2badb002
#define FLAG_MEMORY 0x1u
#define FLAG_CMDLINE 0x4u
#define FLAG_MODULES 0x8u

struct multiboot_info {
	uint32_t flags;
	uint32_t mem_lower, mem_upper; /* KB; upper counts from 1 MB */
	uint32_t boot_device;
	uint32_t cmdline;
	uint32_t mods_count, mods_addr;
};

struct multiboot_module {
	uint32_t start, end, string, reserved;
};

static struct boot_module modules[NR_BOOT_IMAGES + 1];

/* Some loaders put the file's path before the arguments. */
static const char *without_path(uint32_t string)
{
	const char *s = (const char *)string;
	const char *blank = strchr(s, ' ');
	const char *slash = strchr(s, '/');

	if (slash && blank && slash < blank)
		return blank + 1;
	return s;
}

static uint32_t modules_read(const struct multiboot_info *info)
{
	const struct multiboot_module *m = (const void *)info->mods_addr;
	uint32_t count = info->flags & FLAG_MODULES ? info->mods_count : 0;

	if (count > NR_BOOT_IMAGES + 1)
		panic("%u boot modules; %d is the most", count,
		      NR_BOOT_IMAGES + 1);
	for (uint32_t i = 0; i < count; i++) {
		if (m[i].end > KERNEL_TOP)
			panic("boot modules do not fit below 0x%x", KERNEL_TOP);
		modules[i] = (struct boot_module){
			.start = (const void *)m[i].start,
			.size = m[i].end - m[i].start,
			.cmdline = without_path(m[i].string),
		};
	}
	return count;
}

void multiboot_start(uint32_t magic, const struct multiboot_info *info)
{
	const char *cmdline = "";
	uint32_t count;

	if (DEBUG_VMASSERT)
		arch_check_begin();
	serial_init();
	vga_init();
	gdt_init();
	trap_init();
	interrupt_init();
	lapic_init();
	if (magic != BOOTLOADER_MAGIC || !(info->flags & FLAG_MEMORY))
		panic("not booted by a multiboot loader (magic 0x%x)", magic);
	if (info->flags & FLAG_CMDLINE)
		cmdline = without_path(info->cmdline);
	count = modules_read(info);
	kernel_main(cmdline, modules, count, (info->mem_upper + 1024) << 10);
}
