/*
 * kcall_others.c: a service's calls that are not copies, with every error that
 * their manuals name, and one that works.
 *
 *	NAME NONCE DEAD		DEAD: a program that comes to its end
 *
 * Steps 500: GETINFO, 520: grants, 540: SAFEMAP and its kin, 560: time,
 * 580: DIAG, 600: what is refused, and bad messages. It ends by SYS_EXIT, of
 * which nothing comes back: step 699 must not be there. The table in
 * ../errors.c says what each must observe.
 */
#include "grader/kit/peer.h"

#define STALE 0x8005
#define OUTSIDE 0xf7fff000u
#define UNMAPPED 0x91234560u
#define NOBODYS ((void *)UNMAPPED)

static uint8_t page[2 * 4096] __attribute__((aligned(4096)));
static struct grant grants[2];
static const uint8_t constants[4096] = {1}; /* read-only, like all text */
static endpoint_t dead;

static int getinfo(uint32_t what, endpoint_t ep, vir_t ptr, uint32_t size)
{
	struct message m = {0};
	int r;

	m.getinfo.what = what;
	m.getinfo.ep = ep;
	m.getinfo.ptr = ptr;
	m.getinfo.size = size;
	r = kernel_call(SYS_GETINFO, &m);
	return r == OK ? (int)m.getinfo.size : r;
}

static void getinfo_steps(void)
{
	vir_t at = vir_of(page);
	const struct proc_info *info = (const void *)page;
	int size = (int)sizeof(struct proc_info);

	proof(500, getinfo(GET_IMAGE, 0, at, 4096) % sizeof(struct boot_image));
	proof(501, getinfo(GET_MEMORY, 0, at, 4096) % sizeof(struct mem_range));
	proof(502, getinfo(GET_COUNTERS, 0, at, 4096) ==
			   (int)sizeof(struct counters));
	proof(503, getinfo(GET_CMDLINE, 0, at, 4096) ==
			   (int)strlen((char *)page) + 1);
	proof(504, getinfo(GET_PROC, PM_PROC_NR, at, 4096) == size);
	proof(505, (uint32_t)strcmp(info->name, "pm"));
	proof(506, (uint32_t)getinfo(GET_PROC, SELF, at, (uint32_t)size - 1));
	proof(507, (uint32_t)getinfo(GET_PROC, dead, at, 4096));
	proof(508, (uint32_t)getinfo(GET_PROC, STALE, at, 4096));
	proof(509, (uint32_t)getinfo(0, SELF, at, 4096));
	proof(510, (uint32_t)getinfo(6, SELF, at, 4096));
	proof(511, (uint32_t)getinfo(GET_MEMORY, 0, OUTSIDE - 1, 4096));
	proof(512, (uint32_t)getinfo(GET_MEMORY, 0, UNMAPPED, 4096));
	proof(513, (uint32_t)getinfo(GET_MEMORY, 0, vir_of(constants), 4096));
}

static struct grant *grants_at(vir_t at)
{
	return (struct grant *)(uintptr_t)at;
}

static void grant_steps(void)
{
	proof(520, (uint32_t)sys_setgrant(grants, 2));
	proof(521, (uint32_t)sys_setgrant(grants_at(OUTSIDE - 31), 2));
	proof(522, (uint32_t)sys_setgrant(grants_at(OUTSIDE - 32), 2));
	proof(523, (uint32_t)sys_setgrant(grants, UINT32_MAX));
	proof(524, (uint32_t)sys_setgrant(grants, 0x10000000));
	proof(525, (uint32_t)sys_setgrant(grants_at(UINT32_MAX), 0));
	sys_setgrant(grants, 2);
	proof(526, (uint32_t)sys_safecopyfrom(SELF, 0, 0, page, 0));
	proof(527, (uint32_t)sys_safecopyto(dead, 0, 0, page, 4));
	proof(528, (uint32_t)sys_safecopyto(PM_PROC_NR, -1, 0, page, 4));
	proof(529, (uint32_t)sys_safecopyto(PM_PROC_NR, 0, 0, page, 4));
	proof(530, (uint32_t)sys_safecopyto(SYSTEM, 0, 0, page, 4));
}

