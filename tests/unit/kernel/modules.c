/*
 * modules.c: each boot module becomes the process that its name asks
 * for, loaded as its file says; what cannot be booted is said, and not run.
 */
/* links: tests/unit/fakes/{arch,elf}.c kernel/arch/x86/segments.c */
/* links: kernel/{boot,trace}.c lib/base/elf.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/{option,ranges}.c */
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/boot.h"
#include "tests/unit/fakes/arch.h"
#include "tests/unit/fakes/elf.h"

#define TOP 0x1000000u /* of physical memory */

#define FREE 0x200000u /* below lie the kernel and the modules */
#define SERVER_STACK 0x10000u
#define PROGRAM_STACK 0x1000u
#define IMAGE_END (FAKE_DATA + 2 * CLICK_SIZE) /* virtual; then its stack */

static struct fake_elf file;
static struct boot_module modules[NR_BOOT_IMAGES + 2];
static uint32_t count;

static void add_module(const char *cmdline)
{
	modules[count++] = (struct boot_module){&file, sizeof(file), cmdline};
}

static void servers(void)
{
	proc_init();
	priv_init();
	fake_elf_make(&file);
	memset(fake_memory(0), 0xa5, TOP);
	ranges_add(&boot_memory, 0, TOP);
	ranges_remove(&boot_memory, 0, FREE);
	add_module("kernel");
	add_module("pm");
	add_module("vm");
}

TestSuite(kernel_modules, .init = servers);

static void boot(void)
{
	boot_processes(modules, count);
}

/* As most tests want it: a plain program and a service. */
static void boot_two_programs(void)
{
	boot_cmdline = "services=disk:driver";
	add_module("touch 1f2e 7");
	add_module("disk");
	boot();
	fake_check();
}

static struct proc *program(int nr)
{
	return proc_slot(FIRST_PROGRAM + nr);
}

static phys_t base_of(const struct proc *p)
{
	return p->map[SEG_D].phys << CLICK_SHIFT;
}

Test(kernel_modules, names_give_slots_and_programs_follow_in_order)
{
	boot_two_programs();
	cr_assert_str_eq(proc_slot(PM_PROC_NR)->name, "pm");
	cr_assert_str_eq(proc_slot(VM_PROC_NR)->name, "vm");
	cr_assert_str_eq(program(0)->name, "touch");
	cr_assert_str_eq(program(1)->name, "disk");
	cr_assert_eq(program(1)->endpoint, FIRST_PROGRAM + 1);
	cr_assert(program(2)->rts & RTS_SLOT_FREE);
}

Test(kernel_modules, names_give_privileges_and_priorities)
{
	boot_two_programs();
	cr_assert_str_eq(proc_vm()->priv->role->name, "vm");
	cr_assert_str_eq(proc_slot(PM_PROC_NR)->priv->role->name, "pm");
	cr_assert_str_eq(program(0)->priv->role->name, "user");
	cr_assert_str_eq(program(1)->priv->role->name, "driver");
	cr_assert_eq(proc_vm()->priority, PRIO_VM);
	cr_assert_eq(proc_vm()->quantum, 0);
	cr_assert_lt(program(1)->priority, program(0)->priority);
	cr_assert_gt(program(0)->quantum, 0);
}

Test(kernel_modules, the_paged_wait_for_their_page_tables)
{
	boot_two_programs();
	cr_assert(proc_runnable(proc_vm()));
	cr_assert(proc_runnable(proc_slot(PM_PROC_NR)));
	cr_assert_eq(program(0)->rts, RTS_VMINHIBIT);
	cr_assert_eq(program(1)->rts, RTS_VMINHIBIT);
}

Test(kernel_modules, the_kernel_s_own_file_is_no_process)
{
	static struct fake_elf kernel;

	modules[0].start = &kernel; /* not even a program */
	boot_two_programs();
	cr_assert_eq(fake_symbols, &kernel);
	cr_assert_eq(boot_image_count, 4);
}

static void check_filled(phys_t from, phys_t to, uint8_t byte)
{
	for (const uint8_t *at = fake_memory(from);
	     at < (const uint8_t *)fake_memory(to); at++)
		cr_assert_eq(*at, byte);
}

