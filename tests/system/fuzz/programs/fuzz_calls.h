/*
 * fuzz_calls.h: random kernel calls.
 *
 * A table says what each word of a call's message is; the word is then chosen
 * among values that are valid, nearly valid, or wild for such a field. Left out
 * is what ends the machine or the caller by design:
 *
 *	SYS_EXIT     ends the caller (fuzz.c: the deaths)
 *	DIAG_TRACE   other traces than none would bury the log
 *	SYS_ABORT, SYS_CLEAR, SYS_KILL, SYS_VMCTL and the like are made, too:
 *	             neither services nor programs may call them
 *	to PM        a service may write to PM, which has no page table and no
 *	             read-only memory: PM is named as a source only
 *
 * Some calls are aimed at the caller's own memory, with a rim of known bytes
 * around what the call was given: what lies beyond must not change.
 */
#pragma once

#include "tests/system/fuzz/programs/fuzz.h"

#define NR_GRANTS 16
#define RIM 32u /* bytes of known value on each side */
#define RIM_BYTE 0xa5

/* A device that does no harm: the mouse's line, the DMA controller's pages. */
#define GIVEN_LINE 12u
#define GIVEN_PORT 0x80u /* and three more */

static uint8_t sandbox[3 * CLICK_SIZE] __attribute__((aligned(CLICK_SIZE)));
static uint8_t frame[CLICK_SIZE] __attribute__((aligned(CLICK_SIZE)));
static phys_t frame_phys; /* where frame is: it never moves */
static struct grant grants[NR_GRANTS];
static uint32_t harms;

static void fuzz_harm(const char *what, uint32_t nr)
{
	printf("harm: %s of call %u\n", what, nr);
	harms++;
}

/* --- grants --- */

/* Nothing but the arena is granted, whatever start and len say. */
static void grant_random(struct grant *g)
{
	static const uint32_t lengths[] = {
		0, 1, 512, 4095, 4096, 4097, 0x80000000, 0xffffffff,
	};
	uint32_t flags = rnd() % 0x80;

	*g = (struct grant){.flags = 0};
	if (!one_in(4)) /* most are good for something */
		flags |= GRANT_USED | GRANT_VALID | GRANT_READ | GRANT_MAP;
	if (!one_in(4))
		flags = (flags & ~GRANT_INDIRECT) | GRANT_DIRECT;
	if (flags & GRANT_INDIRECT) {
		g->indirect.grantee =
			(endpoint_t)(one_in(2) ? ANY : any_peer());
		g->indirect.grantor = (endpoint_t)any_endpoint();
		g->indirect.grant = (grant_t)(rnd() % (NR_GRANTS + 2)) - 1;
	} else {
		g->direct.grantee = (endpoint_t)(one_in(4) ? any_peer() : ANY);
		g->direct.start = ARENA + rnd() % ARENA_PAGES * CLICK_SIZE;
		if (one_in(4))
			g->direct.start = arena_address();
		g->direct.len = PICK(lengths);
		if (one_in(2)) {
			g->direct.start = ARENA;
			g->direct.len = ARENA_PAGES * CLICK_SIZE;
		}
	}
	g->flags = flags;
}

/* --- messages --- */

enum field {
	WORD, /* anything: unused, or no call may be that far */
	EP,
	TARGET,  /* an endpoint to write to */
	GRANTOR, /* mostly a fuzzer or the guard */
	SEGMENT,
	ADDRESS,
	PAGE, /* an address, usually of a page */
	LENGTH,
	PAGES,  /* a length, usually of whole pages */
	SMALL,  /* a small number */
	OFFSET, /* mostly of a page of the arena */
	GRANT,
	FRAME, /* a physical address to write to */
	SHORT, /* a length from there */
	TABLE, /* an address for a table of grants */
	ENTRIES,
	LINE, /* of interrupts, mostly the one that was given */
	PORT, /* mostly one that was given */
};

