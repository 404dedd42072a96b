/*
 * Every end of a run is told apart, from the log, the debugger's output and
 * what became of the emulator; and no log that a kernel may print makes a run
 * look finished that is not.
 */
/* links: grader/{end,crash,symbol,paths,log}.c */
#include "grader/end.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const struct scenario two = {.suite = "lab0",
				    .name = "two",
				    .title = "two programs",
				    .modules = {"first 1", "second"}};

static const struct scenario servers = {
	.suite = "lab0",
	.name = "servers",
	.title = "a program, and servers of its own",
	.modules = {"pm=pm_other", "first", "vm=vm_other 5"}};

static struct run run;
static struct stop stop_room[8];

static enum end decide_of(const struct scenario *scenario, const char *text,
			  int stops, bool off, enum bochs_end how)
{
	run = (struct run){.scenario = scenario, .directory = "build/run"};
	log_parse(&run.log, strdup(text), strlen(text));
	run.debugger.stop = stop_room;
	run.debugger.stops = stops;
	run.debugger.shut_down = off;
	end_decide(&run, how);
	log_free(&run.log);
	return run.end;
}

/* A run that printed text, and stopped as often as stops says. */
static enum end decide(const char *text, int stops, bool off,
		       enum bochs_end how)
{
	return decide_of(&two, text, stops, off, how);
}

#define ENDED(name) "@8 pm(0): " name ": exit 0\n"
#define SEAL "@9 end.shutdown by=pm(0)\n"

Test(grader_end, finished)
{
	cr_assert_eq(decide(ENDED("first(5)") ENDED("second(6)") SEAL, 2, true,
			    BOCHS_ENDED),
		     END_DONE);
}

Test(grader_end, finished_needs_every_program_and_the_seal)
{
	cr_assert_eq(decide(ENDED("first(5)") SEAL, 2, true, BOCHS_ENDED),
		     END_OFF);
	cr_assert_eq(decide(ENDED("first(5)") ENDED("second(6)"), 2, true,
			    BOCHS_ENDED),
		     END_OFF);
	cr_assert_eq(decide(ENDED("first(5)") ENDED("second(6)") SEAL "@10 x\n",
			    2, true, BOCHS_ENDED),
		     END_OFF);
	cr_assert_eq(decide("", 2, true, BOCHS_ENDED), END_OFF);
}

/* PM may say more of a program than how it ended. */
Test(grader_end, finished_needs_ends_and_not_lines_of_pm)
{
	const char *chat = "@1 pm(0): first(5): forks second(6)\n"
			   "@2 pm(0): second(6): clear fails: -22\n"
			   "@3 pm(0): exit 0\n";
	char text[400];

	snprintf(text, sizeof(text), "%s" SEAL, chat);
	cr_assert_eq(decide(text, 2, true, BOCHS_ENDED), END_OFF);
	snprintf(text, sizeof(text), "%s" ENDED("first(5)") SEAL, chat);
	cr_assert_eq(decide(text, 2, true, BOCHS_ENDED), END_OFF);
	snprintf(text, sizeof(text),
		 "%s" ENDED("first(5)") "@8 pm(0): second(6): killed by "
					"SIGSEGV\n" SEAL,
		 chat);
	cr_assert_eq(decide(text, 2, true, BOCHS_ENDED), END_DONE);
}

/* PM and VM do not end, whoever they are. */
Test(grader_end, servers_need_not_end)
{
	cr_assert_eq(decide_of(&servers, ENDED("first(5)") SEAL, 2, true,
			       BOCHS_ENDED),
		     END_DONE);
	cr_assert_eq(decide_of(&servers, SEAL, 2, true, BOCHS_ENDED), END_OFF);
}

Test(grader_end, an_exercise_that_is_not_written_is_named)
{
	cr_assert_eq(decide("@1 PANIC: exercise 3.4 is not written yet\n"
			    "@2 end.panic\n",
			    2, true, BOCHS_ENDED),
		     END_EXERCISE);
	cr_assert(strstr(run.why, "3.4"));
}

/* A server cannot end the machine by itself: the kernel panics in its name. */
Test(grader_end, an_exercise_of_a_server_s_is_named_and_not_what_follows)
{
	cr_assert_eq(decide("@1 vm(1): exercise 5.12 is not written yet\n"
			    "@2 PANIC: vm(1) cannot go on\n@3 end.panic\n",
			    2, true, BOCHS_ENDED),
		     END_EXERCISE);
	cr_assert_str_eq(run.why, "exercise 5.12 is not written yet");
	cr_assert_eq(run.end_tick, 1);
	cr_assert_eq(decide("@1 fs(3): exercise 7.1 is not written yet\n" ENDED(
				    "first(5)") ENDED("second(6)") SEAL,
			    2, true, BOCHS_ENDED),
		     END_EXERCISE);
	cr_assert_eq(decide("@1 PANIC: exercise 3.1 is hard\n@2 end.panic\n", 2,
			    true, BOCHS_ENDED),
		     END_PANIC);
}

