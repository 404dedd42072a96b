/*
 * boot.c: making processes of the boot modules.
 *
 * A boot process is loaded to contiguous physical memory: virtual 0 up to the
 * end of its data. Its command line stands on top of its first stack.
 *
 *   paged     its stack follows its data. VM moves it, and guards its own.
 *   unpaged   its stack lies below its text, from virtual 0 up (program.ld). No
 *             page can guard it, but a stack that grows below 0 leaves the
 *             segment, which is an exception at once.
 *
 * Processes that never get a page table lie in the big page that is theirs in
 * every page directory; the others, VM among them, above it, or in it where the
 * machine has no more memory.
 */
#include "kernel/boot.h"
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/debug.h"
#include "kernel/device.h"
#include <lib/base/elf.h>
#include "kernel/priv.h"
#include "kernel/proc.h"
#include "kernel/role.h"
#include "kernel/trace.h"

const char *boot_cmdline = "";
struct boot_image boot_image[NR_BOOT_IMAGES];
uint32_t boot_image_count;
struct ranges boot_memory;
phys_t boot_memory_top;

/*
 * Contiguous memory, page-aligned, for a process of that role. The paged leave
 * the big page to the unpaged, as long as there is other memory.
 */
static phys_t memory_for(const struct role *role, uint32_t bytes,
			 const char *name)
{
	phys_t at = 0;

	if (role->paged)
		at = ranges_take(&boot_memory, bytes, NOPT_TOP, PHYS_TOP);
	if (at == 0)
		at = ranges_take(&boot_memory, bytes, NOPT_START, NOPT_TOP);
	if (at == 0)
		panic("boot process %s needs %u KB of memory in one piece%s",
		      name, bytes >> 10,
		      role->paged ? "" : ", below 8 MB, for it is not paged");
	assert(at >= NOPT_START && at % CLICK_SIZE == 0);
	assert(role->paged || at + bytes <= NOPT_TOP);
	return at;
}

/* Physical memory is reached as by any copy; paging is still off. */
static void put(phys_t to, const void *from, uint32_t bytes)
{
	struct copy copy = {{NULL, kernel_phys(from)}, {NULL, to}, 0, bytes};

	if (bytes > 0 && lin_lin_copy(&copy, bytes) != OK)
		panic("cannot load to 0x%x", to);
}

static uint32_t image_bytes(const struct elf_program *program)
{
	uint32_t end = 0;

	for (int i = 0; i < 2; i++) {
		const struct elf_segment *s = &program->segment[i];

		if (s->vir + s->mem_size > end)
			end = s->vir + s->mem_size;
	}
	return ROUND_UP(end, CLICK_SIZE);
}

/* [from, to) of a process at base. */
static struct mem_map clicks(phys_t base, vir_t from, vir_t to)
{
	return (struct mem_map){from >> CLICK_SHIFT,
				(base + from) >> CLICK_SHIFT,
				(to - from) >> CLICK_SHIFT};
}

/* stack: bytes of it behind the data; 0: it lies below the text. */
static void map_set(struct proc *p, const struct elf_program *program,
		    phys_t base, uint32_t stack)
{
	const struct elf_segment *text = &program->segment[0];
	uint32_t text_end = ROUND_UP(text->vir + text->mem_size, CLICK_SIZE);
	uint32_t end = image_bytes(program);
	uint32_t low = stack > 0 ? end : 0; /* where the stack begins */
	const struct mem_map map[NR_SEGS] = {
		[SEG_T] = clicks(base, 0, text_end),
		[SEG_D] = clicks(base, 0, end),
		[SEG_S] = clicks(base, low, end + stack)};

	if (newmap(p, map) != OK)
		panic(WHO " has an impossible memory map", WHO_OF(p));
}

static uint32_t stack_above(const struct role *role)
{
	return role->paged ? role->stack : 0;
}

static void image_load(struct proc *p, const struct elf_program *program,
		       const struct role *role, const char *cmdline)
{
	const uint32_t above = stack_above(role);
	uint32_t bytes = image_bytes(program) + above;
	uint32_t sp = role->paged ? bytes : program->segment[0].vir;
	uint32_t args = ROUND_UP(strlen(cmdline) + 1, 16);
	phys_t base = memory_for(role, bytes, p->name);

	if (args > role->stack / 2)
		panic("the command line of " WHO " is too long", WHO_OF(p));
	if (sp < role->stack)
		panic(WHO " has its text at 0x%x: no room for a stack below it",
		      WHO_OF(p), sp);
	if (vm_memset(base, 0, bytes) != OK)
		panic("cannot clear 0x%x", base);
	for (int i = 0; i < 2; i++)
		put(base + program->segment[i].vir, program->segment[i].from,
		    program->segment[i].file_size);
	put(base + sp - args, cmdline, (uint32_t)strlen(cmdline) + 1);
	map_set(p, program, base, above);
	arch_init_context(p, program->entry, sp - args);
}

