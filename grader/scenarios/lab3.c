/*
 * lab3.c: the scenarios of lab 3: paging turned on, page faults served.
 *
 * The programs say in their opening comments what they prove in which step.
 */
#include <stdio.h>
#include "grader/proof.h"
#include "grader/scenario.h"

#define CR0_PG 0x80000000u
#define CR0_WP 0x00010000u
#define CR4_PSE 0x00000010u
#define CR4_PGE 0x00000080u

#define KERNEL 0x00100000u /* a page of the kernel */
#define MAPPED 0x88000000u /* linear: where a program's first mmap is */
#define PAGE 0x1000u
#define EFAULT_VALUE ((uint32_t)-14)
#define EINVAL_VALUE ((uint32_t)-22)
#define NO_STOP ((struct stop){0})

static struct stop look_at(const struct run *run, uint32_t step)
{
	const struct stop *stop = run_look(run, step);

	return stop ? *stop : NO_STOP;
}

static uint64_t tick_of(const struct log_line *line)
{
	return line ? line->tick : 0;
}

/* --- turning paging on ---------------------------------------------------- */

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

/* Is cr3 what VM has announced as who's directory? */
static bool run_has_cr3(const struct run *run, const char *who, uint32_t cr3)
{
	const struct log_line *line =
		run_line(run, "vmctl.setaddrspace", "who", who);

	return line && cr3 != 0 && log_number(line->text, "cr3", 0) == cr3;
}

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
	      (kernel & ENTRY_PRESENT) && (kernel & ENTRY_GLOBAL) &&
		      !(kernel & ENTRY_USER),
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

/* --- page faults ---------------------------------------------------------- */

static const struct hint told = {
	"VM is told once of the page fault: a write, in user mode, to an "
	"absent "
	"page, at the address that was touched",
	"no message to VM, a wrong address, or the wrong error code",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};
static const struct hint zeroed = {
	"the program goes on at the instruction that faulted, and finds zeroes",
	"the instruction was skipped or executed twice, or VM gave another "
	"page",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};
static const struct hint cleared = {
	"VM's answer finds the process stopped by its page fault, and the "
	"kernel lets it run (pagefault.clear, once for each fault)",
	"RTS_PAGEFAULT was not set when the fault was raised, or not cleared",
	"pagefault_clear() in pagefault.c; handout, exercise 3.5"};
static const struct hint frame_there = {
	"the page has a frame that the program may read and write, and one "
	"fault was all it took",
	"VM took the fault for something else, or the program faulted again",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};

static void check_page_fault(struct grading *g, const struct run *run)
{
	const struct log_line *raise =
		run_line(run, "pagefault.raise", "addr", "0x88000000");
	const struct log_line *clear =
		run_line(run, "pagefault.clear", "who", "touch(5)");
	uint32_t eip = raise ? (uint32_t)log_number(raise->text, "eip", 0) : 0;
	struct stop s = look_at(run, 4);
	uint32_t page = walk_rights(stop_walk(&s, MAPPED));

	check(g, 3,
	      run_count(run, "pagefault.raise", "who", "touch(5)") == 1 &&
		      raise && run_proves(run, "touch", 3, 1),
	      &told, tick_of(raise),
	      "%d faults of the program in the log; asked for the kernel's "
	      "counter, %s",
	      run_count(run, "pagefault.raise", "who", "touch(5)"),
	      run_proof(run, "touch", 3));
	check(g, 4,
	      run_proves(run, "touch", 1, 0) &&
		      run_proves(run, "touch", 2, eip),
	      &zeroed, tick_of(raise), "in the word it touched %s",
	      run_proof(run, "touch", 1));
	check(g, 3,
	      s.magic &&
		      run_count(run, "pagefault.clear", "who", "touch(5)") ==
			      1 &&
		      tick_of(raise) < tick_of(clear),
	      &cleared, tick_of(raise), "pagefault.clear is there %d times",
	      run_count(run, "pagefault.clear", "who", "touch(5)"));
	check(g, 3,
	      (page & ENTRY_PRESENT) && (page & ENTRY_WRITE) &&
		      (page & ENTRY_USER),
	      &frame_there, 0, "the page's entries have the bits 0x%03x",
	      page & 0xfff);
}

SCENARIO(lab3, page_fault_clear,
	 .title = "a touched page is there, and the program goes on",
	 .modules = {"touch"}, .looks = 1, .walks = {MAPPED}, .points = 13,
	 .check = check_page_fault)

static const struct hint unasked = {
	"clearing a page fault that there is not is -22 (EINVAL)",
	"the flag is cleared without a look whether it is set",
	"pagefault_clear() in pagefault.c; handout, exercise 3.5"};

