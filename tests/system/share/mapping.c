/*
 * mapping.c: a page that is granted, mapped to read and to write, and revoked.
 */
#include "grader/steps.h"

static const struct hint mapped = {
	"grantor and grantee see one page until the grant is revoked, and then "
	"each has its own",
	"the mapping was not made, or it was not ended",
	"share_smap(), share_sunmap() in servers/vm/share.c"};

static const struct step borrower[] = {
	{1, OK, "mapping the page"},
	{2, 0, "what the lender wrote before"},
	{3, 0, "what the lender wrote since"},
	{4, 0, "after the grant is revoked: what was there last"},
	{5, 0, "frames missing at the end"},
};

static const struct step lender[] = {
	{11, 0, "what the borrower wrote"},
	{12, 0, "what the borrower wrote after the grant was revoked"},
	{13, -EINVAL, "revoking once more"},
};

static void check_shared(struct grading *g, const struct run *run)
{
	steps_check(g, run, "borrower", &mapped, borrower);
	steps_check(g, run, "lender", &mapped, lender);
}

SCENARIO(share, shared_mapping, .title = "granted memory, shared and revoked",
	 .modules = {"lender 6", "borrower 5"}, .services = "lender,borrower",
	 .traces = "none", .points = 2, .check = check_shared)
