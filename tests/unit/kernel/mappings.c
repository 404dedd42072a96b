/*
 * mappings.c: the check of the mappings that SAFEMAP remembers finds a
 * record that cannot be. The table is reached by including its source.
 */
/* links: tests/unit/fakes/arch.c kernel/arch/x86/segments.c kernel/grant.c */
/* links: kernel/{proc,priv,sched,ipc,deliver,signal,vmrequest}.c */
/* links: kernel/{counters,clock,async}.c */
#include <criterion/criterion.h>
#include <string.h>
#include "kernel/system/do_safemap.c"
#include "tests/unit/fakes/arch.h"

static struct proc *owner, *user;

/* user's request to map a page of owner's is on its way. */
static void one_mapping(void)
{
	fake_boot();
	owner = fake_process(5, PRIV_SERVICE);
	user = fake_process(6, PRIV_SERVICE);
	mappings[3] = (struct mapping){
		.used = true,
		.grantor = owner->endpoint,
		.owner = owner->endpoint,
		.grantee = user->endpoint,
		.at = 0x64000,
		.from = 0x53000,
		.bytes = CLICK_SIZE,
	};
	vmrequest_map(user, VMPTYPE_SMAP, user, 0x64000, owner, 0x53000,
		      CLICK_SIZE, 1);
	mapping_await(user, &mappings[3], false);
	fake_check();
	safemap_check();
}

TestSuite(kernel_mappings, .init = one_mapping);

static void is_found(const char *words)
{
	const char *panic = fake_panic_of(safemap_check);

	cr_assert(strstr(panic, words), "said: %s", panic);
}

Test(kernel_mappings, whole_before_and_after_the_answer)
{
	struct msg_memreq req;

	cr_assert_eq(vmrequest_get(&req), VMPTYPE_SMAP);
	safemap_check();
	cr_assert_eq(vmrequest_reply(user, OK), OK);
	safemap_check();
	cr_assert(mappings[3].used);
	cr_assert_eq(mappings[3].asker, NONE);
}

Test(kernel_mappings, a_mapping_of_nothing)
{
	mappings[3].bytes = 0;
	is_found("m->bytes > 0");
}

Test(kernel_mappings, part_of_a_page)
{
	mappings[3].bytes++;
	is_found("m->bytes % CLICK_SIZE == 0");
}

Test(kernel_mappings, an_address_within_a_page)
{
	mappings[3].from += 4;
	is_found("m->from % CLICK_SIZE == 0");
}

Test(kernel_mappings, a_process_that_shares_with_itself)
{
	mappings[3].owner = mappings[3].grantee;
	is_found("m->grantee != m->owner");
}

Test(kernel_mappings, an_asker_that_does_not_wait)
{
	mappings[3].asker = owner->endpoint;
	is_found("VMSTYPE_MAP");
}
