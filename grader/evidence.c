/*
 * evidence.c: the questions that a scenario's check asks of a run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <x86/segment.h>
#include "grader/proof.h"
#include "grader/scenario.h"

/* The value that program printed for step; false if it printed none, or two. */
static bool proof_value(const struct run *run, const char *program,
			uint32_t step, uint32_t *value)
{
	const struct log *log = &run->log;
	char prefix[80], *end;
	int found = 0;

	snprintf(prefix, sizeof(prefix), "%s(", program);
	for (size_t i = log_find(log, 0, prefix); i < log->count;
	     i = log_find(log, i + 1, prefix)) {
		const char *text = strstr(log->lines[i].text, "): proof ");
		unsigned long said;

		if (!text)
			continue;
		said = strtoul(text + strlen("): proof "), &end, 10);
		if (said != step || *end != ' ')
			continue;
		*value = (uint32_t)strtoul(end, NULL, 0);
		found++;
	}
	return found == 1;
}

bool run_proves(const struct run *run, const char *program, uint32_t step,
		uint32_t value)
{
	uint32_t said;

	return proof_value(run, program, step, &said) &&
	       said == proof_mix(run->nonce, step, value);
}

/* Which value was mixed to said? Counts, and errors, can be tried. */
static bool proof_guess(const struct run *run, uint32_t step, uint32_t said,
			int *value)
{
	for (*value = -120; *value <= 300; ++*value)
		if (said == proof_mix(run->nonce, step, (uint32_t)*value))
			return true;
	return false;
}

const char *run_proof(const struct run *run, const char *program, uint32_t step)
{
	static char texts[4][40]; /* for several in one sentence */
	static int next;
	char *text = texts[next++ % 4];
	uint32_t said;
	int value;

	if (!proof_value(run, program, step, &said))
		return "it printed nothing about this step";
	if (!proof_guess(run, step, said, &value))
		return "it observed another value";
	snprintf(text, sizeof(texts[0]), "it observed %d", value);
	return text;
}

const struct stop *run_look(const struct run *run, uint32_t step)
{
	uint32_t eax = proof_mix(run->nonce, step, PROOF_STOP);
	const struct debugger *d = &run->debugger;

	for (int i = 0; i < d->stops; i++)
		if (d->stop[i].magic && (d->stop[i].cs & SELECTOR_RPL) == 3 &&
		    d->stop[i].eax == eax)
			return &d->stop[i];
	return NULL;
}

int run_loads(const struct run *run, uint32_t from, uint32_t to)
{
	const struct stop *first = run_look(run, from);
	const struct stop *last = run_look(run, to);
	int loads = 0;

	if (!first || !last || last < first)
		return -1;
	for (const struct stop *stop = first; stop < last; stop++)
		loads += stop->cr3_load;
	return loads;
}

static bool has(const char *text, const char *key, const char *value)
{
	char is[80];

	if (!key)
		return true;
	return log_value(text, key, is, sizeof(is)) && strcmp(is, value) == 0;
}

const struct log_line *run_line(const struct run *run, const char *prefix,
				const char *key, const char *value)
{
	const struct log *log = &run->log;

	for (size_t i = log_find(log, 0, prefix); i < log->count;
	     i = log_find(log, i + 1, prefix))
		if (has(log->lines[i].text, key, value))
			return &log->lines[i];
	return NULL;
}

int run_count(const struct run *run, const char *prefix, const char *key,
	      const char *value)
{
	const struct log *log = &run->log;
	int count = 0;

	for (size_t i = log_find(log, 0, prefix); i < log->count;
	     i = log_find(log, i + 1, prefix))
		count += has(log->lines[i].text, key, value);
	return count;
}

const struct log_line *run_end(const struct run *run, const char *program)
{
	const struct log *log = &run->log;

	for (size_t i = 0; i < log->count; i++)
		if (log_end(log->lines[i].text, program))
			return &log->lines[i];
	return NULL;
}

long run_counter(const struct run *run, const char *group, const char *name)
{
	char prefix[80];
	const struct log_line *line;

	snprintf(prefix, sizeof(prefix), "counters.%s ", group);
	line = run_line(run, prefix, NULL, NULL);
	if (!line)
		return -1;
	return (long)log_number(line->text, name, (uint64_t)-1);
}
