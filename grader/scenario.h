/*
 * scenario.h: what the author of a scenario writes with. grader/README.md
 * explains it from the start.
 *
 *	static void check_it(struct grading *g, const struct run *run)
 *	{
 *		static const struct hint zero = {"the page is zero", ...};
 *
 *		check(g, 5, run_proves(run, "touch", 1, 0), &zero, "...");
 *	}
 *	SCENARIO(lab3, page_fault_clear, .modules = {"touch"}, .points = 5,
 *		 .check = check_it)
 */
#pragma once

#include <criterion/criterion.h>
#include "grader/crash.h"
#include "grader/debugger.h"
#include "grader/log.h"

#define MAX_MODULES 20
#define MAX_MACHINE 3 /* options of Bochs's, "megs: 64" */

struct run;
struct grading;

struct scenario {
	const char *suite; /* "lab3", "copy"; also Criterion's suite */
	const char *name;  /* also Criterion's test, and the run's directory */
	const char *title;

	/*
	 * Programs to boot, "name arguments": build/programs/SUITE/name, or
	 * else build/programs/kit/name, which gets its nonce as the first
	 * argument. "vm=name" boots that one as VM, "pm=name" as PM.
	 */
	const char *modules[MAX_MODULES];
	const char *services; /* with their roles: "a:peer,b:lender" */
	const char *devices;  /* that they may drive: "io=a:0x70 irq=a:8" */
	const char *traces;   /* instead of the lab's */
	const char *machine[MAX_MACHINE]; /* what differs from bochsrc */
	bool seeded; /* each program's last argument is SEED, or else 1 */

	/* How often programs stop for a look, and what translations to ask. */
	int looks;
	uint32_t walks[MAX_WALKS];

	/* Instructions between two looks, and to the end; 0: 20 million. */
	uint32_t limit;
	bool may_panic;   /* a panic is an end that is asked for */
	bool count_loads; /* of CR3, from the first look on: run_loads() */

	int points; /* sum of its checks' */
	void (*check)(struct grading *g, const struct run *run);
};

/* How a run ended. */
enum end {
	END_DONE,        /* all programs have ended, and PM switched off */
	END_EXERCISE,    /* an exercise that is not written */
	END_PANIC,       /* the kernel gave up */
	END_IDLE,        /* everybody waits for ever */
	END_TRIPLE,      /* the processor gave up */
	END_HANG,        /* the instruction limit */
	END_HALT,        /* the wall-clock limit: halted, interrupts off */
	END_FLOOD,       /* more output than any run makes */
	END_OFF,         /* switched off before the end */
	END_UNCOUNTED,   /* CR3 is loaded in more places than can be watched */
	END_NOT_BUILT,   /* there is no kernel */
	END_NO_EMULATOR, /* Bochs did not start */
};

const char *end_name(enum end end);

/* A run: everything that is known of it. */
struct run {
	const struct scenario *scenario;
	const char *directory;
	enum end end;
	char why[400];     /* the end in detail */
	uint64_t end_tick; /* and where in the run; 0: nowhere */
	struct log log;
	struct debugger debugger;
	bool crashed; /* crash says where */
	struct crash crash;
	uint32_t nonce;
};

/* What to tell somebody who has lost the points of a check. */
struct hint {
	const char *expected; /* what was to be seen */
	const char *cause;    /* what is the likely reason if it was not */
	const char *where;    /* function and handout section */
};

/*
 * A check of so many points. If holds is false they are lost, and hint and seen
 * (what was seen instead) are told. tick: where in the run, 0 if nowhere.
 */
void check(struct grading *g, int points, bool holds, const struct hint *hint,
	   uint64_t tick, const char *seen, ...)
	__attribute__((format(printf, 6, 7)));

/* Did program prove that it observed value in that step? */
bool run_proves(const struct run *run, const char *program, uint32_t step,
		uint32_t value);

/* What program printed for step, or "nothing". */
const char *run_proof(const struct run *run, const char *program,
		      uint32_t step);

/* The stop that program made in that step, or NULL if there was none. */
const struct stop *run_look(const struct run *run, uint32_t step);

/*
 * How often was CR3 loaded between the looks of two steps, by the machine's own
 * account? The first 500 after the first look are counted. -1: one of the looks
 * is missing.
 */
int run_loads(const struct run *run, uint32_t from, uint32_t to);

/* The line that begins with prefix and has key=value; NULL: there is none. */
const struct log_line *run_line(const struct run *run, const char *prefix,
				const char *key, const char *value);

/* How many such lines there are. */
int run_count(const struct run *run, const char *prefix, const char *key,
	      const char *value);

/* PM's line about the end of program; NULL for program: about the first end. */
const struct log_line *run_end(const struct run *run, const char *program);

/* A counter that the kernel printed at the end; -1 if it did not. */
long run_counter(const struct run *run, const char *group, const char *name);

/* Boot, check, and write down the result; called by SCENARIO. */
void scenario_grade(const struct scenario *scenario);

/* Makes itself known to the report, and a test to Criterion. */
void scenario_register(const struct scenario *scenario);

#define SCENARIO(suite_name, scenario_name, ...)                             \
	static const struct scenario scenario_name##_scenario = {            \
		.suite = #suite_name, .name = #scenario_name, __VA_ARGS__};  \
	__attribute__((constructor)) static void scenario_name##_known(void) \
	{                                                                    \
		scenario_register(&scenario_name##_scenario);                \
	}                                                                    \
	Test(suite_name, scenario_name)                                      \
	{                                                                    \
		scenario_grade(&scenario_name##_scenario);                   \
	}
