/*
 * copy.c: page faults inside the kernel's copies, and what VM makes of
 * memory that is granted.
 */
#include "labs/lab3/scenarios/lab3.h"

static const struct hint copied = {
	"the kernel copies to and from memory that is not there yet: VM makes "
	"it present, and the call is executed again",
	"the fault inside the copy was not caught, or the copy did not return "
	"the address that faulted",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};
static const struct hint one_request = {
	"one request to VM makes a whole range present; memory that is only "
	"read stays the zero page",
	"the copy was tried again without VM's help, or reads are taken for "
	"writes",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};
static const struct hint refused = {
	"copies to and from nowhere, and to read-only memory, give -14 "
	"(EFAULT); with source and destination the same memory, too",
	"from the error code of the caught fault (caught_error) the kernel "
	"learns which side it was; without it VM is asked the wrong thing",
	"pagefault_in_copy() in pagefault.c; handout, exercise 3.6"};

static void check_copy(struct grading *g, const struct run *run)
{
	struct stop s = look_at(run, 3);
	uint32_t page = walk_rights(stop_walk(&s, MAPPED + 4 * PAGE));
	int requests =
		run_count(run, "vmctl.memreq_get", "requestor", "giver(6)");
	uint64_t caught = tick_of(run_line(run, "pagefault.catch", NULL, NULL));

	check(g, 4,
	      run_proves(run, "giver", 11, 0) &&
		      run_proves(run, "giver", 12, 0) &&
		      run_proves(run, "taker", 1, 0) &&
		      run_proves(run, "taker", 2, 0) &&
		      run_proves(run, "taker", 4, run->nonce ^ 0x55555555),
	      &copied, caught, "of the copy's result %s; of wrong bytes %s",
	      run_proof(run, "giver", 11), run_proof(run, "taker", 1));
	check(g, 3,
	      requests == 5 && (page & PTE_PRESENT) && !(page & PTE_WRITE),
	      &one_request, caught,
	      "%d requests for 5 copies; the page that was read has the bits "
	      "0x%03x",
	      requests, page & 0xfff);
	check(g, 3,
	      run_proves(run, "giver", 13, EFAULT_VALUE) &&
		      run_proves(run, "giver", 14, EFAULT_VALUE) &&
		      run_proves(run, "giver", 15, EFAULT_VALUE),
	      &refused, caught, "to nowhere: %s", run_proof(run, "giver", 13));
}

SCENARIO(lab3, copy_fault, .title = "a copy whose memory is not there yet",
	 .modules = {"taker 6", "giver 5"}, .services = "taker,giver",
	 .looks = 1, .walks = {MAPPED + 4 * PAGE, MAPPED + 5 * PAGE},
	 .points = 10, .check = check_copy)

static const struct hint one_frame = {
	"after a copy-on-write mapping both see the same frame, read-only in "
	"both page tables, and no frame was used",
	"the mapping was not made, or one of them may still write",
	"pagefault.c as a whole; handout, section on copy on write"};
static const struct hint own_view = {
	"what one of them writes the other does not see",
	"without CR0.WP, or with a write fault that VM takes for a read, both "
	"write to one frame",
	"paging_registers() in paging.c, pagefault_in_process() in "
	"pagefault.c; handout, exercises 3.3 and 3.4"};
static const struct hint frames_even = {
	"one frame for the first write, and after unmapping as many free "
	"frames "
	"as before",
	"a fault was served twice, or the last sharer was given a copy",
	"pagefault_in_process() in pagefault.c; handout, exercise 3.4"};

static void check_cow(struct grading *g, const struct run *run)
{
	struct stop e = look_at(run, 3), r = look_at(run, 11);
	const struct walk *mine = stop_walk(&e, MAPPED + PAGE);
	const struct walk *theirs = stop_walk(&r, r.ebx + 0x08000000);
	bool same = mine && theirs && mine->present && theirs->present &&
		    mine->phys == theirs->phys;
	bool read_only =
		!((walk_rights(mine) | walk_rights(theirs)) & PTE_WRITE);

	check(g, 4,
	      same && read_only && run_proves(run, "grantee", 1, 0) &&
		      run_proves(run, "grantee", 2, 0) &&
		      run_proves(run, "grantee", 4, 0),
	      &one_frame, 0, "frames 0x%08x and 0x%08x, %s; of the result %s",
	      mine ? mine->phys : 0, theirs ? theirs->phys : 0,
	      read_only ? "read-only" : "writable",
	      run_proof(run, "grantee", 1));
	check(g, 3,
	      run_proves(run, "grantor", 12, 0) &&
		      run_proves(run, "grantor", 13, 0) &&
		      run_proves(run, "grantee", 6, 0) &&
		      run_proves(run, "grantee", 7, 0),
	      &own_view, 0, "of the difference, grantor: %s, grantee: %s",
	      run_proof(run, "grantor", 12), run_proof(run, "grantee", 7));
	check(g, 3,
	      run_proves(run, "grantee", 5, 1) &&
		      run_proves(run, "grantee", 8, 0),
	      &frames_even, 0, "of frames missing at the end %s",
	      run_proof(run, "grantee", 8));
}

SCENARIO(lab3, cow_map, .title = "granted memory, mapped copy-on-write",
	 .modules = {"grantor 6", "grantee 5"}, .services = "grantor,grantee",
	 .looks = 2, .walks = {MAPPED + PAGE, 0x08004000, 0x08005000},
	 .points = 10, .check = check_cow)
