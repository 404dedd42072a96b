/*
 * score.c: points won and lost.
 *
 * Pure bookkeeping: what a check says is remembered, nothing is printed here.
 */
#include "grader/score.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void score_begin(struct grading *g, const struct scenario *scenario,
		 enum end end, const char *why, uint64_t end_tick)
{
	*g = (struct grading){
		.scenario = scenario, .end = end, .end_tick = end_tick};
	snprintf(g->why, sizeof(g->why), "%s", why);
}

static struct loss *loss_new(struct grading *g)
{
	g->lost =
		realloc(g->lost, (size_t)(g->losses + 1) * sizeof(g->lost[0]));
	if (!g->lost)
		abort();
	return &g->lost[g->losses++];
}

void check(struct grading *g, int points, bool holds, const struct hint *hint,
	   uint64_t tick, const char *seen, ...)
{
	struct loss *loss;
	va_list args;

	g->of += points;
	if (holds) {
		g->points += points;
		return;
	}
	loss = loss_new(g);
	loss->points = points;
	loss->hint = *hint;
	loss->tick = tick;
	va_start(args, seen);
	vsnprintf(loss->seen, sizeof(loss->seen), seen, args);
	va_end(args);
}

bool score_ended_well(const struct grading *g)
{
	bool panic = g->end == END_PANIC || g->end == END_IDLE;

	return g->end == END_DONE || (panic && g->scenario->may_panic);
}

bool score_end(struct grading *g)
{
	if (!score_ended_well(g)) {
		g->points = 0;
		return true;
	}
	return g->of == g->scenario->points;
}

cJSON *score_to_json(const struct grading *g)
{
	cJSON *json = cJSON_CreateObject();
	cJSON *lost = cJSON_AddArrayToObject(json, "lost");

	cJSON_AddStringToObject(json, "suite", g->scenario->suite);
	cJSON_AddStringToObject(json, "scenario", g->scenario->name);
	cJSON_AddStringToObject(json, "title", g->scenario->title);
	cJSON_AddNumberToObject(json, "points", g->points);
	cJSON_AddNumberToObject(json, "of", g->scenario->points);
	cJSON_AddStringToObject(json, "end", end_name(g->end));
	cJSON_AddNumberToObject(json, "end_code", g->end);
	cJSON_AddStringToObject(json, "why", g->why);
	cJSON_AddNumberToObject(json, "end_tick", (double)g->end_tick);
	for (int i = 0; i < g->losses; i++) {
		const struct loss *loss = &g->lost[i];
		cJSON *item = cJSON_CreateObject();

		cJSON_AddNumberToObject(item, "points", loss->points);
		cJSON_AddStringToObject(item, "expected", loss->hint.expected);
		cJSON_AddStringToObject(item, "seen", loss->seen);
		cJSON_AddStringToObject(item, "cause", loss->hint.cause);
		cJSON_AddStringToObject(item, "where", loss->hint.where);
		cJSON_AddNumberToObject(item, "tick", (double)loss->tick);
		cJSON_AddItemToArray(lost, item);
	}
	return json;
}

static const char *text(const cJSON *json, const char *name)
{
	const char *value =
		cJSON_GetStringValue(cJSON_GetObjectItem(json, name));

	return value ? value : "";
}

static double number(const cJSON *json, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(json, name);

	return cJSON_IsNumber(item) ? item->valuedouble : 0;
}

/* The texts stay in json: it must live as long as g. */
bool score_from_json(struct grading *g, const cJSON *json)
{
	const struct scenario *scenario = g->scenario;
	const cJSON *lost = cJSON_GetObjectItem(json, "lost"), *item;

	if (!cJSON_IsObject(json) || !cJSON_IsArray(lost) ||
	    strcmp(text(json, "scenario"), scenario->name) != 0)
		return false;
	score_begin(g, scenario, (enum end)number(json, "end_code"),
		    text(json, "why"), (uint64_t)number(json, "end_tick"));
	g->points = (int)number(json, "points");
	cJSON_ArrayForEach(item, lost)
	{
		struct loss *loss = loss_new(g);

		loss->points = (int)number(item, "points");
		loss->tick = (uint64_t)number(item, "tick");
		loss->hint =
			(struct hint){text(item, "expected"),
				      text(item, "cause"), text(item, "where")};
		snprintf(loss->seen, sizeof(loss->seen), "%s",
			 text(item, "seen"));
	}
	return true;
}
