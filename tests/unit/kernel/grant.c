/*
 * grant.c: a grant gives the memory it names, to whom it names, for what
 * it names, and nothing else; whatever stands in a grant table, the answer is
 * an error or memory of its owner's.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c kernel/grant.c */
/* links: kernel/{proc,priv,sched,ipc,async,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,role}.c lib/base/option.c */
/* links: kernel/system/do_clear.c */
#include "kernel/grant.h"
#include "kernel/system/system.h"
#include <criterion/criterion.h>
#include "tests/unit/fakes/arch.h"

#define TABLE 0x2000u
#define ENTRIES 8
#define FIRST 5 /* the slots of the processes */
#define COUNT 8

static struct proc *owner, *friend, *stranger;
static struct granted found;

static struct grant *entry(struct proc *p, grant_t g)
{
	uint32_t base = (uint32_t)proc_nr(p) * FAKE_SPACE;

	return (struct grant *)fake_memory(base + TABLE) + g;
}

static void grant_direct(struct proc *p, grant_t g, endpoint_t to, vir_t start,
			 uint32_t len)
{
	*entry(p, g) = (struct grant){
		.flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			 GRANT_WRITE | GRANT_MAP,
		.direct = {to, start, len},
	};
}

static void grant_indirect(struct proc *p, grant_t g, endpoint_t to,
			   endpoint_t from, grant_t of)
{
	*entry(p, g) = (struct grant){
		.flags = GRANT_USED | GRANT_VALID | GRANT_INDIRECT,
		.indirect = {to, from, of},
	};
}

static int verify_range(grant_t g, uint32_t offset, uint32_t bytes)
{
	return grant_verify(owner->endpoint, friend, g, offset, bytes,
			    GRANT_READ, &found);
}

static int verify(void)
{
	return verify_range(0, 0, 16);
}

static void services_with_tables(void)
{
	fake_boot();
	for (int slot = FIRST; slot < FIRST + COUNT; slot++) {
		struct proc *p = fake_process(slot, PRIV_SERVICE);

		p->priv->grant_table = TABLE;
		p->priv->grant_entries = ENTRIES;
	}
	owner = proc_slot(FIRST);
	friend = proc_slot(FIRST + 1);
	stranger = proc_slot(FIRST + 2);
	grant_direct(owner, 0, friend->endpoint, 0x4000, 100);
}

TestSuite(kernel_grant, .init = services_with_tables);

CheckedTest(kernel_grant, a_good_one_tells_whose_memory_and_where)
{
	cr_assert_eq(verify_range(0, 10, 90), OK);
	cr_assert_eq(found.owner, owner);
	cr_assert_eq(found.addr, 0x400a);
}

CheckedTest(kernel_grant, it_is_for_its_grantee)
{
	cr_assert_eq(grant_verify(owner->endpoint, stranger, 0, 0, 1,
				  GRANT_READ, &found),
		     -EPERM);
	entry(owner, 0)->direct.grantee = ANY;
	cr_assert_eq(grant_verify(owner->endpoint, stranger, 0, 0, 1,
				  GRANT_READ, &found),
		     OK);
}

CheckedTest(kernel_grant, the_successor_of_the_grantee_is_a_stranger)
{
	proc_clear(friend);
	friend = fake_process(FIRST + 1, PRIV_SERVICE);
	cr_assert_eq(verify(), -EPERM);
}

CheckedTest(kernel_grant, the_grantor_must_be_there)
{
	const endpoint_t none[] = {ANY,
				   NONE,
				   SELF,
				   99,
				   -5,
				   0x7fffffff,
				   owner->endpoint + ENDPOINT_SPAN};

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		cr_assert_eq(grant_verify(none[i], friend, 0, 0, 1, GRANT_READ,
					  &found),
			     -EINVAL, "grantor %d", none[i]);
	proc_clear(owner);
	cr_assert_eq(grant_verify(FIRST, friend, 0, 0, 1, GRANT_READ, &found),
		     -EINVAL);
}

