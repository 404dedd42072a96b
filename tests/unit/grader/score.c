/*
 * Points are won check by check; a run that ended badly has none, whatever its
 * checks said; a scenario whose checks do not add up is told from one that was
 * lost; and what goes to the report's file comes back the same.
 */
/* links: grader/{score,end,crash,symbol,paths,log}.c */
#include "grader/score.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct hint hint = {"that it works", "it does not", "file.c: f()"};

static const struct scenario ten = {
	.suite = "lab0", .name = "ten", .title = "a title", .points = 10};
static const struct scenario panics = {.suite = "lab0",
				       .name = "panics",
				       .title = "it panics",
				       .points = 4,
				       .may_panic = true};

static struct grading g, back;

Test(grader_score, all_checks_hold)
{
	score_begin(&g, &ten, END_DONE, "", 1);
	check(&g, 7, true, &hint, 0, "%d", 1);
	check(&g, 3, true, &hint, 0, "%d", 2);
	cr_assert(score_end(&g));
	cr_assert_eq(g.points, 10);
	cr_assert_eq(g.losses, 0);
}

Test(grader_score, a_lost_check_costs_its_points_and_is_remembered)
{
	score_begin(&g, &ten, END_DONE, "", 1);
	check(&g, 7, false, &hint, 1234, "it was %d", 42);
	check(&g, 3, true, &hint, 0, "fine");
	cr_assert(score_end(&g));
	cr_assert_eq(g.points, 3);
	cr_assert_eq(g.losses, 1);
	cr_assert_eq(g.lost[0].points, 7);
	cr_assert_eq(g.lost[0].tick, 1234);
	cr_assert_str_eq(g.lost[0].seen, "it was 42");
	cr_assert_str_eq(g.lost[0].hint.where, "file.c: f()");
}

Test(grader_score, no_bad_end_earns_anything)
{
	for (enum end end = END_DONE + 1; end <= END_NO_EMULATOR; end++) {
		score_begin(&g, &ten, end, "why", 1);
		check(&g, 10, true, &hint, 0, "fine");
		cr_assert(score_end(&g));
		cr_assert_eq(g.points, 0, "%s", end_name(end));
	}
}

Test(grader_score, a_panic_that_was_asked_for_is_a_good_end)
{
	score_begin(&g, &panics, END_PANIC, "as it should", 1);
	check(&g, 4, true, &hint, 0, "fine");
	cr_assert(score_end(&g));
	cr_assert_eq(g.points, 4);
	score_begin(&g, &panics, END_IDLE, "a panic, too", 1);
	check(&g, 4, true, &hint, 0, "fine");
	cr_assert(score_end(&g));
	cr_assert_eq(g.points, 4);
	score_begin(&g, &panics, END_TRIPLE, "not this", 1);
	check(&g, 4, true, &hint, 0, "fine");
	cr_assert(score_end(&g));
	cr_assert_eq(g.points, 0);
}

Test(grader_score, checks_that_do_not_add_up_are_the_authors_mistake)
{
	score_begin(&g, &ten, END_DONE, "", 1);
	check(&g, 7, true, &hint, 0, "fine");
	cr_assert_not(score_end(&g));
	check(&g, 4, false, &hint, 0, "too much");
	cr_assert_not(score_end(&g));
}

Test(grader_score, what_was_seen_is_cut_to_its_room)
{
	score_begin(&g, &ten, END_DONE, "", 1);
	check(&g, 1, false, &hint, 0, "%0500d", 1);
	cr_assert_eq(g.points, 0);
	cr_assert_eq(strlen(g.lost[0].seen), sizeof(g.lost[0].seen) - 1);
}

static cJSON *through_file(const cJSON *json)
{
	char *text = cJSON_Print(json);
	cJSON *parsed = cJSON_Parse(text);

	cJSON_free(text);
	return parsed;
}

Test(grader_score, the_file_gives_back_what_was_put_in)
{
	cJSON *out, *in;

	score_begin(&g, &ten, END_DONE, "all programs have ended", 7);
	check(&g, 7, false, &hint, 40123456789u, "a \"quoted\"\nvalue \x01");
	check(&g, 3, true, &hint, 0, "fine");
	cr_assert(score_end(&g));
	out = score_to_json(&g);
	in = through_file(out);
	back.scenario = &ten;
	cr_assert(score_from_json(&back, in));
	cr_assert_eq(back.points, 3);
	cr_assert_eq(back.end, END_DONE);
	cr_assert_str_eq(back.why, g.why);
	cr_assert_eq(back.end_tick, 7);
	cr_assert_eq(back.losses, 1);
	cr_assert_eq(back.lost[0].tick, 40123456789u);
	cr_assert_str_eq(back.lost[0].seen, g.lost[0].seen);
	cr_assert_str_eq(back.lost[0].hint.cause, hint.cause);
	cJSON_Delete(out);
	cJSON_Delete(in);
}

/* As many as a scenario likes; none is forgotten, in the file neither. */
Test(grader_score, every_lost_check_is_told)
{
	cJSON *json;

	score_begin(&g, &ten, END_DONE, "", 1);
	for (int i = 0; i < 200; i++)
		check(&g, 1, false, &hint, 0, "step %d", i);
	cr_assert_eq(g.losses, 200);
	cr_assert_str_eq(g.lost[199].seen, "step 199");
	json = score_to_json(&g);
	back.scenario = &ten;
	cr_assert(score_from_json(&back, json));
	cr_assert_eq(back.losses, 200);
	cr_assert_str_eq(back.lost[199].seen, "step 199");
	cJSON_Delete(json);
}

Test(grader_score, a_file_that_is_not_this_scenarios_is_no_result)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		"1",
		"{\"scenario\":\"ten\"}",
		"{\"scenario\":\"other\",\"lost\":[]}",
		"{\"scenario\":\"ten\",\"lost\":7}",
	};

	back.scenario = &ten;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		cJSON *json = cJSON_Parse(texts[i]);

		cr_assert_not_null(json);
		cr_assert_not(score_from_json(&back, json), "%s", texts[i]);
		cJSON_Delete(json);
	}
}
