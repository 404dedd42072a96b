/*
 * steps.c: comparing what a program proves with a table.
 */
#include "grader/steps.h"
#include <string.h>

void steps_check_table(struct grading *g, const struct run *run,
		       const char *program, const struct hint *hint,
		       const struct step *steps, size_t count)
{
	const struct step *wrong = NULL;

	for (size_t i = 0; i < count && !wrong; i++)
		if (!run_proves(run, program, steps[i].number,
				(uint32_t)steps[i].value))
			wrong = &steps[i];
	check(g, 1, count > 0 && !wrong, hint, 0, "%s, step %u, %s: %s, not %d",
	      program, wrong ? wrong->number : 0, wrong ? wrong->what : "",
	      wrong ? run_proof(run, program, wrong->number) : "",
	      wrong ? (int)wrong->value : 0);
}

/* How program ended, in PM's words; "": it did not. */
static const char *end_of(const struct run *run, const char *program)
{
	const struct log_line *line = run_end(run, program);

	return line ? log_end(line->text, program) : "";
}

bool steps_killed(const struct run *run, const char *program,
		  const char *signal)
{
	const char *end = end_of(run, program);
	const char *by = "killed by ";

	return strncmp(end, by, strlen(by)) == 0 &&
	       strcmp(end + strlen(by), signal) == 0 &&
	       run_proves(run, program, 1, 1);
}

bool steps_exited(const struct run *run, const char *program)
{
	return strcmp(end_of(run, program), "exit 0") == 0;
}

struct stop steps_look(const struct run *run, uint32_t step)
{
	const struct stop *stop = run_look(run, step);

	return stop ? *stop : (struct stop){0};
}