CheckedTest(kernel_grant, the_number_must_be_one_of_the_table)
{
	grant_direct(owner, ENTRIES - 1, ANY, 0x4000, 100);
	grant_direct(owner, ENTRIES, ANY, 0x4000, 100);
	cr_assert_eq(verify_range(-1, 0, 16), -EINVAL);
	cr_assert_eq(verify_range(INT32_MIN, 0, 16), -EINVAL);
	cr_assert_eq(verify_range(ENTRIES - 1, 0, 16), OK);
	cr_assert_eq(verify_range(ENTRIES, 0, 16), -EPERM);
	cr_assert_eq(verify_range(INT32_MAX, 0, 16), -EPERM);
	owner->priv->grant_entries = 0;
	cr_assert_eq(verify(), -EPERM);
}

CheckedTest(kernel_grant, a_table_that_cannot_be_read_grants_nothing)
{
	fake_absent(FIRST * FAKE_SPACE + TABLE);
	cr_assert_eq(verify(), -EPERM);
	fake_absent(0);
	cr_assert_eq(verify(), OK);
	owner->priv->grant_table = 16 * CLICK_SIZE - 8; /* half an entry */
	cr_assert_eq(verify(), -EPERM);
	owner->priv->grant_table = 0xfffffff8; /* an entry that wraps */
	cr_assert_eq(verify(), -EPERM);
}

CheckedTest(kernel_grant, plain_programs_have_no_table)
{
	struct proc *user = fake_process(FIRST + COUNT, PRIV_USER);

	user->priv->grant_table = TABLE;
	user->priv->grant_entries = ENTRIES;
	grant_direct(user, 0, ANY, 0x4000, 100);
	cr_assert_eq(grant_verify(user->endpoint, friend, 0, 0, 1, GRANT_READ,
				  &found),
		     -EPERM);
}

CheckedTest(kernel_grant, an_entry_must_be_used_valid_and_of_a_kind)
{
	const uint32_t needed[] = {GRANT_USED, GRANT_VALID, GRANT_DIRECT};

	for (int i = 0; i < 3; i++) {
		entry(owner, 0)->flags &= ~needed[i];
		cr_assert_eq(verify(), -EPERM, "without flag 0x%x", needed[i]);
		entry(owner, 0)->flags |= needed[i];
		cr_assert_eq(verify(), OK);
	}
}

CheckedTest(kernel_grant, each_use_must_be_allowed)
{
	const uint32_t all = GRANT_READ | GRANT_WRITE | GRANT_MAP;

	for (uint32_t has = 0; has <= all; has += GRANT_READ)
		for (uint32_t wants = 0; wants <= all; wants += GRANT_READ) {
			entry(owner, 0)->flags =
				GRANT_USED | GRANT_VALID | GRANT_DIRECT | has;
			cr_assert_eq(grant_verify(owner->endpoint, friend, 0, 0,
						  1, wants, &found),
				     (wants & ~has) ? -EPERM : OK,
				     "has 0x%x, wants 0x%x", has, wants);
		}
}

CheckedTest(kernel_grant, the_range_is_within_the_grant)
{
	cr_assert_eq(verify_range(0, 0, 100), OK);
	cr_assert_eq(verify_range(0, 99, 1), OK);
	cr_assert_eq(verify_range(0, 0, 101), -EPERM);
	cr_assert_eq(verify_range(0, 100, 1), -EPERM);
	cr_assert_eq(verify_range(0, 101, 0), -EPERM);
}

CheckedTest(kernel_grant, no_range_wraps)
{
	cr_assert_eq(verify_range(0, 50, 0xfffffff0), -EPERM);
	cr_assert_eq(verify_range(0, 0xfffffff0, 0x20), -EPERM);
	grant_direct(owner, 1, friend->endpoint, 0xffffff00, 0x200);
	cr_assert_eq(verify_range(1, 0, 16), -EPERM);
	cr_assert_eq(verify_range(1, 0x100, 16), -EPERM);
}

