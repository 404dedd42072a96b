/*
 * kcall_memory.c: a service's calls about memory, with every error that their
 * manuals name, and one that works.
 *
 *	NAME NONCE DEAD		DEAD: a program that comes to its end
 *
 * Steps 100: UMAP, 200: MEMSET, 300: VIRCOPY, 400: PHYSCOPY. The table in
 * ../errors.c says what each must observe.
 */
#include "grader/kit/peer.h"

#define STALE 0x8005 /* slot 5, where this program is, generation 1 */
#define OUTSIDE 0xf7fff000u
#define UNMAPPED 0x91234560u

static uint8_t page[4096] __attribute__((aligned(4096)));
static uint8_t other[4096] __attribute__((aligned(4096)));
static const uint8_t constants[4096] = {1}; /* read-only, like all text */
static endpoint_t dead;

static int umap(endpoint_t ep, uint32_t seg, vir_t addr, uint32_t bytes)
{
	phys_t phys = 0;

	return sys_umap(ep, (enum segment)seg, addr, bytes, &phys);
}

/* Two pages, touched so that their frames are not one after the other. */
static vir_t scattered(void)
{
	uint8_t *at = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);
	uint8_t *between = vm_mmap(NULL, 4096, PROT_READ | PROT_WRITE, 0);

	poke(at, 1);
	poke(between, 1);
	poke(at + 4096, 1);
	return vir_of(at);
}

static void umap_steps(void)
{
	vir_t own = vir_of(page), text = vir_of(constants), two = scattered();
	phys_t phys = 1, phys_odd = 0;

	page[0] = 1;
	proof(100, (uint32_t)sys_umap(SELF, SEG_D, own, 4096, &phys));
	proof(101, phys % 4096);
	sys_umap(SELF, SEG_D, own + 5, 7, &phys_odd);
	proof(102, phys_odd - phys);
	proof(103, (uint32_t)umap(SELF, SEG_T, text, 4));
	proof(104, (uint32_t)umap(dead, SEG_D, own, 4));
	proof(105, (uint32_t)umap(STALE, SEG_D, own, 4));
	proof(106, (uint32_t)umap(ANY, SEG_D, own, 4));
	proof(107, (uint32_t)umap(NONE, SEG_D, own, 4));
	proof(108, (uint32_t)umap(INT32_MIN, SEG_D, own, 4));
	proof(109, (uint32_t)umap(SELF, NR_SEGS, own, 4));
	proof(110, (uint32_t)umap(SELF, SEG_PHYS, own, 4));
	proof(111, (uint32_t)umap(SELF, SEG_D, own, 0));
	proof(112, (uint32_t)umap(SELF, SEG_D, OUTSIDE - 3, 4));
	proof(113, (uint32_t)umap(SELF, SEG_D, UINT32_MAX, 2));
	proof(114, (uint32_t)umap(SELF, SEG_D, own, UINT32_MAX));
	proof(115, (uint32_t)umap(SELF, SEG_T, own, 4));
	proof(116, (uint32_t)umap(SELF, SEG_D, UNMAPPED, 4));
	proof(117, (uint32_t)umap(SELF, SEG_D, two, 4096));
	proof(118, (uint32_t)umap(SELF, SEG_D, two, 4097));
	two = vir_of(vm_mmap(NULL, 8192, PROT_READ | PROT_WRITE, 0));
	poke((void *)(uintptr_t)two, 1);
	proof(119, (uint32_t)umap(SELF, SEG_D, two + 4096, 4));
}

static void memset_steps(void)
{
	phys_t phys = 0;

	page[0] = page[10] = 1;
	sys_umap(SELF, SEG_D, vir_of(page), 4096, &phys);
	proof(200, (uint32_t)sys_memset(phys + 1, 9, 0xa5));
	proof(201, peek(page));
	proof(202, peek(page + 8));
	proof(203, (uint32_t)sys_memset(phys, 0, 0));
	proof(204, (uint32_t)sys_memset(0x10000000, 4, 0));
	proof(205, (uint32_t)sys_memset(phys, UINT32_MAX, 0));
	proof(206, (uint32_t)sys_memset(UINT32_MAX, 2, 0));
}

static int copy(enum kernel_call nr, struct msg_copy how)
{
	struct message m = {0};

	m.copy = how;
	return kernel_call(nr, &m);
}

/* What VIRCOPY and PHYSCOPY have in common, from step `first` on. */
static void copy_steps(enum kernel_call nr, uint32_t first)
{
	const struct msg_copy good = {
		SELF, SEG_D, vir_of(page), SELF, SEG_D, vir_of(other), 64,
	};
	struct msg_copy c;

#define STEP(number, change)                                    \
	do {                                                    \
		c = good;                                       \
		change;                                         \
		proof(first + (number), (uint32_t)copy(nr, c)); \
	} while (0)
	poke(page, scenario_nonce);
	STEP(0, (void)c);
	proof(first + 1, peek(other) - scenario_nonce);
	STEP(2, c.bytes = 0);
	STEP(3, c.src_ep = dead);
	STEP(4, c.dst_ep = dead);
	STEP(5, c.src_ep = STALE);
	STEP(6, c.dst_ep = ANY);
	STEP(7, c.dst_ep = SYSTEM);
	STEP(8, c.src_seg = NR_SEGS);
	STEP(9, c.dst_seg = 17);
	STEP(10, c.src_addr = OUTSIDE - 63);
	STEP(11, c.dst_addr = OUTSIDE - 63);
	STEP(12, c.src_addr = UINT32_MAX);
	STEP(13, c.bytes = UINT32_MAX);
	STEP(14, c.src_addr = UNMAPPED);
	STEP(15, c.dst_addr = UNMAPPED);
	STEP(16, c.dst_addr = vir_of(constants));
	STEP(17, (c.src_seg = SEG_T, c.src_addr = vir_of(constants)));
	STEP(18, c.src_seg = SEG_T);
	if (nr == SYS_VIRCOPY) {
		STEP(19, c.src_seg = SEG_PHYS);
		STEP(20, c.dst_seg = SEG_PHYS);
		return;
	}
	STEP(19, (c.src_seg = SEG_PHYS, c.src_addr = 0x10000000));
	STEP(20, (c.dst_seg = SEG_PHYS, c.dst_addr = UINT32_MAX));
	STEP(21, (c.src_seg = SEG_PHYS, c.src_ep = dead, c.src_addr = 0));
#undef STEP
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	dead = peer_named(argc, argv, 2);
	peer_await_death(dead);
	umap_steps();
	memset_steps();
	copy_steps(SYS_VIRCOPY, 300);
	copy_steps(SYS_PHYSCOPY, 400);
	return 0;
}