static void image_record(const struct proc *p, const struct role *role)
{
	struct boot_image *image = &boot_image[boot_image_count];

	assert(boot_image_count < NR_BOOT_IMAGES);
	boot_image_count++;
	strlcpy(image->name, p->name, sizeof(image->name));
	image->ep = p->endpoint;
	image->paged = role->paged;
	memcpy(image->map, p->map, sizeof(image->map));
}

static struct proc *slot_for(const struct role *role)
{
	static int next_program = FIRST_PROGRAM;
	int slot = role->slot == FIRST_PROGRAM ? next_program++ : role->slot;
	struct proc *p = proc_slot(slot);

	if (boot_image_count == NR_BOOT_IMAGES)
		panic("more than %d boot processes", NR_BOOT_IMAGES);
	if (!(p->rts & RTS_SLOT_FREE))
		panic("two boot modules are called %s", role->name);
	proc_claim(p);
	return p;
}

static void program_read(const struct boot_module *module, const char *name,
			 struct elf_program *program)
{
	const char *why = elf_program(module->start, module->size, program);

	if (why)
		panic("cannot run boot module %s: %s", name, why);
}

static void process_make(const struct boot_module *module, const char *name)
{
	const struct role *role = role_of_boot_process(name);
	struct proc *p = slot_for(role);
	struct elf_program program;

	assert(role->kind != PRIV_TASK); /* tasks never run */
	program_read(module, name, &program);
	strlcpy(p->name, name, sizeof(p->name));
	p->elf = module->start;
	p->elf_size = module->size;
	p->priority = role->priority;
	p->quantum = p->ticks_left = role->quantum;
	if (priv_assign(p, role) != OK)
		panic("no privilege structure for %s", name);
	if (role->kind != PRIV_USER)
		device_grant(p);
	image_load(p, &program, role, module->cmdline);
	image_record(p, role);
	TRACE(boot, process, "who=" WHO " paged=%d base=0x%08x", WHO_OF(p),
	      role->paged, p->map[SEG_D].phys << CLICK_SHIFT);
	p->rts = RTS_PROC_STOP;
	/* VM makes the page tables, so it cannot wait for its own. */
	if (role->paged && p != proc_vm())
		p->rts |= RTS_VMINHIBIT;
	proc_release(p, RTS_PROC_STOP);
}

/* The first word of a module's command line, which also names the kernel. */
static void module_name(const struct boot_module *module, char *name)
{
	size_t n = 0;

	while (n < PROC_NAME_LEN - 1 && module->cmdline[n] &&
	       module->cmdline[n] != ' ')
		n++;
	if (n == 0)
		panic("a boot module has no name: give it one after its file");
	memcpy(name, module->cmdline, n);
	name[n] = '\0';
}

/* Panic unless there is memory for the modules' processes. */
static void memory_suffices(const struct boot_module *modules, uint32_t count)
{
	uint32_t free = ranges_bytes(&boot_memory, NOPT_START, PHYS_TOP);
	uint32_t needed = 0;

	for (uint32_t i = 0; i < count; i++) {
		char name[PROC_NAME_LEN];
		struct elf_program program;

		module_name(&modules[i], name);
		if (strcmp(name, "kernel") == 0)
			continue;
		program_read(&modules[i], name, &program);
		needed += image_bytes(&program) +
			  stack_above(role_of_boot_process(name));
	}
	if (needed > free)
		panic("too little memory: %u KB are free above 4 MB, and the "
		      "boot modules need %u KB there",
		      free >> 10, needed >> 10);
}

void boot_processes(const struct boot_module *modules, uint32_t count)
{
	memory_suffices(modules, count);
	for (uint32_t i = 0; i < count; i++) {
		char name[PROC_NAME_LEN];

		module_name(&modules[i], name);
		if (strcmp(name, "kernel") == 0)
			kernel_symbols(modules[i].start, modules[i].size);
		else
			process_make(&modules[i], name);
	}
	if (proc_vm()->rts & RTS_SLOT_FREE)
		panic("there is no boot module called vm");
	if (proc_slot(PM_PROC_NR)->rts & RTS_SLOT_FREE)
		panic("there is no boot module called pm");
}