/* A chain: the first owns the memory, each of the others passes it on. */
static struct proc *chain_of(int indirect)
{
	struct proc *last = proc_slot(FIRST + indirect + 1);

	for (int i = 0; i <= indirect; i++) {
		struct proc *p = proc_slot(FIRST + i);

		if (i == 0)
			grant_direct(p, 3, p->endpoint + 1, 0x4000, 100);
		else
			grant_indirect(p, 3, p->endpoint + 1, p->endpoint - 1,
				       3);
	}
	return last;
}

static int verify_chain(int indirect, struct proc *grantee)
{
	return grant_verify(FIRST + indirect, grantee, 3, 4, 16, GRANT_READ,
			    &found);
}

CheckedTest(kernel_grant, a_chain_leads_to_the_owner)
{
	for (int indirect = 0; indirect <= GRANT_MAX_DEPTH; indirect++) {
		struct proc *grantee = chain_of(indirect);

		cr_assert_eq(verify_chain(indirect, grantee), OK);
		cr_assert_eq(found.owner, owner);
		cr_assert_eq(found.addr, 0x4004);
	}
}

CheckedTest(kernel_grant, a_chain_tells_all_its_grants)
{
	cr_assert_eq(verify(), OK);
	cr_assert_eq(found.path.hops, 1);
	cr_assert_eq(found.path.hop[0].grantor, owner->endpoint);
	cr_assert_eq(found.path.hop[0].grant, 0);
	cr_assert_eq(verify_chain(2, chain_of(2)), OK);
	cr_assert_eq(found.path.hops, 3);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(found.path.hop[i].grantor, FIRST + 2 - i);
		cr_assert_eq(found.path.hop[i].grant, 3);
	}
}

CheckedTest(kernel_grant, a_chain_that_is_too_long_is_refused)
{
	struct proc *grantee = chain_of(GRANT_MAX_DEPTH + 1);

	cr_assert_eq(verify_chain(GRANT_MAX_DEPTH + 1, grantee), -ELOOP);
}

CheckedTest(kernel_grant, a_circle_is_refused)
{
	grant_indirect(owner, 0, ANY, friend->endpoint, 0);
	grant_indirect(friend, 0, ANY, owner->endpoint, 0);
	cr_assert_eq(verify(), -ELOOP);
	grant_indirect(owner, 0, ANY, owner->endpoint, 0);
	cr_assert_eq(verify(), -ELOOP);
}

CheckedTest(kernel_grant, nobody_in_a_chain_passes_on_what_he_was_not_given)
{
	struct proc *grantee = chain_of(2);

	cr_assert_eq(verify_chain(2, owner), -EPERM); /* not the last's */
	entry(friend, 3)->indirect.grantee = grantee->endpoint;
	cr_assert_eq(verify_chain(2, grantee), -EPERM); /* not the middle's */
	chain_of(2);
	entry(owner, 3)->direct.grantee = stranger->endpoint;
	cr_assert_eq(verify_chain(2, grantee), -EPERM); /* not the first's */
}

CheckedTest(kernel_grant, a_chain_grants_what_its_first_grants)
{
	struct proc *grantee = chain_of(2);

	entry(stranger, 3)->flags |= GRANT_READ | GRANT_WRITE;
	entry(owner, 3)->flags &= ~GRANT_READ;
	cr_assert_eq(verify_chain(2, grantee), -EPERM);
	chain_of(2);
	entry(owner, 3)->direct.len = 19;
	cr_assert_eq(verify_chain(2, grantee), -EPERM);
}

CheckedTest(kernel_grant, a_chain_whose_middle_is_dead_is_broken)
{
	struct proc *grantee = chain_of(3);

	proc_clear(stranger);
	cr_assert_eq(verify_chain(3, grantee), -EINVAL);
}