static void safemap_steps(endpoint_t self)
{
	grants[0].flags = GRANT_USED | GRANT_VALID | GRANT_DIRECT | GRANT_READ |
			  GRANT_MAP;
	grants[0].direct.grantee = ANY;
	grants[0].direct.start = vir_of(page);
	grants[0].direct.len = sizeof(page);
	proof(540, (uint32_t)sys_safemap(self, 0, 0, page, 0, 0));
	proof(541, (uint32_t)sys_safemap(self, 0, 0, page, 4095, 0));
	proof(542, (uint32_t)sys_safemap(self, 0, 0, page, 4096, 3));
	proof(543, (uint32_t)sys_safemap(self, 0, 0, page, 4096, 4));
	proof(544, (uint32_t)sys_safemap(self, 0, 8, page, 4096, 0));
	proof(545, (uint32_t)sys_safemap(self, 0, 0, page + 8, 4096, 0));
	proof(546, (uint32_t)sys_safemap(self, 0, 0, page + 4096, 4096, 0));
	proof(547, (uint32_t)sys_safemap(self, 0, 0, page, 4096, 1));
	proof(548, (uint32_t)sys_safemap(self, 1, 0, page, 4096, 0));
	proof(549, (uint32_t)sys_safemap(dead, 0, 0, page, 4096, 0));
	proof(550, (uint32_t)sys_safemap(self, -1, 0, page, 4096, 0));
	proof(551, (uint32_t)sys_safemap(self, 0, 0, (void *)OUTSIDE, 4096, 0));
	proof(552, (uint32_t)sys_safeunmap(page));
	proof(553, (uint32_t)sys_safeunmap((void *)OUTSIDE));
	proof(554, (uint32_t)sys_saferevmap(0));
	proof(555, (uint32_t)sys_saferevmap(-1));
}

static int times_of(endpoint_t ep)
{
	struct msg_times times;

	return sys_times(ep, &times);
}

static void time_steps(void)
{
	proof(560, (uint32_t)times_of(SELF));
	proof(561, (uint32_t)times_of(PM_PROC_NR));
	proof(562, (uint32_t)times_of(dead));
	proof(563, (uint32_t)times_of(STALE));
	proof(564, (uint32_t)times_of(ANY));
	proof(565, (uint32_t)sys_setalarm((uint32_t)INT32_MAX + 1));
	proof(566, (uint32_t)sys_setalarm(INT32_MAX));
	proof(567, (uint32_t)sys_setalarm(0));
}

static int print(const void *line, uint32_t len)
{
	return sys_diag_print(line, len);
}

static int diag(uint32_t what)
{
	struct message m = {0};

	m.diag.what = what;
	return kernel_call(SYS_DIAG, &m);
}

static void diag_steps(void)
{
	uint32_t mask = 0, old = 0;

	proof(580, (uint32_t)print("@1 PANIC: not so\nend.panic", 24));
	proof(581, (uint32_t)print(page, 0));
	proof(582, (uint32_t)print(page, DIAG_LINE_MAX + 1));
	proof(583, (uint32_t)print(NOBODYS, 4));
	proof(584, (uint32_t)print((void *)UINT32_MAX, 4));
	proof(585, (uint32_t)diag(0));
	proof(586, (uint32_t)diag(4));
	sys_diag_trace(0, &mask);
	proof(587, (uint32_t)sys_diag_trace(mask, &old));
	proof(588, old);
}

static bool permitted(int nr)
{
	static const int calls[] = {
		SYS_UMAP,       SYS_VIRCOPY,  SYS_PHYSCOPY,   SYS_MEMSET,
		SYS_GETINFO,    SYS_SETGRANT, SYS_SAFEMAP,    SYS_SAFECOPYFROM,
		SYS_SAFECOPYTO, SYS_DIAG,     SYS_SAFEREVMAP, SYS_SAFEUNMAP,
		SYS_SETALARM,   SYS_TIMES,    SYS_EXIT,       SYS_IRQCTL,
		SYS_DEVIO,
	};

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (calls[i] == nr)
			return true;
	return false;
}

static int refused_calls(void)
{
	int refused = 0;

	for (int nr = 0; nr < NR_KERNEL_CALLS; nr++) {
		struct message m = {0};

		if (!permitted(nr))
			refused += kernel_call((enum kernel_call)nr, &m) ==
				   -ECALLDENIED;
	}
	return refused;
}

static int number(int nr)
{
	struct message m = {0};

	return kernel_call((enum kernel_call)nr, &m);
}

static int message_at(uint32_t at)
{
	asm volatile("int $32" : "+a"(at) : : "memory", "cc");
	return (int)at;
}

static void refused_steps(void)
{
	proof(600, (uint32_t)refused_calls());
	proof(601, (uint32_t)number(NR_KERNEL_CALLS));
	proof(602, (uint32_t)number(-1));
	proof(603, (uint32_t)number(INT32_MAX - KERNEL_CALL));
	proof(604, (uint32_t)message_at(OUTSIDE - 35));
	proof(605, (uint32_t)message_at(UINT32_MAX));
	proof(606, (uint32_t)message_at(UNMAPPED));
	proof(607, (uint32_t)message_at(0));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	dead = peer_named(argc, argv, 2);
	peer_await_death(dead);
	getinfo_steps();
	grant_steps();
	safemap_steps(getpid());
	time_steps();
	diag_steps();
	refused_steps();
	proof(1, 1);
	sys_exit(0);
	proof(699, 1);
	return 0;
}