static void check_unasked(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 2);

	check(g, 5,
	      run_has_cr3(run, "hello(5)", s.cr3) &&
		      run_proves(run, "vm", 1, EINVAL_VALUE) &&
		      run_proves(run, "vm", 2, EINVAL_VALUE),
	      &unasked, tick_of(run_line(run, "vm(1): proof", NULL, NULL)),
	      "of the result %s", run_proof(run, "vm", 1));
}

SCENARIO(lab3, clear_unasked,
	 .title = "an answer to a fault that never was is refused",
	 .modules = {"vm=vm_clear 5", "hello"}, .looks = 1, .points = 5,
	 .check = check_unasked)

static const struct hint reads_share = {
	"pages that were only read all show one frame, read-only",
	"VM believes that they were written: the error code did not reach it "
	"as the processor gave it",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};
static const struct hint writes_own = {
	"each written page has a frame of its own, and holds what was written",
	"a fault got lost, or went to VM with another address",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};
static const struct hint faults_match = {
	"sixteen faults, each cleared: eight reads, then eight writes of pages "
	"that are there and read-only",
	"a fault was raised again, or not cleared",
	"pagefault_clear() in pagefault.c; handout, exercise 3.5"};

/* Do the eight pages of the program pages show one frame, or eight? */
static int frames_shown(const struct stop *s, uint32_t rights)
{
	int distinct = 0;

	for (int i = 0; i < MAX_WALKS; i++) {
		const struct walk *w = stop_walk(s, MAPPED + i * PAGE);
		bool seen = false;

		if (!w || (walk_rights(w) & 7) != rights)
			return -1;
		for (int j = 0; j < i; j++)
			seen |= stop_walk(s, MAPPED + j * PAGE)->phys ==
				w->phys;
		distinct += !seen;
	}
	return distinct;
}

static void check_pages(struct grading *g, const struct run *run)
{
	const uint32_t read = ENTRY_PRESENT | ENTRY_USER;
	struct stop before = look_at(run, 2), after = look_at(run, 5);
	int raised = run_count(run, "pagefault.raise", "who", "pages(5)");
	int clears = run_count(run, "pagefault.clear", "who", "pages(5)");
	uint64_t first = tick_of(run_line(run, "pagefault.raise", NULL, NULL));

	check(g, 3,
	      frames_shown(&before, read) == 1 &&
		      run_proves(run, "pages", 1, 0),
	      &reads_share, first, "%d frames (-1: other rights); as sum %s",
	      frames_shown(&before, read), run_proof(run, "pages", 1));
	check(g, 4,
	      frames_shown(&after, read | ENTRY_WRITE) == 8 &&
		      run_proves(run, "pages", 3, 0) &&
		      run_proves(run, "pages", 4, 8),
	      &writes_own, first, "%d frames (-1: other rights)",
	      frames_shown(&after, read | ENTRY_WRITE));
	check(g, 3,
	      after.magic && raised == 16 && clears == 16 &&
		      run_count(run, "pagefault.raise", "err",
				"write,user,protection") == 8,
	      &faults_match, first, "%d faults, %d cleared", raised, clears);
}

SCENARIO(lab3, page_fault_many,
	 .title = "eight pages, first read, then written", .modules = {"pages"},
	 .looks = 2,
	 .walks = {MAPPED, MAPPED + PAGE, MAPPED + 2 * PAGE, MAPPED + 3 * PAGE,
		   MAPPED + 4 * PAGE, MAPPED + 5 * PAGE, MAPPED + 6 * PAGE,
		   MAPPED + 7 * PAGE},
	 .points = 10, .check = check_pages)

static const struct hint own_data = {
	"two programs that write to the same addresses each read their own",
	"one of them ran on the other's page table",
	"switch_address_space() in paging.c; handout, exercise 3.1"};
static const struct hint own_frames = {
	"the same linear address leads to different frames in the two",
	"CR3 was not changed between them",
	"switch_address_space() in paging.c; handout, exercise 3.1"};
static const struct hint interleaved = {
	"12 faults of each, all cleared, and the two took turns",
	"faults of one of them got lost while the other ran",
	"pagefault_clear() in pagefault.c; handout, exercise 3.5"};

/* Both had begun to fault before one of them had ended. */
static bool took_turns(const struct run *run)
{
	const struct log_line *left =
		run_line(run, "pagefault.raise", "who", "left(5)");
	const struct log_line *right =
		run_line(run, "pagefault.raise", "who", "right(6)");
	const struct log_line *ended = run_line(run, "pm(0): ", NULL, NULL);

	return left && right && ended && left->tick < ended->tick &&
	       right->tick < ended->tick;
}

