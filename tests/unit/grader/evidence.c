/*
 * A proof counts only if it was mixed with this run's nonce, in the right step,
 * by the right program, once; a look only if it was in user mode, with the
 * right value in EAX, at a break that the program made.
 */
/* links: grader/evidence.c grader/log.c */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include "grader/proof.h"
#include "grader/scenario.h"

#define NONCE 0x1f2e3d4cu

static struct run run;
static struct stop stops[8];

static void log_of(const char *text)
{
	run = (struct run){.nonce = NONCE, .debugger.stop = stops};
	log_parse(&run.log, strdup(text), strlen(text));
}

static const char *proof_line(const char *who, uint32_t nonce, uint32_t step,
			      uint32_t value)
{
	static char lines[4][80];
	static int next;
	char *line = lines[next++ % 4];

	snprintf(line, 80, "@1 %s: proof %u 0x%08x\n", who, step,
		 proof_mix(nonce, step, value));
	return line;
}

Test(grader_evidence, a_proof_holds)
{
	log_of(proof_line("touch(5)", NONCE, 3, 77));
	cr_assert(run_proves(&run, "touch", 3, 77));
	cr_assert_not(run_proves(&run, "touch", 3, 78));
	cr_assert_not(run_proves(&run, "touch", 2, 77));
	cr_assert_not(run_proves(&run, "tou", 3, 77));
	cr_assert_not(run_proves(&run, "other", 3, 77));
}

Test(grader_evidence, another_nonce_proves_nothing)
{
	log_of(proof_line("touch(5)", NONCE + 1, 3, 77));
	cr_assert_not(run_proves(&run, "touch", 3, 77));
	cr_assert_str_eq(run_proof(&run, "touch", 3),
			 "it observed another value");
}

Test(grader_evidence, saying_two_things_is_saying_nothing)
{
	char text[200];

	snprintf(text, sizeof(text), "%s%s",
		 proof_line("touch(5)", NONCE, 3, 77),
		 proof_line("touch(5)", NONCE, 3, 78));
	log_of(text);
	cr_assert_not(run_proves(&run, "touch", 3, 77));
	cr_assert_not(run_proves(&run, "touch", 3, 78));
}

Test(grader_evidence, what_was_observed_instead_is_told_if_it_can_be_guessed)
{
	log_of(proof_line("touch(5)", NONCE, 3, (uint32_t)-14));
	cr_assert_str_eq(run_proof(&run, "touch", 3), "it observed -14");
	cr_assert(strstr(run_proof(&run, "touch", 4), "nothing"));
}

Test(grader_evidence, a_look_must_be_the_programs_own)
{
	struct stop *s;

	log_of("");
	run.debugger.stops = 1;
	s = &run.debugger.stop[0];
	*s = (struct stop){
		.magic = true, .cs = 7, .eax = proof_mix(NONCE, 2, PROOF_STOP)};
	cr_assert_eq(run_look(&run, 2), s);
	cr_assert_null(run_look(&run, 3));
	s->cs = 8;
	cr_assert_null(run_look(&run, 2), "the kernel itself stopped");
	s->cs = 7;
	s->magic = false;
	cr_assert_null(run_look(&run, 2), "it was the limit");
	s->magic = true;
	s->eax ^= 1;
	cr_assert_null(run_look(&run, 2), "it does not know the nonce");
}

Test(grader_evidence, loads_of_cr3_are_counted_between_two_looks)
{
	struct stop *s = stops;

	log_of("");
	run.debugger.stops = 7;
	s[1] = s[4] = (struct stop){.magic = true, .cs = 7};
	s[1].eax = proof_mix(NONCE, 1, PROOF_STOP);
	s[4].eax = proof_mix(NONCE, 2, PROOF_STOP);
	s[0].cr3_load = s[2].cr3_load = s[3].cr3_load = s[5].cr3_load = true;
	cr_assert_eq(run_loads(&run, 1, 2), 2);
	cr_assert_eq(run_loads(&run, 1, 3), -1);
	cr_assert_eq(run_loads(&run, 2, 1), -1);
}

Test(grader_evidence, two_proofs_can_be_told_in_one_sentence)
{
	char text[200];

	snprintf(text, sizeof(text), "%s%s", proof_line("a(5)", NONCE, 1, 20),
		 proof_line("a(5)", NONCE, 2, (uint32_t)-101));
	log_of(text);
	snprintf(text, sizeof(text), "%s, %s", run_proof(&run, "a", 1),
		 run_proof(&run, "a", 2));
	cr_assert_str_eq(text, "it observed 20, it observed -101");
}

Test(grader_evidence, lines_are_found_by_prefix_and_key)
{
	log_of("@1 pagefault.raise who=a(5) addr=0x1\n"
	       "@2 pagefault.raise who=b(6) addr=0x2\n"
	       "@3 pagefault.raise who=a(5) addr=0x3\n");
	cr_assert_eq(run_count(&run, "pagefault.raise", "who", "a(5)"), 2);
	cr_assert_eq(run_count(&run, "pagefault.raise", NULL, NULL), 3);
	cr_assert_eq(run_line(&run, "pagefault.raise", "who", "b(6)")->tick, 2);
	cr_assert_null(run_line(&run, "pagefault.raise", "who", "c(7)"));
	cr_assert_null(run_line(&run, "pagefault.clear", NULL, NULL));
}

Test(grader_evidence, counters_are_read_or_said_to_be_absent)
{
	log_of("@1 counters.cr3 switch=12 window=0\n");
	cr_assert_eq(run_counter(&run, "cr3", "switch"), 12);
	cr_assert_eq(run_counter(&run, "cr3", "flush"), -1);
	cr_assert_eq(run_counter(&run, "fault", "user"), -1);
}