static const struct layout {
	uint8_t nr;
	uint8_t fields[7];
} layouts[] = {
	{SYS_VIRCOPY, {EP, SEGMENT, ADDRESS, TARGET, SEGMENT, ADDRESS, LENGTH}},
	{SYS_PHYSCOPY,
	 {EP, SEGMENT, ADDRESS, TARGET, SEGMENT, ADDRESS, LENGTH}},
	{SYS_UMAP, {EP, SEGMENT, ADDRESS, LENGTH}},
	{SYS_MEMSET, {FRAME, SHORT, WORD}},
	{SYS_GETINFO, {SMALL, ADDRESS, LENGTH, EP}},
	{SYS_SETGRANT, {TABLE, ENTRIES}},
	{SYS_SAFECOPYFROM, {GRANTOR, GRANT, LENGTH, ADDRESS, LENGTH}},
	{SYS_SAFECOPYTO, {GRANTOR, GRANT, LENGTH, ADDRESS, LENGTH}},
	{SYS_SAFECOPYTO, {GRANTOR, GRANT, OFFSET, ADDRESS, LENGTH}},
	{SYS_SAFEMAP, {GRANTOR, GRANT, PAGES, PAGE, PAGES, SMALL}},
	{SYS_SAFEMAP, {GRANTOR, GRANT, OFFSET, PAGE, PAGES, SMALL}},
	{SYS_SAFEMAP, {GRANTOR, GRANT, OFFSET, PAGE, PAGES, SMALL}},
	{SYS_SAFEREVMAP, {EP, GRANT}},
	{SYS_SAFEUNMAP, {EP, GRANT, WORD, PAGE}},
	{SYS_TIMES, {EP}},
	{SYS_SETALARM, {SMALL}},
	{SYS_SETALARM, {WORD}},
	{SYS_DIAG, {SMALL, WORD, WORD}},
	{SYS_CLEAR, {EP}},
	{SYS_KILL, {EP, SMALL}},
	{SYS_GETKSIG, {WORD}},
	{SYS_ENDKSIG, {EP}},
	{SYS_NEWMAP, {EP, ADDRESS}},
	{SYS_VMCTL, {EP, SMALL, WORD, WORD}},
	{SYS_ABORT, {SMALL}},
	{SYS_IRQCTL, {SMALL, LINE, SMALL, SMALL}},
	{SYS_DEVIO, {SMALL, PORT, SMALL, WORD}},
};

static uint32_t frame_address(void)
{
	static const uint32_t none[] = {0x10000000, 0x20000001, 0x7ffffffe,
					0xffffffff, 0xfffff000};

	if (one_in(3))
		return PICK(none);
	return frame_phys + RIM + rnd() % (CLICK_SIZE - 512 - 2 * RIM);
}

static uint32_t field_value(enum field field)
{
	static const uint32_t segments[] = {SEG_T,    SEG_D, SEG_S,     3,
					    SEG_PHYS, 17,    0x80000000};

	switch (field) {
	case EP:
		return any_endpoint();
	case TARGET:
		return any_target();
	case GRANTOR:
		return one_in(8) ? any_endpoint() : any_peer();
	case SEGMENT:
		return one_in(4) ? PICK(segments) : rnd() % NR_SEGS;
	case ADDRESS:
		return any_address();
	case PAGE:
		return one_in(8) ? any_address()
				 : ROUND_DOWN(arena_address(), CLICK_SIZE);
	case LENGTH:
		return any_length();
	case PAGES:
		return one_in(8) ? any_length() : (1 + rnd() % 3) * CLICK_SIZE;
	case SMALL:
		return rnd() % (one_in(8) ? 64 : 4);
	case OFFSET:
		return one_in(8) ? any_length()
				 : rnd() % ARENA_PAGES * CLICK_SIZE;
	case GRANT:
		return one_in(8) ? rnd() : rnd() % (NR_GRANTS + 2);
	case FRAME:
		return frame_address();
	case SHORT:
		return rnd() % 512;
	case TABLE:
		return one_in(16) ? wild_address()
				  : (uint32_t)(uintptr_t)grants;
	case ENTRIES:
		return one_in(8) ? any_length() : NR_GRANTS;
	case LINE:
		return one_in(4) ? rnd() % 20 : GIVEN_LINE;
	case PORT:
		return one_in(4) ? any_length() : GIVEN_PORT - 1 + rnd() % 6;
	default:
		return one_in(2) ? rnd() : any_length();
	}
}

/* What one field says about another. */
static void fields_agree(struct message *m, uint32_t nr)
{
	bool copy = nr == SYS_VIRCOPY || nr == SYS_PHYSCOPY;

	if (copy && m->copy.dst_seg == SEG_PHYS) {
		m->copy.dst_addr = frame_address();
		m->copy.bytes = field_value(SHORT);
	}
	if (nr == SYS_DIAG && m->diag.what == DIAG_TRACE)
		m->diag.ptr = 0;
	if (nr == SYS_DIAG && !one_in(400)) { /* lines cost much */
		m->diag.len = DIAG_LINE_MAX + 1 + rnd() % 99;
		m->diag.what += m->diag.what == DIAG_COUNTERS;
	}
	if (nr == SYS_SETGRANT && m->setgrant.entries > NR_GRANTS)
		m->setgrant.table = wild_address();
}

