/*
 * async.c: SENDA between programs, with tables that come and go.
 */
#include <faultline/call.h>
#include "grader/steps.h"

static const struct hint sent = {
	"what is in a table is sent when its receiver is ready, and only then",
	"an entry's state is written at the wrong time, or to the wrong entry",
	"kernel/async.c"};
static const struct hint own_harm = {
	"a table that is not there, or goes, harms nobody but its owner",
	"the table is read without a thought for its owner",
	"table_touch() and take_from() in kernel/async.c"};
static const struct hint order = {
	"messages of one sender arrive in the order of its table, each once",
	"the table is not searched from its start", "async_take()"};

#define BY_SENDA(type) ((type) + 16 * 16)

static const struct step good[] = {
	{1, OK, "SENDA"},
	{2, 2, "entries that are done at once"},
	{3, -EDEADSRCDST, "the entry for nobody"},
	{4, 3, "entries that are done later"},
	{5, OK, "SENDA of one that tells"},
	{6, 1 << 28, "it is told that it is done"},
	{7, 4, "by a notification"},
};

static const struct step bad[] = {
	{10, OK, "a table in untouched memory"},
	{11, 1, "requests to VM for it"},
	{12, -EFAULT, "one where nothing is"},
	{13, -EFAULT, "one at the end of all addresses"},
	{14, -EDOM, "one that is too large"},
	{15, -EFAULT, "one in read-only memory"},
	{16, OK, "one that will be unmapped"},
	{17, OK, "another one afterwards"},
	{18, 2, "entries of that which are done"},
};

static const struct step first[] = {
	{1, BY_SENDA(1), "the first message"},
	{2, BY_SENDA(2), "the second"},
	{3, BY_SENDA(3), "the third"},
	{4, BY_SENDA(4), "the one before the table goes"},
	{5, BY_SENDA(6), "the one of the next table"},
};

static const struct step second[] = {
	{1, BY_SENDA(1), "the first message"},
	{2, BY_SENDA(6), "the last"},
};

static void check_async(struct grading *g, const struct run *run)
{
	steps_check(g, run, "sender", &sent, good);
	steps_check(g, run, "sender", &own_harm, bad);
	steps_check(g, run, "first", &order, first);
	steps_check(g, run, "second", &order, second);
}

static const struct hint written = {
	"results are written through VM when the table's owner is about to run",
	"the table was forgotten when its page became copy-on-write, or its "
	"owner was told too early",
	"async_tell() in kernel/async.c, finish_pending_work() in switch.c"};

static const struct step cow[] = {
	{1, OK, "SENDA of a table whose page is then mapped copy on write"},
	{2, 1 << 28, "its owner is told of results"},
	{3, 3, "those that are there when it is told"},
	{4, 1, "requests to VM for them"},
	{5, 7 << 8 | SENDA, "the first message"},
	{6, 8 << 8 | SENDA, "the second"},
	{7, 9 << 8 | SENDA, "the third"},
	{8, 77, "a result in the copy of the page"},
};

static void check_cow(struct grading *g, const struct run *run)
{
	steps_check(g, run, "owner", &written, cow);
}

SCENARIO(ipc, senda_cow, .title = "a table whose page becomes copy-on-write",
	 .modules = {"owner=senda_owner 6", "partner=senda_partner 5"},
	 .services = "owner,partner", .traces = "none", .points = 1,
	 .check = check_cow)

SCENARIO(ipc, senda, .title = "messages that nobody waits for",
	 .modules = {"sender=async_sender 6 7", "first=async_receiver",
		     "second=async_receiver"},
	 .services = "sender,first,second", .traces = "none", .points = 4,
	 .check = check_async)