Test(grader_end, an_exercise_explains_a_triple_fault)
{
	const char *text = "@1 PANIC: exercise 1.1 is not written yet\n";

	run = (struct run){.scenario = &two, .crashed = true};
	log_parse(&run.log, strdup(text), strlen(text));
	run.debugger.stop = stop_room;
	run.debugger.stops = 1;
	end_decide(&run, BOCHS_ENDED);
	log_free(&run.log);
	cr_assert_eq(run.end, END_EXERCISE);
}

Test(grader_end, a_panic_is_quoted)
{
	cr_assert_eq(decide("@1 PANIC: page fault in the kernel\n"
			    "@2 end.panic\n",
			    2, true, BOCHS_ENDED),
		     END_PANIC);
	cr_assert(strstr(run.why, "page fault in the kernel"));
}

Test(grader_end, idle_for_ever)
{
	cr_assert_eq(decide("@1 PANIC: idle for ever: nothing can happen any "
			    "more\n@2 end.panic\n",
			    2, true, BOCHS_ENDED),
		     END_IDLE);
}

Test(grader_end, a_panic_counts_whatever_is_printed_after_it)
{
	cr_assert_eq(decide("@1 PANIC: x\n" ENDED("first(5)") ENDED("second(6)")
				    SEAL,
			    2, true, BOCHS_ENDED),
		     END_PANIC);
}

Test(grader_end, a_hang_says_where)
{
	cr_assert_eq(decide("@1 a\n", 3, false, BOCHS_ENDED), END_HANG);
	run = (struct run){.scenario = &two, .directory = "build/run"};
	run.debugger.stop = stop_room;
	run.debugger.stops = 2;
	run.debugger.stop[1].cs = 7;
	run.debugger.stop[1].eip = 0x1234;
	end_decide(&run, BOCHS_ENDED);
	cr_assert(strstr(run.why, "0x00001234"));
	cr_assert(strstr(run.why, "user mode"));
	run.debugger.stop[1].magic = true;
	end_decide(&run, BOCHS_ENDED);
	cr_assert_eq(run.end, END_HANG);
	cr_assert(strstr(run.why, "more often"));
}

Test(grader_end, halted_flooded_absent)
{
	cr_assert_eq(decide("@1 a\n", 2, false, BOCHS_KILLED), END_HALT);
	cr_assert_eq(decide("@1 a\n@1 a\n", 2, false, BOCHS_FLOODED),
		     END_FLOOD);
	cr_assert_eq(decide("", 0, false, BOCHS_ABSENT), END_NO_EMULATOR);
	cr_assert_eq(decide("", 0, false, BOCHS_ENDED), END_NO_EMULATOR);
}

Test(grader_end, a_triple_fault_says_where)
{
	run = (struct run){.scenario = &two,
			   .directory = "build/run",
			   .crashed = true,
			   .crash = {.tick = 99, .vector = 14, .cs = 7}};
	run.crash.eip = 0x4321;
	run.debugger.stop = stop_room;
	run.debugger.stops = 2;
	end_decide(&run, BOCHS_ENDED);
	cr_assert_eq(run.end, END_TRIPLE);
	cr_assert_eq(run.end_tick, 99);
	cr_assert(strstr(run.why, "0x00004321"));
	cr_assert(strstr(run.why, "page fault (14)"));
}

Test(grader_end, the_end_is_at_a_place_in_time)
{
	decide("@1 a\n@5 PANIC: x\n@6 end.panic\n", 2, true, BOCHS_ENDED);
	cr_assert_eq(run.end_tick, 5);
	decide(ENDED("first(5)") ENDED("second(6)") SEAL, 2, true, BOCHS_ENDED);
	cr_assert_eq(run.end_tick, 9);
	decide("", 2, true, BOCHS_ENDED);
	cr_assert_eq(run.end_tick, 0);
}

Test(grader_end, every_end_has_a_name_of_its_own)
{
	for (enum end a = END_DONE; a <= END_NO_EMULATOR; a++) {
		cr_assert_not_null(end_name(a));
		for (enum end b = END_DONE; b < a; b++)
			cr_assert_str_neq(end_name(a), end_name(b));
	}
}
