/*
 * exception.c: what the processor complains of ends the program that
 * does it, by the signal that names it, and nobody else.
 */
#include "grader/steps.h"

static const struct hint ended = {
	"each program is ended by the signal for what it did",
	"the table of exceptions, or an exception that the kernel took for its "
	"own",
	"kernel/arch/x86/exception.c"};
static const struct hint lives_on = {
	"another program lives on, and its memory works",
	"the death of one process stopped more than that process",
	"kernel/signal.c, servers/pm/process.c"};
static const struct hint registers = {
	"flags and segment registers of a process do not reach the kernel; its "
	"other registers come back as they were",
	"what the entry saves and sets, and what the way out restores",
	"kernel/arch/x86/entry.S"};

struct death {
	const char *program, *signal;
};

static void check_deaths(struct grading *g, const struct run *run,
			 const struct death *deaths)
{
	const struct death *wrong = NULL;
	int count = 0;

	for (; deaths[count].program && !wrong; count++)
		if (!steps_killed(run, deaths[count].program,
				  deaths[count].signal) ||
		    run_proves(run, deaths[count].program, 2, 1))
			wrong = &deaths[count];
	check(g, 1, count > 0 && !wrong, &ended, 0, "not so %s, by %s",
	      wrong ? wrong->program : "", wrong ? wrong->signal : "");
	check(g, 1,
	      run_proves(run, "witness", 1, (uint32_t)count) &&
		      run_proves(run, "witness", 2, 0),
	      &lives_on, 0, "of the dead %s", run_proof(run, "witness", 1));
}

static void check_arithmetic(struct grading *g, const struct run *run)
{
	static const struct death deaths[] = {
		{"divide", "SIGFPE"},      {"quotient", "SIGFPE"},
		{"overflow", "SIGFPE"},    {"bound", "SIGFPE"},
		{"breakpoint", "SIGTRAP"}, {"single_step", "SIGTRAP"},
		{"opcode", "SIGILL"},      {NULL, NULL},
	};

	check_deaths(g, run, deaths);
}

SCENARIO(exception, exceptions, .title = "exceptions, each with its signal",
	 .modules = {"divide=crash divide", "quotient=crash quotient",
		     "overflow=crash overflow", "bound=crash bound",
		     "breakpoint=crash breakpoint",
		     "single_step=crash single_step", "opcode=crash opcode",
		     "witness 5 6 7 8 9 10 11"},
	 .traces = "none", .looks = 1, .points = 2, .check = check_arithmetic)

static void check_privileged(struct grading *g, const struct run *run)
{
	static const struct death deaths[] = {
		{"privileged", "SIGSEGV"}, {"halt", "SIGSEGV"},
		{"port", "SIGSEGV"},       {"paging_off", "SIGSEGV"},
		{"interrupt", "SIGSEGV"},  {"interrupt_fault", "SIGSEGV"},
		{"float_unit", "SIGFPE"},  {NULL, NULL},
	};

	check_deaths(g, run, deaths);
}

SCENARIO(exception, privileged, .title = "instructions that are the kernel's",
	 .modules = {"privileged=crash privileged", "halt=crash halt",
		     "port=crash port", "paging_off=crash paging_off",
		     "interrupt=crash interrupt",
		     "interrupt_fault=crash interrupt_fault",
		     "float_unit=crash float_unit", "witness 5 6 7 8 9 10 11"},
	 .traces = "none", .looks = 1, .points = 2, .check = check_privileged)

static void check_segments(struct grading *g, const struct run *run)
{
	static const struct death deaths[] = {
		{"jump_out", "SIGSEGV"},      {"jump_data", "SIGSEGV"},
		{"jump_zero", "SIGSEGV"},     {"jump_kernel", "SIGSEGV"},
		{"selector", "SIGSEGV"},      {"selector_beyond", "SIGSEGV"},
		{"nested_return", "SIGSEGV"}, {NULL, NULL},
	};

	check_deaths(g, run, deaths);
}

SCENARIO(exception, segments, .title = "jumps and selectors that lead nowhere",
	 .modules = {"jump_out=crash jump_out", "jump_data=crash jump_data",
		     "jump_zero=crash jump_zero",
		     "jump_kernel=crash jump_kernel", "selector=crash selector",
		     "selector_beyond=crash selector_beyond",
		     "nested_return=crash nested_return",
		     "witness 5 6 7 8 9 10 11"},
	 .traces = "none", .looks = 1, .points = 2, .check = check_segments)

static void check_edges(struct grading *g, const struct run *run)
{
	static const struct death deaths[] = {
		{"limit", "SIGSEGV"},
		{"stack", "SIGSEGV"},
		{"edge", "SIGSEGV"},
		{NULL, NULL},
	};

	check_deaths(g, run, deaths);
}

SCENARIO(exception, edges, .title = "stacks and traps at the edge of segments",
	 .modules = {"limit=crash limit", "stack=crash stack",
		     "edge=crash edge", "witness 5 6 7"},
	 .traces = "none", .looks = 1, .points = 2, .check = check_edges)

static const struct step register_steps[] = {
	{1, OK, "a kernel call with the direction flag set"},
	{2, 1, "the direction flag afterwards"},
	{3, 100, "the call's answer"},
	{4, OK, "a kernel call without data segments"},
	{5, OK, "its result"},
	{6, 0, "registers that an IPC call has changed"},
	{7, 0, "bytes missing of a page-faulting fill, backwards"},
};

static void check_registers(struct grading *g, const struct run *run)
{
	steps_check(g, run, "registers", &registers, register_steps);
}

SCENARIO(exception, registers, .title = "registers in an odd state",
	 .modules = {"registers"}, .traces = "none", .points = 1,
	 .check = check_registers)
