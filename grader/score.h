/*
 * score.h: points won and lost, and what is said about the lost ones.
 */
#pragma once

#include <cjson/cJSON.h>
#include "grader/scenario.h"

struct loss {
	int points;
	struct hint hint;
	uint64_t tick;
	char seen[400];
};

/* The grading of one scenario. */
struct grading {
	const struct scenario *scenario;
	enum end end;
	char why[400];
	uint64_t end_tick;
	int points; /* won */
	int of;     /* of those checked so far */
	struct loss *lost;
	int losses;
};

/* Start, given how the run ended. */
void score_begin(struct grading *g, const struct scenario *scenario,
		 enum end end, const char *why, uint64_t end_tick);

/*
 * End: a run that did not end as it should earns nothing; and checks that do
 * not add up to the scenario's points are a mistake of its author (false).
 */
bool score_end(struct grading *g);

/* Did the run end in a way in which points can be won? */
bool score_ended_well(const struct grading *g);

/* To and from the file by which a test's process tells the report. */
cJSON *score_to_json(const struct grading *g);
bool score_from_json(struct grading *g, const cJSON *json);
