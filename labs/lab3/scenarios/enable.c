/*
 * enable.c: paging is turned on, once, in the right way, and address
 * spaces are switched when they must be.
 */
#include "labs/lab3/scenarios/lab3.h"

static const struct hint paging_bit = {
	"CR0.PG is set while a program runs",
	"the processor was never turned over to paging, or the program did not "
	"get as far as to be looked at",
	"paging_registers() in paging.c; handout, exercise 3.3"};
static const struct hint write_protect = {
	"CR0.WP is set, so that read-only pages bind the kernel, too",
	"WP was left out: it goes with PG. Without it the kernel writes "
	"through "
	"copy-on-write pages without a fault",
	"paging_registers() in paging.c; handout, exercise 3.3"};
static const struct hint big_global = {
	"CR4.PSE and CR4.PGE are set",
	"big pages must be understood before paging is on; global pages are "
	"switched on after it",
	"paging_registers() in paging.c; handout, exercise 3.3"};
static const struct hint kernel_page = {
	"the kernel is mapped in the program's page table, for the kernel only "
	"(supervisor), and global",
	"the page table in CR3 is not the one that VM made for the program",
	"switch_address_space() in paging.c; handout, exercise 3.1"};
static const struct hint program_directory = {
	"while a program runs, CR3 holds the directory that VM has announced "
	"for it (vmctl.setaddrspace)",
	"CR3 was not loaded when the program was chosen to run",
	"switch_address_space() in paging.c; handout, exercise 3.1"};
static const struct hint once = {
	"paging is turned on once, for VM, before any program has a page table",
	"the order of events in the log is another",
	"paging_enable() in paging.c; handout, exercise 3.2"};

static void check_enable_paging(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 2);
	uint32_t kernel = walk_rights(stop_walk(&s, KERNEL));
	const struct log_line *on = run_line(run, "paging.enable", NULL, NULL);
	const struct log_line *program =
		run_line(run, "vmctl.setaddrspace", "who", "hello(5)");

	check(g, 3, s.cr0 & CR0_PG, &paging_bit, 0, "CR0 is 0x%08x", s.cr0);
	check(g, 4, s.cr0 & CR0_WP, &write_protect, tick_of(on),
	      "CR0 is 0x%08x", s.cr0);
	check(g, 3, (s.cr4 & CR4_PSE) && (s.cr4 & CR4_PGE), &big_global,
	      tick_of(on), "CR4 is 0x%08x", s.cr4);
	check(g, 2,
	      (kernel & PTE_PRESENT) && (kernel & PTE_GLOBAL) &&
		      !(kernel & PTE_USER),
	      &kernel_page, 0, "the entry for 0x%08x has the bits 0x%03x",
	      KERNEL, kernel & 0xfff);
	check(g, 2, run_has_cr3(run, "hello(5)", s.cr3), &program_directory,
	      tick_of(program), "CR3 is 0x%08x", s.cr3);
	check(g, 1,
	      run_count(run, "paging.enable", NULL, NULL) == 1 &&
		      tick_of(on) < tick_of(program) &&
		      run_proves(run, "hello", 1, 1),
	      &once, tick_of(on), "paging.enable is in the log %d times",
	      run_count(run, "paging.enable", NULL, NULL));
}

SCENARIO(lab3, enable_paging, .title = "paging is on, and rightly so",
	 .modules = {"hello"}, .looks = 1, .walks = {KERNEL}, .points = 15,
	 .check = check_enable_paging)

static const struct hint kernel_limit = {
	"the kernel's data segment ends where the processes begin, at "
	"0x08000000",
	"it still ends where it did at boot: the kernel's windows and mappings "
	"are beyond that",
	"paging_enable() in paging.c; handout, exercise 3.2"};
static const struct hint vm_moved = {
	"VM's segments are based at 0x08000000 once paging is on, and VM goes "
	"on from there",
	"VM's new memory map was not installed",
	"paging_enable() in paging.c; handout, exercise 3.2"};

static void check_limits(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 2);
	const struct log_line *map =
		run_line(run, "paging.map", "base", "0x08000000");

	check(g, 4, s.kernel_limit == 0x07ffffff, &kernel_limit,
	      tick_of(run_line(run, "paging.limit", NULL, NULL)),
	      "its limit is 0x%08x", s.kernel_limit);
	check(g, 3,
	      map && run_line(run, "vm(1): ", NULL, NULL) &&
		      run_proves(run, "hello", 1, 1),
	      &vm_moved, tick_of(run_line(run, "paging.map", NULL, NULL)),
	      "the log does not show it");
}

SCENARIO(lab3, enable_segments, .title = "segments follow when paging goes on",
	 .modules = {"hello"}, .looks = 1, .points = 7, .check = check_limits)

static const struct hint twice = {
	"a second VMCTL_ENABLE_PAGING is a panic that says so",
	"the kernel does not remember that paging is on",
	"paging_enable() in paging.c, paging_on; handout, exercise 3.2"};

static void check_twice(struct grading *g, const struct run *run)
{
	const struct log_line *first =
		run_line(run, "vm(1): paging is on; once more", NULL, NULL);
	const struct log_line *panic = run_line(
		run, "PANIC: VMCTL_ENABLE_PAGING: paging is on already", NULL,
		NULL);

	struct stop vm = look_at(run, 1);

	check(g, 5,
	      (vm.cr0 & CR0_PG) && first && panic && vm.tick < first->tick &&
		      first->tick < panic->tick,
	      &twice, tick_of(first), "the run ended so: %s", run->why);
}

SCENARIO(lab3, enable_twice, .title = "paging goes on once, and never again",
	 .modules = {"vm=vm_twice", "hello"}, .looks = 1, .may_panic = true,
	 .points = 5, .check = check_twice)

/* A quantum that ends between two that can run costs a load there, and back. */
#define QUANTUM_LOADS 4

static const struct hint no_loads = {
	"CR3 is not loaded by a kernel call, nor by a SENDREC to PM, which has "
	"no page table and runs on any",
	"CR3 is loaded although the directory is loaded already, or for a "
	"process that has none",
	"switch_address_space() in paging.c; handout, exercise 3.1"};
static const struct hint two_loads = {
	"a SENDREC between two processes that have page tables loads CR3 "
	"twice: "
	"there, and back",
	"ptproc does not say whose directory is loaded",
	"switch_address_space() in paging.c; handout, exercise 3.1"};

/* The machine counts, too: between looks, each load of CR3 stops it. */
static void check_switches(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 1);
	bool own = run_has_cr3(run, "switches(5)", s.cr3);
	int without = run_loads(run, 1, 2), between = run_loads(run, 2, 3);

	check(g, 3, own && without == 0 && run_proves(run, "switches", 4, 0),
	      &no_loads, s.tick,
	      "in 10 kernel calls and 10 SENDRECs to PM the machine counted "
	      "%d loads; asked for the kernel's counter, %s",
	      without, run_proof(run, "switches", 4));
	check(g, 2,
	      own && between >= 20 && between <= 20 + QUANTUM_LOADS &&
		      run_proves(run, "switches", 5, 20),
	      &two_loads, s.tick,
	      "in 10 SENDRECs the machine counted %d loads; asked for the "
	      "kernel's counter, %s",
	      between, run_proof(run, "switches", 5));
}

SCENARIO(lab3, switch_count,
	 .title = "CR3 is loaded when it must be, and not once more",
	 .modules = {"switches 6", "echo"}, .services = "switches,echo",
	 .looks = 3, .count_loads = true, .points = 5, .check = check_switches)