Test(kernel_modules, memory_is_what_the_file_says_and_else_zero)
{
	phys_t base;

	boot_two_programs();
	base = base_of(program(0));
	check_filled(base, base + FAKE_TEXT, 0);
	cr_assert_eq(memcmp(fake_memory(base + FAKE_TEXT), file.text,
			    sizeof(file.text)),
		     0);
	check_filled(base + FAKE_TEXT + sizeof(file.text), base + FAKE_DATA, 0);
	cr_assert_eq(memcmp(fake_memory(base + FAKE_DATA), file.data,
			    sizeof(file.data)),
		     0);
	check_filled(base + FAKE_DATA + sizeof(file.data),
		     base + program(0)->arch.regs.esp, 0);
}

Test(kernel_modules, the_command_line_stands_at_the_stack_pointer)
{
	const struct proc *p = program(0);
	uint32_t sp;

	boot_two_programs();
	sp = p->arch.regs.esp;
	cr_assert_eq(p->arch.regs.eip, FAKE_TEXT);
	cr_assert_str_eq(fake_memory(base_of(p) + sp), "touch 1f2e 7");
	cr_assert_eq(sp % 16, 0);
	cr_assert_geq(sp, IMAGE_END);
	cr_assert_lt(sp, IMAGE_END + PROGRAM_STACK);
}

Test(kernel_modules, the_unpaged_have_their_stack_below_their_text)
{
	const struct proc *p = proc_slot(PM_PROC_NR);
	uint32_t sp;

	boot_two_programs();
	sp = p->arch.regs.esp;
	cr_assert_str_eq(fake_memory(base_of(p) + sp), "pm");
	cr_assert_lt(sp, FAKE_TEXT);
	cr_assert_geq(sp, FAKE_TEXT - 16);
	check_filled(base_of(p), base_of(p) + sp, 0);
	cr_assert_eq(p->map[SEG_S].vir, 0);
	cr_assert_eq(p->arch.data_size, IMAGE_END);
}

Test(kernel_modules, segments_cover_text_data_and_stack)
{
	const struct mem_map *map = program(0)->map;

	boot_two_programs();
	cr_assert_eq(map[SEG_T].vir, 0);
	cr_assert_eq(map[SEG_T].len, FAKE_DATA >> CLICK_SHIFT);
	cr_assert_eq(map[SEG_D].len, IMAGE_END >> CLICK_SHIFT);
	cr_assert_eq(map[SEG_S].vir, IMAGE_END >> CLICK_SHIFT);
	cr_assert_eq(map[SEG_S].len, PROGRAM_STACK >> CLICK_SHIFT);
	cr_assert_eq(proc_vm()->map[SEG_S].len, SERVER_STACK >> CLICK_SHIFT);
}

Test(kernel_modules, only_the_unpaged_lie_in_their_big_page)
{
	phys_t pm, next = NOPT_TOP;

	boot_two_programs();
	pm = base_of(proc_slot(PM_PROC_NR));
	cr_assert_eq(pm, NOPT_START);
	for (int slot = VM_PROC_NR; slot < FIRST_PROGRAM + 2; slot++) {
		const struct proc *p = proc_slot(slot);

		if (p->rts & RTS_SLOT_FREE)
			continue;
		cr_assert_eq(base_of(p), next);
		next += IMAGE_END + (p->map[SEG_S].len << CLICK_SHIFT);
	}
	/* The rest is VM's, untouched. */
	cr_assert_eq(boot_memory.count, 2 + 1);
	cr_assert_eq(boot_memory.range[0].start, FREE);
	cr_assert_eq(boot_memory.range[0].bytes, NOPT_START - FREE);
	cr_assert_eq(boot_memory.range[1].start, NOPT_START + IMAGE_END);
	cr_assert_eq(boot_memory.range[2].start, next);
	cr_assert_eq(boot_memory.range[2].bytes, TOP - next);
	check_filled(next, TOP, 0xa5);
}

/* The machine's memory ends at 8 MB. */
Test(kernel_modules, where_memory_is_short_the_paged_lie_behind_the_unpaged)
{
	ranges_remove(&boot_memory, NOPT_TOP, TOP);
	boot_two_programs();
	cr_assert_eq(base_of(proc_slot(PM_PROC_NR)), NOPT_START);
	cr_assert_eq(base_of(proc_vm()), NOPT_START + IMAGE_END);
}

