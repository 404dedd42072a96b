/*
 * fuzz.c: calls the kernel at random.
 *
 *	fuzz NONCE SEED CALLS
 *
 * Each call is some kernel call or IPC call with arguments that are valid,
 * nearly valid or wild. Nothing it does may stop the kernel, VM or PM; that it
 * reaches its last line (step 1: the number of calls) is the proof. Arguments
 * are chosen so that no call that succeeds can harm others: a service may
 * legitimately write to any process, so what it writes to is always itself, or
 * nobody.
 */
#include <faultline/memmap.h>
#include "grader/scenarios/programs/scenario.h"

#define SANDBOX_PAGES 4
#define WILD_CALL 8 /* one call in so many has a wild message pointer */

static uint8_t sandbox[SANDBOX_PAGES * 4096] __attribute__((aligned(4096)));
static uint32_t state;
static uint32_t results[3]; /* OK, refused, trap failed */

static uint32_t rnd(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static uint32_t pick(const uint32_t *from, uint32_t count)
{
	return from[rnd() % count];
}

#define PICK(array) pick(array, sizeof(array) / sizeof((array)[0]))

/*
 * An address that may be written, or where nothing is. (A message in read-only
 * memory costs the caller its life, for the reply cannot be delivered.)
 */
static uint32_t address(void)
{
	static const uint32_t wild[] = {
		0,          1,          0x0fff,     0x10000000, 0x7effffff,
		0x7f000000, 0x90000000, 0xf7ffeffd, 0xf7ffefff, 0xf7fff000,
		0xffffffdc, 0xfffffffc, 0xffffffff, 0x80000000,
	};

	if (rnd() % 2)
		return (uint32_t)(uintptr_t)sandbox +
		       rnd() % (sizeof(sandbox) - 512);
	return PICK(wild);
}

static uint32_t length(void)
{
	static const uint32_t some[] = {
		0,          1,          3,          4,          36,
		511,        512,        4096,       4097,       0x400000,
		0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
	};

	return PICK(some);
}

static uint32_t small_length(void)
{
	return rnd() % 512;
}

/* Whom others may not mind being named: the caller, and nobody. */
static uint32_t harmless_endpoint(void)
{
	static const uint32_t some[] = {
		SELF,
		NONE,
		ANY,
		(uint32_t)SYSTEM,
		(uint32_t)CLOCK,
		200,
		255,
		256,
		0x8000,
		0x8005,
		0x7fffffff,
		0x80000000,
		0xffffffff,
		0xfffffffb,
	};

	return PICK(some);
}

static uint32_t any_endpoint(void)
{
	return rnd() % 3 ? harmless_endpoint() : rnd() % 12;
}

/* Physical memory that is not there, or a range that wraps. */
static uint32_t physical(void)
{
	static const uint32_t some[] = {0x10000000, 0x20000001, 0x7ffffffe,
					0xffffffff, 0xfffff000};

	return PICK(some);
}

static uint32_t segment(void)
{
	static const uint32_t some[] = {SEG_T,    SEG_D, SEG_S,     3,
					SEG_PHYS, 17,    0x80000000};

	return PICK(some);
}

static void copy_fill(struct msg_copy *copy)
{
	copy->src_ep = (endpoint_t)any_endpoint();
	copy->src_seg = segment();
	copy->src_addr = address();
	copy->dst_ep = (endpoint_t)harmless_endpoint();
	copy->dst_seg = segment();
	if (copy->dst_seg == SEG_PHYS)
		copy->dst_addr = physical();
	else
		copy->dst_addr = address();
	copy->bytes = rnd() % 2 ? small_length() : length();
	/* Never more than the sandbox from an address inside it. */
	if (copy->bytes > 512 && copy->bytes < 0x40000000)
		copy->bytes = small_length();
}

static void message_fill(struct message *m, uint32_t nr)
{
	for (int i = 0; i < 7; i++)
		m->words[i] = rnd() % 2 ? rnd() : length();
	switch (nr) {
	case SYS_VIRCOPY:
	case SYS_PHYSCOPY:
		copy_fill(&m->copy);
		break;
	case SYS_MEMSET:
		m->memset.phys = physical();
		m->memset.bytes = small_length();
		break;
	case SYS_UMAP:
		m->umap.ep = (endpoint_t)any_endpoint();
		m->umap.seg = segment();
		m->umap.addr = address();
		break;
	case SYS_GETINFO:
		m->getinfo.what = rnd() % 8;
		m->getinfo.ptr = address();
		m->getinfo.size = rnd() % 2 ? small_length() : length();
		m->getinfo.ep = (endpoint_t)any_endpoint();
		break;
	case SYS_SETGRANT:
		m->setgrant.table = address();
		break;
	case SYS_SAFECOPYFROM:
	case SYS_SAFECOPYTO:
		m->safecopy.ep = (endpoint_t)any_endpoint();
		m->safecopy.grant = (grant_t)(rnd() % 64);
		m->safecopy.addr = address();
		m->safecopy.bytes = small_length();
		break;
	case SYS_SAFEMAP:
	case SYS_SAFEREVMAP:
	case SYS_SAFEUNMAP:
		m->safemap.ep = (endpoint_t)any_endpoint();
		m->safemap.grant = (grant_t)(rnd() % 64);
		m->safemap.addr = address();
		m->safemap.flags = rnd() % 4;
		break;
	case SYS_TIMES:
		m->times.ep = (endpoint_t)any_endpoint();
		break;
	case SYS_DIAG:
		/*
		 * Mostly what fails: lines cost much, a flood proves nothing.
		 */
		m->diag.what = rnd() % 2 ? DIAG_PRINT : 4 + rnd() % 9;
		m->diag.ptr = address();
		m->diag.len = rnd() % 400 ? DIAG_LINE_MAX + 1 + rnd() % 99 : 9;
		break;
	default:
		break;
	}
}

static uint32_t call_number(void)
{
	static const uint32_t real[] = {
		SYS_CLEAR,     SYS_KILL,         SYS_GETKSIG,    SYS_ENDKSIG,
		SYS_NEWMAP,    SYS_MEMSET,       SYS_UMAP,       SYS_VIRCOPY,
		SYS_PHYSCOPY,  SYS_SETALARM,     SYS_TIMES,      SYS_GETINFO,
		SYS_ABORT,     SYS_SAFECOPYFROM, SYS_SAFECOPYTO, SYS_SETGRANT,
		SYS_VMCTL,     SYS_DIAG,         SYS_SAFEMAP,    SYS_SAFEREVMAP,
		SYS_SAFEUNMAP,
	};
	uint32_t nr = rnd() % 8 ? PICK(real) : rnd();

	return nr == SYS_EXIT ? SYS_TIMES : nr; /* the end comes later */
}

static int trap(int vector_is_ipc, uint32_t eax, uint32_t ebx, uint32_t ecx)
{
	if (vector_is_ipc)
		asm volatile("int $33"
			     : "+a"(eax), "+b"(ebx)
			     : "c"(ecx)
			     : "memory", "cc");
	else
		asm volatile("int $32" : "+a"(eax) : : "memory", "cc");
	return (int)eax;
}

static void count(int result)
{
	results[result == OK ? 0 : result < 0 ? 1 : 2]++;
}

static void kernel_call_random(void)
{
	struct message *m = (struct message *)sandbox;
	uint32_t nr = call_number();
	uint32_t at = (uint32_t)(uintptr_t)m;

	message_fill(m, nr);
	m->type = (int32_t)(KERNEL_CALL + nr);
	if (rnd() % WILD_CALL == 0)
		at = address();
	/* A wild pointer may show an EXIT of its own making: keep it out. */
	if (((struct message *)sandbox)->type == KERNEL_CALL + SYS_EXIT)
		return;
	if (at != (uint32_t)(uintptr_t)m)
		memset(sandbox, 0, sizeof(sandbox));
	count(trap(0, at, 0, 0) == OK ? m->type : -1);
}

/* Only calls that cannot wait for ever; replies of VM and PM come at once. */
static void ipc_random(void)
{
	static const uint32_t calls[] = {SENDNB, NOTIFY, 0, 6, 16, 0xffffffff};
	struct message *m = (struct message *)sandbox;
	uint32_t at = (uint32_t)(uintptr_t)m;

	message_fill(m, 0);
	if (rnd() % 2) {
		m->type = rnd() % 2 ? (int32_t)rnd() : VM_CALL + 0xff;
		if (m->type == PM_EXIT || m->type == VM_BRK ||
		    m->type == VM_MUNMAP || m->type == VM_MMAP)
			m->type = VM_INFO;
		count(trap(1, rnd() % 2, rnd() % 8 ? at : address(), SENDREC));
		return;
	}
	count(trap(1, any_endpoint(), rnd() % 2 ? at : address(), PICK(calls)));
}

int main(int argc, char **argv)
{
	uint32_t calls = argc > 3 ? strtou(argv[3], NULL) : 1000;

	scenario_begin(argc, argv);
	state = argc > 2 ? strtou(argv[2], NULL) | 1 : 1;
	for (uint32_t i = 0; i < calls; i++) {
		if (rnd() % 4)
			kernel_call_random();
		else
			ipc_random();
	}
	printf("%u calls made, %u succeeded, %u refused\n", calls, results[0],
	       results[1] + results[2]);
	proof(1, calls);
	return 0;
}
