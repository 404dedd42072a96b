/*
 * safecow_borrower.c: copies seven pages with SAFECOPY_COW: what it reads and
 * writes afterwards must be as if they had been copied.
 *
 *	NAME NONCE LENDER
 *
 * The table in ../safecow.c says what each step must observe.
 */
#include "tests/system/share/programs/safecow.h"

#define FROM 100u /* neither the start nor the end is on a page border */
#define LENGTH (7 * 4096u)

static const uint8_t constants[BYTES] __attribute__((aligned(4096))) = {1};
static uint8_t own[BYTES] __attribute__((aligned(4096)));
static endpoint_t lender;

static uint32_t from(void *at, uint32_t offset, uint32_t flags)
{
	return (uint32_t)sys_safecopyfrom_flags(lender, GRANT_FROM, offset, at,
						LENGTH, flags);
}

static void map_steps(uint8_t *at)
{
	uint32_t frames, maps = COUNTER(request[VMPTYPE_COWMAP]);

	peek(at); /* its page table is there now */
	frames = frames_free();
	proof(1, from(at + FROM, FROM, SAFECOPY_COW));
	proof(2, wrong(at, FROM, FROM + LENGTH));
	proof(3, frames - frames_free());
	proof(4, COUNTER(request[VMPTYPE_COWMAP]) - maps);
	proof(5, at[FROM - 1] | at[FROM + LENGTH]);
}

static void private_steps(uint8_t *at)
{
	uint32_t maps = COUNTER(request[VMPTYPE_COWMAP]);

	at[2 * 4096] ^= 0xff;
	proof(10, from(own + FROM, FROM, 0));
	proof(11, wrong(own, FROM, FROM + LENGTH));
	at[2 * 4096] ^= 0xff;
	turn_ask(lender, TURN_WRITE, 0);
	proof(12, wrong(at, FROM, FROM + LENGTH));
	proof(13, from(own + FROM, FROM, 0));
	proof(14, wrong(own, FROM, FROM + LENGTH));
	proof(15, COUNTER(request[VMPTYPE_COWMAP]) - maps);
	turn_ask(lender, TURN_WRITE, 0);
}

static void other_steps(uint8_t *at)
{
	uint32_t maps = COUNTER(request[VMPTYPE_COWMAP]);

	proof(20, from(at + FROM + 4, FROM, SAFECOPY_COW));
	proof(21, (uint32_t)memcmp(at + FROM + 4, own + FROM, 4) != 0);
	proof(22, COUNTER(request[VMPTYPE_COWMAP]) - maps);
	proof(23, from((void *)vir_of(constants), 0, SAFECOPY_COW));
	proof(24, from(at, 0, 2));
	proof(25, from((void *)0x91234000, 0, SAFECOPY_COW));
	proof(26,
	      (uint32_t)sys_safecopyto_flags(lender, GRANT_TO, FROM, own + FROM,
					     LENGTH, SAFECOPY_COW));
	proof(27, turn_ask(lender, TURN_WRONG, 0));
}

int main(int argc, char **argv)
{
	uint8_t *at;

	scenario_begin(argc, argv);
	lender = peer_named(argc, argv, 2);
	at = vm_mmap(NULL, BYTES, PROT_READ | PROT_WRITE, 0);
	turn_ask(lender, TURN_WRONG, 0); /* it has granted by now */
	map_steps(at);
	private_steps(at);
	from(own + FROM, FROM, 0);
	other_steps(at);
	turn_ask(lender, TURN_END, 0);
	return 0;
}
