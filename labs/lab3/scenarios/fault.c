/*
 * fault.c: a page fault's way to VM and back.
 */
#include <stdio.h>
#include "labs/lab3/scenarios/lab3.h"

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
	      (page & PTE_PRESENT) && (page & PTE_WRITE) && (page & PTE_USER),
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

#define PAGES 8 /* that the program pages has */

/* Do they show one frame, or eight? */
static int frames_shown(const struct stop *s, uint32_t rights)
{
	int distinct = 0;

	for (int i = 0; i < PAGES; i++) {
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
	const uint32_t read = PTE_PRESENT | PTE_USER;
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
	      frames_shown(&after, read | PTE_WRITE) == 8 &&
		      run_proves(run, "pages", 3, 0) &&
		      run_proves(run, "pages", 4, 8),
	      &writes_own, first, "%d frames (-1: other rights)",
	      frames_shown(&after, read | PTE_WRITE));
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
	const struct log_line *ended = run_end(run, NULL);

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
	struct stop s = look_at(run, 3);
	uint32_t page = walk_rights(stop_walk(&s, MAPPED));

	check(g, 4, died(run, "nowhere", 5) && died(run, "text", 6), &killed,
	      tick_of(run_line(run, "pagefault.raise", "who", "nowhere(5)")),
	      "nowhere: %s, text: %s",
	      died(run, "nowhere", 5) ? "ended" : "lived on",
	      died(run, "text", 6) ? "ended" : "lived on");
	check(g, 3, died(run, "answer", 7), &message_death,
	      tick_of(run_line(run, "pagefault.catch", NULL, NULL)),
	      "it lived on");
	check(g, 3,
	      (page & PTE_WRITE) && run_proves(run, "witness", 1, 3) &&
		      run_proves(run, "witness", 2, 0),
	      &lives_on, 0, "of the dead %s", run_proof(run, "witness", 1));
}

SCENARIO(lab3, page_fault_segv,
	 .title = "bad addresses cost a program its life, and nobody else",
	 .modules = {"nowhere=bad nowhere", "text=bad text",
		     "answer=bad message", "witness 5 6 7"},
	 .looks = 1, .walks = {MAPPED}, .points = 10, .check = check_segv)