static void check_two(struct grading *g, const struct run *run)
{
	struct stop left = look_at(run, 2), right = look_at(run, 11);
	const struct walk *l = stop_walk(&left, MAPPED);
	const struct walk *r = stop_walk(&right, MAPPED);
	int raised = run_count(run, "pagefault.raise", NULL, NULL);
	int clears = run_count(run, "pagefault.clear", NULL, NULL);

	check(g, 4,
	      run_proves(run, "left", 1, 0) && run_proves(run, "right", 10, 0),
	      &own_data, 0, "as wrong pages, left: %s",
	      run_proof(run, "left", 1));
	check(g, 3, l && r && l->present && r->present && l->phys != r->phys,
	      &own_frames, 0, "0x%08x and 0x%08x", l ? l->phys : 0,
	      r ? r->phys : 0);
	check(g, 3,
	      left.magic && right.magic && raised == 24 && clears == 24 &&
		      took_turns(run),
	      &interleaved, 0, "%d faults, %d cleared%s", raised, clears,
	      took_turns(run) ? "" : ", one after the other");
}

SCENARIO(lab3, page_fault_two,
	 .title = "two programs fault at the same addresses",
	 .modules = {"left=pair 1", "right=pair 10"}, .looks = 2,
	 .walks = {MAPPED}, .points = 10, .check = check_two)

static const struct hint killed = {
	"a program that touches memory which it has not, or writes to its own "
	"text, is ended by SIGSEGV",
	"VM did not learn the address or what the access was, or the program "
	"ran on in spite of its signal",
	"pagefault_in_process(), pagefault_clear() in pagefault.c; handout, "
	"exercises 3.4 and 3.5"};
static const struct hint lives_on = {
	"another program lives on, and its page faults are served",
	"the death of one process stopped more than that process",
	"pagefault_clear() in pagefault.c; handout, exercise 3.5"};
static const struct hint message_death = {
	"a program that wants its answer in read-only memory is ended by "
	"SIGSEGV: the copy breaks off, VM refuses, the kernel goes on",
	"the kernel wrote there all the same (CR0.WP), or the fault in the "
	"copy "
	"was not caught",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};

static bool died(const struct run *run, const char *name, int ep)
{
	char line[80];

	snprintf(line, sizeof(line), "pm(0): %s(%d): killed by SIGSEGV", name,
		 ep);
	return run_line(run, line, NULL, NULL) && run_proves(run, name, 1, 1) &&
	       !run_proves(run, name, 2, 1);
}

static void check_segv(struct grading *g, const struct run *run)
{
	check(g, 4, died(run, "nowhere", 5) && died(run, "text", 6), &killed,
	      tick_of(run_line(run, "pagefault.raise", "who", "nowhere(5)")),
	      "nowhere: %s, text: %s",
	      died(run, "nowhere", 5) ? "ended" : "lived on",
	      died(run, "text", 6) ? "ended" : "lived on");
	check(g, 3, died(run, "answer", 7), &message_death,
	      tick_of(run_line(run, "pagefault.catch", NULL, NULL)),
	      "it lived on");
	check(g, 3,
	      run_proves(run, "witness", 1, 3) &&
		      run_proves(run, "witness", 2, 0),
	      &lives_on, 0, "of the dead %s", run_proof(run, "witness", 1));
}

SCENARIO(lab3, page_fault_segv,
	 .title = "bad addresses cost a program its life, and nobody else",
	 .modules = {"nowhere=bad nowhere", "text=bad text",
		     "answer=bad message", "witness 5 6 7"},
	 .points = 10, .check = check_segv)

/* --- copies and mappings -------------------------------------------------- */

static const struct hint copied = {
	"the kernel copies to and from memory that is not there yet: VM makes "
	"it present, and the call is executed again",
	"the fault inside the copy was not caught, or the copy did not return "
	"the address that faulted",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};
static const struct hint one_request = {
	"one request to VM makes a whole range present; memory that is only "
	"read stays the zero page",
	"the copy was tried again without VM's help, or reads are taken for "
	"writes",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};
static const struct hint refused = {
	"copies to and from nowhere, and to read-only memory, give -14 "
	"(EFAULT); with source and destination the same memory, too",
	"from the error code of the caught fault (caught_error) the kernel "
	"learns which side it was; without it VM is asked the wrong thing",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};

