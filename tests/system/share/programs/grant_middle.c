/*
 * grant_middle.c: passes on what grant_owner has granted to it.
 *
 *	NAME NONCE OWNER USER
 *
 * Grant 0: to USER, what it was itself granted to read; grant 1: what it was
 * not granted.
 */
#include "tests/system/share/programs/grants.h"

static struct grant grants[2];

static void pass_on(int nr, endpoint_t user, endpoint_t owner, int grant)
{
	grants[nr].flags = GRANT_USED | GRANT_VALID | GRANT_INDIRECT;
	grants[nr].indirect.grantee = user;
	grants[nr].indirect.grantor = owner;
	grants[nr].indirect.grant = grant;
}

int main(int argc, char **argv)
{
	endpoint_t owner = peer_named(argc, argv, 2);
	endpoint_t user = peer_named(argc, argv, 3);

	scenario_begin(argc, argv);
	turn_await(owner, 1);
	pass_on(0, user, owner, G_MIDDLES);
	pass_on(1, user, owner, G_READ); /* which is USER's, not ours */
	sys_setgrant(grants, 2);
	turn_over(owner, 0);
	turn_await(owner, 2);
	turn_over(owner, 0);
	return 0;
}
