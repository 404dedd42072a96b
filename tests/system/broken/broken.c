/*
 * broken.c: a kernel that is broken from within says so, and how.
 *
 * The kernel under test is linked with tests/broken/broken.c and breaks itself
 * when a program asks for it. `mk/test` builds it and runs this suite.
 */
#include "tests/broken/broken.h"
#include <string.h>
#include "grader/scenario.h"

#define MOST_LINES 70 /* of a report */

static const struct hint noticed = {
	"the kernel stops at once, and says what is wrong",
	"a check that is not made, or not where it matters",
	"kernel/switch.c, kernel/arch/x86/exception.c"};
static const struct hint told = {
	"the report names what it found", "what prints it",
	"kernel/arch/x86/exception.c, kernel/arch/x86/backtrace.c"};
static const struct hint bounded = {"the report has an end",
				    "a chain of frames is followed for ever",
				    "kernel/arch/x86/backtrace.c"};

/* What must be in the report. */
struct report {
	const char *why;      /* the first line, behind "PANIC: " */
	const char *lines[4]; /* parts of other lines */
};

static bool log_says(const struct run *run, size_t from, const char *text)
{
	for (size_t i = from; i < run->log.count; i++)
		if (strstr(run->log.lines[i].text, text))
			return true;
	return false;
}

static void check_report(struct grading *g, const struct run *run,
			 const struct report *report)
{
	size_t panic = log_find(&run->log, 0, "PANIC: ");
	const char *missing = NULL;

	for (int i = 0; i < 4 && report->lines[i]; i++)
		if (!log_says(run, panic, report->lines[i]))
			missing = report->lines[i];
	check(g, 1, run->end == END_PANIC && strstr(run->why, report->why),
	      &noticed, run->end_tick, "%s: %s, not %s", end_name(run->end),
	      run->why, report->why);
	check(g, 1, !missing, &told, run->end_tick, "no line with \"%s\"",
	      missing ? missing : "");
	check(g, 1,
	      run->log.count - panic <= MOST_LINES && log_sealed(&run->log),
	      &bounded, run->end_tick, "%zu lines", run->log.count - panic);
}

/* BROKEN(name, title, number and arguments, report...) */
#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#define BROKEN(broken_name, broken_title, breaker, ...)             \
	static void check_##broken_name(struct grading *g,          \
					const struct run *run)      \
	{                                                           \
		static const struct report report = {__VA_ARGS__};  \
                                                                    \
		check_report(g, run, &report);                      \
	}                                                           \
	SCENARIO(broken, broken_name, .title = broken_title,        \
		 .modules = {"breaker " breaker}, .traces = "none", \
		 .may_panic = true, .points = 3, .check = check_##broken_name)

BROKEN(stack_overflow, "a kernel stack that grows too long",
       TEXT(BREAK_STACK_OVERFLOW), "kernel stack overflow",
       {"ss 0x0028 = GDT 5, RPL 0: data, writable, expands down", "sink+0x",
	"process breaker(5)"})
BROKEN(stack_pointer, "a stack pointer that points elsewhere",
       TEXT(BREAK_STACK_POINTER), "esp 0xe0000000 is not in the kernel's stack",
       {"process breaker(5)"})
BROKEN(opcode, "no instruction", TEXT(BREAK_OPCODE),
       "invalid opcode in the kernel",
       {"cs 0x0008 = GDT 1, RPL 0: code, readable, base 0x00000000, limit "
	"0x003fffff (in pages), DPL 0",
	"ds 0x0010 = GDT 2, RPL 0: data, writable, base 0x00000000, limit "
	"0x07ffffff (in pages), DPL 0",
	"break_now+0x"})
BROKEN(selector, "a selector that names nothing", TEXT(BREAK_SELECTOR),
       "general protection fault in the kernel",
       {"error code names 0xfff8 = GDT 8191, RPL 0: beyond the end of the "
	"table"})
BROKEN(pointer, "a stray pointer", TEXT(BREAK_POINTER),
       "general protection fault in the kernel", {"break_now"})
BROKEN(assertion, "an assertion", TEXT(BREAK_ASSERTION),
       "assertion failed: caller == NULL (tests/broken/broken.c:",
       {"break_now"})
BROKEN(frames_in_a_circle, "a process whose frames lead round in a circle",
       TEXT(BREAK_OPCODE) " chain", "invalid opcode", {"process breaker(5)"})
BROKEN(frames_without_end, "a process whose frames lead on and on",
       TEXT(BREAK_OPCODE) " long", "invalid opcode",
       {"process breaker(5)", "more"})

BROKEN(second_entry, "a routine that is entered twice",
       TEXT(BREAK_SECOND_ENTRY),
       "vm_lookup() is entered while it is being executed",
       {"vm_lookup+", "__wrap_do_times"})
BROKEN(no_return, "a guarded routine that is never left", TEXT(BREAK_NO_RETURN),
       "vm_lookup() was entered and never left", {"switch_to_user"})
BROKEN(directory, "another page directory in CR3 than ptproc's",
       TEXT(BREAK_CR3), "cr3_read() == ptproc->arch.cr3", {"switch_to_user"})
BROKEN(stack_end, "a write to the end of the kernel's stack",
       TEXT(BREAK_STACK_END), "the end of the kernel's stack was written to",
       {"switch_to_user"})
BROKEN(use_after_free, "a slot that is used after it was freed",
       TEXT(BREAK_USE_AFTER_FREE), "general protection fault in the kernel",
       {"is the pattern of freed memory"})
BROKEN(use_before_init, "a slot that is used before it has an owner",
       TEXT(BREAK_USE_BEFORE_INIT), "general protection fault in the kernel",
       {"is the pattern of memory that was never written"})
BROKEN(window, "a window that processes can use", TEXT(BREAK_WINDOW),
       "PTE_USER", {"window_check"})
BROKEN(segments, "segments that are not where the process is", TEXT(BREAK_LDT),
       "data.base == p->arch.base", {"switch_to_user"})
BROKEN(stack_segment, "a stack segment without an end",
       TEXT(BREAK_STACK_SEGMENT), "ss_read() == KERNEL_SS", {"switch_to_user"})
BROKEN(free_slot, "a write to a slot that is free", TEXT(BREAK_FREE_SLOT),
       "was written to", {"free slot", "proc_check"})