static void check_copy(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 3);
	uint32_t page = walk_rights(stop_walk(&s, MAPPED + 4 * PAGE));
	int requests =
		run_count(run, "vmctl.memreq_get", "requestor", "giver(6)");
	uint64_t caught = tick_of(run_line(run, "pagefault.catch", NULL, NULL));

	check(g, 4,
	      run_proves(run, "giver", 11, 0) &&
		      run_proves(run, "giver", 12, 0) &&
		      run_proves(run, "taker", 1, 0) &&
		      run_proves(run, "taker", 2, 0) &&
		      run_proves(run, "taker", 4, run->nonce ^ 0x55555555),
	      &copied, caught, "of the copy's result %s; of wrong bytes %s",
	      run_proof(run, "giver", 11), run_proof(run, "taker", 1));
	check(g, 3,
	      requests == 5 && (page & ENTRY_PRESENT) && !(page & ENTRY_WRITE),
	      &one_request, caught,
	      "%d requests for 5 copies; the page that was read has the bits "
	      "0x%03x",
	      requests, page & 0xfff);
	check(g, 3,
	      run_proves(run, "giver", 13, EFAULT_VALUE) &&
		      run_proves(run, "giver", 14, EFAULT_VALUE) &&
		      run_proves(run, "giver", 15, EFAULT_VALUE),
	      &refused, caught, "to nowhere: %s", run_proof(run, "giver", 13));
}

SCENARIO(lab3, copy_fault, .title = "a copy whose memory is not there yet",
	 .modules = {"taker 6", "giver 5"}, .services = "taker,giver",
	 .looks = 1, .walks = {MAPPED + 4 * PAGE, MAPPED + 5 * PAGE},
	 .points = 10, .check = check_copy)

static const struct hint one_frame = {
	"after a copy-on-write mapping both see the same frame, read-only in "
	"both page tables, and no frame was used",
	"the mapping was not made, or one of them may still write",
	"pagefault.c as a whole; handout, section on copy on write"};
static const struct hint own_view = {
	"what one of them writes the other does not see",
	"without CR0.WP, or with a write fault that VM takes for a read, both "
	"write to one frame",
	"paging_registers() in paging.c, pagefault_in_process() in "
	"pagefault.c; handout, exercises 3.3 and 3.4"};
static const struct hint frames_even = {
	"one frame for the first write, and after unmapping as many free "
	"frames "
	"as before",
	"a fault was served twice, or the last sharer was given a copy",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};

static void check_cow(struct grading *g, const struct run *run)
{
	struct stop e = look_at(run, 3), r = look_at(run, 11);
	const struct walk *mine = stop_walk(&e, MAPPED + PAGE);
	const struct walk *theirs = stop_walk(&r, r.ebx + 0x08000000);
	bool same = mine && theirs && mine->present && theirs->present &&
		    mine->phys == theirs->phys;
	bool read_only =
		!((walk_rights(mine) | walk_rights(theirs)) & ENTRY_WRITE);

	check(g, 4,
	      same && read_only && run_proves(run, "grantee", 1, 0) &&
		      run_proves(run, "grantee", 2, 0) &&
		      run_proves(run, "grantee", 4, 0),
	      &one_frame, 0, "frames 0x%08x and 0x%08x, %s; of the result %s",
	      mine ? mine->phys : 0, theirs ? theirs->phys : 0,
	      read_only ? "read-only" : "writable",
	      run_proof(run, "grantee", 1));
	check(g, 3,
	      run_proves(run, "grantor", 12, 0) &&
		      run_proves(run, "grantor", 13, 0) &&
		      run_proves(run, "grantee", 6, 0) &&
		      run_proves(run, "grantee", 7, 0),
	      &own_view, 0, "of the difference, grantor: %s, grantee: %s",
	      run_proof(run, "grantor", 12), run_proof(run, "grantee", 7));
	check(g, 3,
	      run_proves(run, "grantee", 5, 1) &&
		      run_proves(run, "grantee", 8, 0),
	      &frames_even, 0, "of frames missing at the end %s",
	      run_proof(run, "grantee", 8));
}

SCENARIO(lab3, cow_map, .title = "granted memory, mapped copy-on-write",
	 .modules = {"grantor 6", "grantee 5"}, .services = "grantor,grantee",
	 .looks = 2, .walks = {MAPPED + PAGE, 0x08004000, 0x08005000},
	 .points = 10, .check = check_cow)

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

static void check_switches(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 4);
	bool own = run_has_cr3(run, "switches(5)", s.cr3);

	check(g, 3,
	      own && run_proves(run, "switches", 1, 0) &&
		      run_proves(run, "switches", 2, 0),
	      &no_loads, 0, "in 10 kernel calls %s; in 10 SENDRECs to PM %s",
	      run_proof(run, "switches", 1), run_proof(run, "switches", 2));
	check(g, 2, own && run_proves(run, "switches", 3, 20), &two_loads, 0,
	      "in 10 SENDRECs %s", run_proof(run, "switches", 3));
}

SCENARIO(lab3, switch_count,
	 .title = "CR3 is loaded when it must be, and not once more",
	 .modules = {"switches 6", "echo"}, .services = "switches,echo",
	 .looks = 1, .points = 5, .check = check_switches)
