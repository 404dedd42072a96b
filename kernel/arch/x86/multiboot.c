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
#include "kernel/log.h"
#include "kernel/main.h"

#define KERNEL_LOADED 0x100000u /* kernel.ld */
#define BOOTLOADER_MAGIC 0x2badb002
#define FLAG_CMDLINE 0x4u
#define FLAG_MODULES 0x8u
#define FLAG_MAP 0x40u

struct multiboot_info {
	uint32_t flags;
	uint32_t mem_lower, mem_upper; /* the map tells more */
	uint32_t boot_device;
	uint32_t cmdline;
	uint32_t mods_count, mods_addr;
	uint32_t symbols[4];
	uint32_t map_bytes, map_addr;
};

struct multiboot_module {
	uint32_t start, end, string, reserved;
};

#define MAP_RAM 1u /* the other types are not to be used */

struct multiboot_range {
	uint32_t bytes_behind; /* of this entry, after this field */
	uint64_t start, bytes;
	uint32_t type;
} __attribute__((packed));

_Static_assert(offsetof(struct multiboot_info, map_bytes) == 44,
	       "as in section 3.3");
_Static_assert(sizeof(struct multiboot_range) == 24, "as in section 3.3");

extern const char kernel_end[]; /* kernel.ld */

static struct boot_module modules[NR_BOOT_IMAGES + 1];

static uint64_t memory_seen; /* bytes that the machine has */

/* What the map tells twice the machine has once. */
static void memory_add(uint64_t start, uint64_t end)
{
	phys_t end_used = end < PHYS_TOP ? (phys_t)end : PHYS_TOP;

	memory_seen += end - start;
	if (start < PHYS_TOP)
		memory_seen -=
			ranges_bytes(&boot_memory, (phys_t)start, end_used);
	ranges_add(&boot_memory, start, end);
}

static void memory_remove(uint64_t start, uint64_t end)
{
	ranges_remove(&boot_memory, start, end);
}

/* Pass each range of memory, or each other one, to use. */
static void map_walk(const struct multiboot_info *info, bool ram,
		     void (*use)(uint64_t start, uint64_t end))
{
	uint32_t at = info->map_addr;

	while (at < info->map_addr + info->map_bytes) {
		const struct multiboot_range *r = (const void *)at;
		uint64_t end = r->start + r->bytes;

		if (end < r->start) /* it wraps: the range ends at the top */
			end = UINT64_MAX;
		if ((r->type == MAP_RAM) == ram)
			use(r->start, end);
		at += r->bytes_behind + sizeof(r->bytes_behind);
	}
}

/*
 * All memory is free but what is said to be something else as well, frame 0,
 * and the kernel. The map itself is not needed any more after this.
 */
static void memory_find(const struct multiboot_info *info)
{
	uint32_t used;

	if (!(info->flags & FLAG_MAP))
		panic("the boot loader gives no map of the memory");
	map_walk(info, true, memory_add);
	boot_memory_top = ranges_end(&boot_memory);
	map_walk(info, false, memory_remove);
	used = ranges_bytes(&boot_memory, 0, PHYS_TOP);
	log_line("Faultline: %u KB of memory, %u KB not used", used >> 10,
		 (uint32_t)((memory_seen - used) >> 10));
	memory_remove(0, CLICK_SIZE);
	memory_remove(KERNEL_LOADED, (uint32_t)kernel_end);
}

/*
 * A string that will be read later. Some loaders put the file's path before the
 * arguments.
 */
static const char *string_keep(uint32_t string)
{
	const char *s = (const char *)string;
	const char *blank, *slash;

	if (string == 0)
		return ""; /* there is none */
	blank = strchr(s, ' ');
	slash = strchr(s, '/');
	memory_remove(string, string + strlen(s) + 1);
	if (slash && blank && slash < blank)
		return blank + 1;
	return s;
}

/*
 * Modules stay where they are: backtraces read their symbols, for which they
 * must lie in what the kernel sees in every page directory.
 */
static uint32_t modules_keep(const struct multiboot_info *info)
{
	const struct multiboot_module *m = (const void *)info->mods_addr;
	uint32_t count = info->flags & FLAG_MODULES ? info->mods_count : 0;

	if (count > NR_BOOT_IMAGES + 1)
		panic("%u boot modules; %d is the most", count,
		      NR_BOOT_IMAGES + 1);
	for (uint32_t i = 0; i < count; i++) {
		modules[i] = (struct boot_module){
			.start = (const void *)m[i].start,
			.size = m[i].end - m[i].start,
			.cmdline = string_keep(m[i].string),
		};
		if (m[i].end > NOPT_TOP)
			panic("boot module %s ends at 0x%x; the kernel sees "
			      "no memory beyond 0x%x: boot fewer or smaller "
			      "modules",
			      modules[i].cmdline, m[i].end, NOPT_TOP);
		memory_remove(m[i].start, m[i].end);
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
	if (magic != BOOTLOADER_MAGIC)
		panic("not booted by a multiboot loader (magic 0x%x)", magic);
	memory_find(info);
	if (info->flags & FLAG_CMDLINE)
		cmdline = string_keep(info->cmdline);
	count = modules_keep(info);
	kernel_main(cmdline, modules, count);
}
