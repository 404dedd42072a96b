/*
 * bench.c: what things cost, in instructions and loads of CR3. mk/bench makes
 * the tables from what the program prints; here stands what must not grow.
 */
#include <stdlib.h>
#include "grader/scenario.h"

static const struct limit {
	const char *name;
	uint32_t instructions; /* at most */
	uint32_t loads;        /* exactly */
} limits[] = {
	{"clock_interrupt", 120, 0},   {"call_interrupt", 75, 0},
	{"null_kcall", 250, 0},        {"notify", 255, 0},
	{"sendrec_paged", 1075, 2},    {"sendrec_nopt", 1015, 0},
	{"fault_zero_write", 2200, 2}, {"fault_zero_read", 1110, 2},
	{"fault_cow", 2235, 2},        {"fault_last_sharer", 1080, 2},
	{"copy_64", 580, 0},           {"copy_64_cold", 590, 0},
	{"copy_4k", 1600, 0},          {"copy_4k_cold", 1600, 0},
	{"copy_64k", 17290, 0},        {"copy_64k_cold", 17290, 0},
	{"copy_1m", 269900, 0},        {"copy_1m_cold", 269900, 0},
	{"safecopy_64k", 17600, 0},    {"safecopy_64k_cow", 6450, 2},
	{"cowmap_4k", 2815, 2},        {"cowmap_64k", 5900, 2},
	{"cowmap_1m", 54000, 2},
};

#define COUNT (sizeof(limits) / sizeof(limits[0]))

static const struct hint fast = {"nothing costs more instructions than it did",
				 "a change on a way that everything takes",
				 "make bench; handouts/costs.md"};
static const struct hint loads = {
	"no load of CR3 but those to another paged process and back",
	"a load where the same directory is loaded already, or a window is "
	"right",
	"switch_address_space(), window_map()"};

/* What the program printed of one cost; false: nothing. */
static bool cost_read(const struct run *run, const char *name,
		      uint32_t *instructions, uint32_t *cr3_loads)
{
	char prefix[80];
	const struct log_line *line;
	int length =
		snprintf(prefix, sizeof(prefix), "bench(5): cost %s ", name);
	char *end;

	line = run_line(run, prefix, NULL, NULL);
	if (!line)
		return false;
	*instructions = (uint32_t)strtoul(line->text + length, &end, 10);
	*cr3_loads = (uint32_t)strtoul(end, NULL, 10);
	return true;
}

static void check_costs(struct grading *g, const struct run *run)
{
	for (size_t i = 0; i < COUNT; i++) {
		const struct limit *l = &limits[i];
		uint32_t instructions = UINT32_MAX, cr3_loads = UINT32_MAX;
		bool there = cost_read(run, l->name, &instructions, &cr3_loads);

		check(g, 1, there && instructions <= l->instructions, &fast, 0,
		      "%s: %u instructions, not at most %u", l->name,
		      instructions, l->instructions);
		check(g, 1, there && cr3_loads == l->loads, &loads, 0,
		      "%s: %u loads, not %u", l->name, cr3_loads, l->loads);
	}
}

SCENARIO(bench, costs, .title = "what things cost",
	 .modules = {"bench 6 7", "peer=bench_peer 5", "other=bench_peer 5"},
	 .services = "bench:copier,peer:lender,other:lender", .traces = "none",
	 .limit = 60000000, .points = 2 * COUNT, .check = check_costs)
