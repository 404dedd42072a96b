/*
 * processor.c: a processor that lacks what the kernel needs is told so, before
 * the kernel does anything with it.
 */
#include "grader/steps.h"

static const struct hint told = {
	"the kernel says what the processor lacks, and switches off",
	"an instruction that it does not have ends it in silence",
	"kernel/arch/x86/cpu.c, boot.S"};

static void check_pentium(struct grading *g, const struct run *run)
{
	static const char says[] =
		"PANIC: this processor lacks PGE (global pages), CMOV "
		"(conditional moves)";
	size_t i = log_find(&run->log, 0, says);

	check(g, 1, run->end == END_PANIC && i < run->log.count, &told, 0, "%s",
	      run->why);
	check(g, 1, i + 2 == run->log.count, &told, 0,
	      "it is not the last before the end");
}

SCENARIO(panic, processor, .title = "a processor of 1993",
	 .machine = {"cpu: model=pentium"}, .modules = {"hello"}, .points = 2,
	 .may_panic = true, .check = check_pentium)
