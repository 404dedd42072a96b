/*
 * regions.c: copies over the borders of regions.
 */
#include "grader/steps.h"

static const struct hint regions = {
	"one request makes a whole range present, over all borders of regions",
	"VM stops at the first border, or looks at the first region's rights "
	"alone",
	"servers/vm/page.c, page_provide_range()"};

static const struct step reads[] = {
	{1, OK, "six untouched pages of three regions are copied"},
	{2, 1, "with one request"},
	{3, 6, "all six pages are there then"},
	{4, 1, "but for their page table they take no frame"},
	{5, 0, "and are empty"},
	{20, OK, "100 bytes of two untouched pages"},
	{21, 1, "with one request, too"},
};

static const struct step writes[] = {
	{10, -EFAULT, "to a page that may be written, and one that may not"},
	{11, 1, "after one request"},
	{12, OK, "to two pages that may be written"},
	{13, 2, "with one more request"},
};

static void check_regions(struct grading *g, const struct run *run)
{
	steps_check(g, run, "regions", &regions, reads);
	steps_check(g, run, "regions", &regions, writes);
}

SCENARIO(copy, regions, .title = "copies over borders of regions",
	 .modules = {"regions"}, .services = "regions", .traces = "none",
	 .points = 2, .check = check_regions)