static bool call_known(uint32_t nr)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (layouts[i].nr == nr)
			return true;
	return nr == SYS_EXIT;
}

/* Fill m with some call; its number. */
static uint32_t call_random(struct message *m)
{
	const struct layout *l =
		&layouts[rnd() % (sizeof(layouts) / sizeof(layouts[0]))];
	uint32_t nr = l->nr, other = one_in(2) ? rnd() % 64 : rnd();

	for (int i = 0; i < 7; i++)
		m->words[i] = field_value((enum field)l->fields[i]);
	if (one_in(16) && !call_known(other))
		nr = other;
	fields_agree(m, nr);
	m->type = (int32_t)(KERNEL_CALL + nr);
	return nr;
}

/* --- calls --- */

static int trap_kernel(uint32_t message)
{
	int result = (int)message;

	asm volatile("int $32" : "+a"(result) : : "memory", "cc");
	return result;
}

/* A message in the sandbox, often over a page border, with its rim. */
static struct message *message_place(void)
{
	uint32_t at = one_in(4) ? CLICK_SIZE - 1 - rnd() % 36
				: RIM + rnd() % CLICK_SIZE;

	memset(sandbox + at - RIM, RIM_BYTE, 2 * RIM + sizeof(struct message));
	return (struct message *)(sandbox + at);
}

static bool rim_whole(const uint8_t *at, uint32_t bytes)
{
	for (uint32_t i = 0; i < RIM; i++)
		if (at[-1 - (int)i] != RIM_BYTE || at[bytes + i] != RIM_BYTE)
			return false;
	return true;
}

/*
 * Let a call that writes to the caller write to [at, at + bytes), which lies
 * in the sandbox or in frame. NULL: it is no such call.
 */
static uint8_t *call_aim(struct message *m, uint32_t nr, uint32_t *bytes)
{
	uint8_t *at = sandbox + CLICK_SIZE + 256 + rnd() % CLICK_SIZE;

	*bytes = rnd() % 512;
	switch (nr) {
	case SYS_VIRCOPY:
	case SYS_PHYSCOPY:
		m->copy.dst_ep = SELF;
		m->copy.dst_seg = SEG_D;
		m->copy.dst_addr = (vir_t)(uintptr_t)at;
		m->copy.bytes = *bytes;
		return at;
	case SYS_GETINFO:
		m->getinfo.ptr = (vir_t)(uintptr_t)at;
		m->getinfo.size = *bytes;
		return at;
	case SYS_SAFECOPYFROM:
		m->safecopy.addr = (vir_t)(uintptr_t)at;
		m->safecopy.bytes = *bytes;
		return at;
	case SYS_MEMSET:
		*bytes = m->memset.bytes;
		return m->memset.phys - frame_phys < CLICK_SIZE
			       ? frame + (m->memset.phys - frame_phys)
			       : NULL;
	default:
		return NULL;
	}
}

/* A call of which every byte that it may write is known. */
static int kernel_call_aimed(void)
{
	struct message *m = message_place();
	uint32_t bytes = 0, nr = call_random(m);
	uint8_t *at = call_aim(m, nr, &bytes);
	int result;

	if (at != NULL)
		memset(at - RIM, RIM_BYTE, bytes + 2 * RIM);
	result = trap_kernel((uint32_t)(uintptr_t)m);
	if (result == OK)
		result = m->type;
	if (!rim_whole((uint8_t *)m, sizeof(*m)))
		fuzz_harm("bytes beside the reply", nr);
	if (at != NULL && !rim_whole(at, bytes))
		fuzz_harm("bytes beside the result", nr);
	return result;
}

/* A call whose message is somewhere else, and may be anything. */
static int kernel_call_wild(void)
{
	static const uint32_t nowhere[] = {0,          1,          0x0fff,
					   0x10000000, 0x7effffff, ARENA - 1,
					   0xe0000000, 0xf7ffefff, 0xf7fff000,
					   0xffffffdc, 0xffffffff};

	return trap_kernel(PICK(nowhere));
}

static int kernel_call_random(void)
{
	if (one_in(4))
		grant_random(&grants[rnd() % NR_GRANTS]);
	return one_in(16) ? kernel_call_wild() : kernel_call_aimed();
}

/* A program is refused; that tells the two kinds apart. */
static bool fuzz_is_service(void)
{
	return sys_setgrant(grants, NR_GRANTS) == OK;
}

static void fuzz_calls_begin(void)
{
	poke(frame, 1); /* so that it is there */
	if (sys_umap(SELF, SEG_D, (vir_t)(uintptr_t)frame, CLICK_SIZE,
		     &frame_phys) != OK)
		frame_phys = 0x10000000;
}