/* Modules reach into the big page. */
Test(kernel_modules, what_is_in_use_stays_as_it_is)
{
	ranges_remove(&boot_memory, NOPT_START, NOPT_START + CLICK_SIZE);
	ranges_remove(&boot_memory, NOPT_TOP + CLICK_SIZE,
		      NOPT_TOP + 2 * CLICK_SIZE);
	boot_two_programs();
	cr_assert_eq(base_of(proc_slot(PM_PROC_NR)), NOPT_START + CLICK_SIZE);
	cr_assert_eq(base_of(proc_vm()), NOPT_TOP + 2 * CLICK_SIZE);
	check_filled(NOPT_START, NOPT_START + CLICK_SIZE, 0xa5);
	check_filled(NOPT_TOP, NOPT_TOP + 2 * CLICK_SIZE, 0xa5);
}

Test(kernel_modules, what_was_booted_is_recorded)
{
	const struct boot_image *touch = &boot_image[2];

	boot_two_programs();
	cr_assert_str_eq(boot_image[0].name, "pm");
	cr_assert_eq(boot_image[0].paged, 0);
	cr_assert_str_eq(touch->name, "touch");
	cr_assert_eq(touch->ep, FIRST_PROGRAM);
	cr_assert_eq(touch->paged, 1);
	cr_assert_eq(memcmp(touch->map, program(0)->map, sizeof(touch->map)),
		     0);
}

Test(kernel_modules, long_names_are_cut)
{
	add_module("a-name-of-more-than-fifteen-letters x");
	boot();
	cr_assert_str_eq(program(0)->name, "a-name-of-more-");
}

static void expect_panic(const char *part)
{
	const char *said = fake_panic_of(boot);

	cr_assert_not_null(strstr(said, part), "it said: %s", said);
}

Test(kernel_modules, without_vm_nothing_is_booted)
{
	count--;
	expect_panic("no boot module called vm");
}

Test(kernel_modules, without_pm_nothing_is_booted)
{
	modules[1].cmdline = "other";
	expect_panic("no boot module called pm");
}

Test(kernel_modules, there_is_one_pm)
{
	add_module("pm");
	expect_panic("two boot modules are called pm");
}

Test(kernel_modules, a_module_needs_a_name)
{
	add_module("");
	expect_panic("a boot module has no name");
}

Test(kernel_modules, a_damaged_file_is_named)
{
	add_module("touch");
	modules[3].size -= sizeof(file) - 60;
	expect_panic("cannot run boot module touch: its program headers");
}

Test(kernel_modules, a_program_as_large_as_memory_is_refused)
{
	struct fake_elf large = file;

	large.segment[1].p_memsz = TOP;
	add_module("large");
	modules[3].start = &large;
	expect_panic("KB are free above 4 MB, and the boot modules need");
}

Test(kernel_modules, too_little_memory_is_told_with_what_is_needed)
{
	/* 3 of IMAGE_END, of which VM and a program have a stack behind it. */
	ranges_remove(&boot_memory, NOPT_START + 0x40000, TOP);
	add_module("touch");
	expect_panic("too little memory: 256 KB are free above 4 MB, and the "
		     "boot modules need 296 KB there");
}

Test(kernel_modules, memory_in_pieces_does_not_do)
{
	ranges_remove(&boot_memory, NOPT_TOP, TOP);
	for (phys_t at = NOPT_START; at < NOPT_TOP; at += 0x10000)
		ranges_remove(&boot_memory, at, at + 1);
	expect_panic("boot process pm needs 76 KB of memory in one piece, "
		     "below 8 MB");
}

Test(kernel_modules, the_unpaged_need_room_for_a_stack)
{
	file.segment[0].p_vaddr = CLICK_SIZE;
	expect_panic("pm(0) has its text at 0x1000: no room for a stack");
}

Test(kernel_modules, a_program_as_large_as_the_address_space_is_refused)
{
	file.segment[1].p_memsz = 0xffffffff - FAKE_DATA;
	expect_panic("cannot run boot module pm: its segments leave");
}

Test(kernel_modules, the_unpaged_stay_in_their_big_page)
{
	file.segment[1].p_memsz = NOPT_TOP - NOPT_START;
	expect_panic("below 8 MB, for it is not paged");
}

Test(kernel_modules, a_command_line_leaves_room_on_the_stack)
{
	static char line[PROGRAM_STACK / 2 + 1] = "long ";

	memset(line + 5, 'x', sizeof(line) - 6);
	add_module(line);
	expect_panic("command line of long(5) is too long");
}

Test(kernel_modules, too_many_modules_are_refused)
{
	while (count < NR_BOOT_IMAGES + 1)
		add_module("p");
	boot();
	cr_assert_eq(boot_image_count, NR_BOOT_IMAGES);
	proc_init();
	priv_init();
	count = 0;
	add_module("p");
	expect_panic("more than 64 boot processes");
}
