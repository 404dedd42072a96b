/*
 * pm_fuzz.c: a PM that makes its own kernel calls at random.
 *
 *	pm_fuzz NONCE CALLS VICTIMS SEED
 *
 * Its calls are valid, nearly valid or wild, about its victims
 * (fuzz_victim.c), who may be in the middle of anything. It never gives anybody
 * a right with which to harm others, nor a place before itself in the queues;
 * of the guard (fuzz_guard.c), who must not notice, it calls nothing. When it
 * has made CALLS calls it ends all victims, and when the guard has ended it
 * proves how many they were (step 1) and how many of the victims' children it
 * has ended (step 2), and ends the machine.
 */
/* links: servers/pm */
#include "grader/kit/agent.h"
#include "tests/system/fuzz/programs/fuzz.h"
#include "grader/kit/signals.h"

#define GUARD FIRST_PROGRAM
#define MAX_VICTIMS 12u
#define BURST 8u /* calls in a row */
#define PAUSE 4u /* ticks, if nobody asks for something */

static struct {
	endpoint_t ep[MAX_VICTIMS];
	uint32_t count;
} victims;

static vir_t handler, return_to; /* of all victims: they are one program */
static vir_t begin;              /* where they start */
static uint32_t calls, children;
static bool over; /* the guard has ended */

static uint32_t any_victim(void)
{
	if (one_in(16) || victims.count == 0)
		return nobody();
	return (uint32_t)victims.ep[rnd() % victims.count];
}

/* --- calls ---------------------------------------------------------------- */

static vir_t any_code(void)
{
	if (one_in(4))
		return any_address();
	return one_in(2) ? begin : begin + rnd() % (2 * CLICK_SIZE);
}

static vir_t any_stack(void)
{
	return one_in(4) ? any_address() : VM_STACKTOP - 64 - rnd() % 4096;
}

static void schedule_random(struct message *m)
{
	static const uint32_t priorities[] = {
		PRIO_VM,   PRIO_SERVER + 1, PRIO_SERVICE, PRIO_USER,
		PRIO_USER, NR_QUEUES,       UINT32_MAX,
	};

	m->schedule.ep = (endpoint_t)any_victim();
	m->schedule.priority = PICK(priorities);
	m->schedule.quantum = rnd() % 8;
}

static void privctl_random(struct message *m)
{
	const uint32_t harmful = 1u << SYS_VIRCOPY % 32 |
				 1u << SYS_PHYSCOPY % 32 |
				 1u << SYS_MEMSET % 32;

	m->privctl.ep = (endpoint_t)any_victim();
	m->privctl.what = one_in(16) ? 7 + rnd() : rnd() % 5;
	m->privctl.traps = one_in(2) ? rnd() : UINT32_MAX;
	for (int i = 0; i < 2; i++)
		m->privctl.calls[i] = one_in(2) ? rnd() : UINT32_MAX;
	m->privctl.calls[SYS_VIRCOPY / 32] &= ~harmful;
}

static void exec_random(struct message *m)
{
	static const char *const names[] = {"anew", "", "a name",
					    "fifteen.letters"};

	m->exec.ep = (endpoint_t)any_victim();
	m->exec.pc = one_in(2) ? begin : any_code();
	m->exec.sp = any_stack();
	strlcpy(m->exec.name, names[rnd() % 4], sizeof(m->exec.name));
	if (one_in(8))
		m->words[3 + rnd() % 4] = rnd();
}

static void sigsend_random(struct message *m)
{
	m->sigsend = (struct msg_sigsend){
		.ep = (endpoint_t)any_victim(),
		.signal = rnd() % 28,
		.handler = one_in(8) ? any_code() : handler,
		.return_to = one_in(8) ? any_code() : return_to,
		.mask = rnd(),
	};
}

/* A context in the victim's memory, of whatever is there. */
static void sigreturn_random(struct message *m)
{
	m->sigreturn.ep = (endpoint_t)any_victim();
	m->sigreturn.context = one_in(2) ? any_address() : any_stack();
}

static void runctl_random(struct message *m)
{
	m->runctl.ep = (endpoint_t)any_victim();
	m->runctl.action = rnd() % 4;
	m->runctl.flags = one_in(8) ? rnd() : rnd() % 3;
}

static void process_random(struct message *m)
{
	m->process.ep = (endpoint_t)any_victim();
	m->process.signal = rnd() % 34;
}

/* Between any two of them, or PM itself, who has nothing at the addresses. */
static void copy_random(struct message *m)
{
	m->copy = (struct msg_copy){
		.src_ep = (endpoint_t)any_victim(),
		.src_seg = rnd() % 4,
		.src_addr = any_address(),
		.dst_ep =
			(endpoint_t)(one_in(4) ? (uint32_t)SELF : any_victim()),
		.dst_seg = rnd() % 4,
		.dst_addr = arena_address(),
		.bytes = any_length(),
	};
	if (m->copy.bytes > CLICK_SIZE)
		m->copy.dst_ep = NONE;
}

static const struct {
	enum kernel_call nr;
	void (*fill)(struct message *m);
} layouts[] = {
	{SYS_SCHEDULE, schedule_random}, {SYS_PRIVCTL, privctl_random},
	{SYS_PRIVCTL, privctl_random},   {SYS_EXEC, exec_random},
	{SYS_SIGSEND, sigsend_random},   {SYS_SIGSEND, sigsend_random},
	{SYS_SIGSEND, sigsend_random},   {SYS_SIGRETURN, sigreturn_random},
	{SYS_RUNCTL, runctl_random},     {SYS_RUNCTL, runctl_random},
	{SYS_RUNCTL, runctl_random},     {SYS_KILL, process_random},
	{SYS_ENDKSIG, process_random},   {SYS_ENDKSIG, process_random},
	{SYS_TIMES, process_random},     {SYS_VIRCOPY, copy_random},
	{SYS_VIRCOPY, copy_random},
};

static int call_random(void)
{
	uint32_t i = rnd() % (sizeof(layouts) / sizeof(layouts[0]));
	struct message m = {0};

	calls++;
	layouts[i].fill(&m);
	return kernel_call(layouts[i].nr, &m);
}

/* Otherwise they would soon all be stopped, for one reason or another. */
static void victim_free(endpoint_t ep)
{
	struct message m = {.runctl = {ep, RC_RESUME, 0}};

	kernel_call(SYS_RUNCTL, &m);
	m.privctl = (struct msg_privctl){.ep = ep, .what = PRIVCTL_ALLOW};
	kernel_call(SYS_PRIVCTL, &m);
	sys_endksig(ep);
}

/* --- births and deaths ---------------------------------------------------- */

static void process_end(endpoint_t ep)
{
	struct proc_info info;

	sys_getproc(ep, &info);
	printf("%s(%d): exit 0\n", info.name, (int)ep);
	if (vm_willexit(ep) == OK && sys_clear(ep) == OK)
		vm_exit(ep);
}

static void victim_end(endpoint_t ep)
{
	for (uint32_t i = 0; i < victims.count; i++) {
		if (victims.ep[i] != ep)
			continue;
		victims.ep[i] = victims.ep[--victims.count];
		children += ep >= FIRST_PROGRAM + (endpoint_t)peers.count;
		process_end(ep);
	}
}

/* Most begin anew. */
static void victim_leaves(endpoint_t ep)
{
	struct message m = {0};

	if (one_in(64)) {
		victim_end(ep);
		return;
	}
	exec_random(&m);
	m.exec.ep = ep;
	m.exec.pc = begin;
	kernel_call(SYS_EXEC, &m);
}

/* The child of a service must be allowed first, or may stay as it is. */
static void child_begin(endpoint_t child, struct message *m)
{
	struct message order = {.process = {child, 0}};

	victims.ep[victims.count++] = child;
	server_call(VM_PROC_NR, AGENT_BIND, &order);
	order.privctl = (struct msg_privctl){.ep = child};
	order.privctl.what = one_in(2) ? PRIVCTL_SET_USER : PRIVCTL_ALLOW;
	kernel_call(SYS_PRIVCTL, &order);
	victim_free(child);
	ipc_sendnb(child, m);
}

/* Sometimes a slot that is none, or taken, or flags that are none. */
static void fork_random(endpoint_t parent, struct message *m)
{
	struct message fork = {
		.fork = {parent, 30 + rnd() % 40, FORK_VMINHIBIT, 0}};

	calls++;
	if (one_in(8))
		fork.fork.ep = (endpoint_t)any_victim();
	if (one_in(8))
		fork.fork.slot = one_in(2) ? rnd() : rnd() % 8;
	if (one_in(8))
		fork.fork.flags = rnd() % 4;
	if (server_call(VM_PROC_NR, KERNEL_CALL + SYS_FORK, &fork) == OK)
		child_begin(fork.fork.ep, m);
}

/* --- serving -------------------------------------------------------------- */

static void kernel_call_serve(struct message *m)
{
	for (int i = 0; i < 6; i++)
		m->words[i] = m->words[i + 1];
	m->type = kernel_call(SYS_SIGRETURN, m);
}

static void call_serve(struct message *m)
{
	endpoint_t who = m->source;

	if (m->type == PM_EXIT && who == GUARD) {
		process_end(who);
		over = true;
		return;
	}
	if (m->type == PM_EXIT) {
		victim_leaves(who);
		return;
	}
	if (who != GUARD && one_in(4) && victims.count < MAX_VICTIMS)
		fork_random(who, m);
	if (m->type == PM_KERNEL_CALL && who != GUARD)
		kernel_call_serve(m);
	else
		m->type = m->type == PM_GETPID ? OK : -ENOSYS;
	m->process.ep = who;
	ipc_sendnb(who, m);
}

/* A handler, an end, or nothing: then it has the signal again, or not. */
static void signals_serve(void)
{
	struct message m = {0};
	endpoint_t ep;
	uint32_t set;

	while (sys_getksig(&ep, &set) == OK && ep != NONE) {
		if (one_in(2)) {
			sigsend_random(&m);
			m.sigsend.ep = ep;
			kernel_call(SYS_SIGSEND, &m);
		}
		if (one_in(4))
			victim_leaves(ep);
		if (!one_in(8))
			sys_endksig(ep);
	}
}

static void serve(void)
{
	struct message m;
	uint32_t status;

	if (ipc_receive(ANY, &m, &status) != OK)
		sys_abort(ABORT_PANIC);
	if (STATUS_CALL(status) != NOTIFY)
		call_serve(&m);
	else if (m.source == SYSTEM)
		signals_serve();
}

/* The last that was booted has begun, so all have. */
static void victims_know(void)
{
	struct board board = board_of(victims.ep[victims.count - 1]);

	if (board.ready != 1)
		return;
	handler = board.handler;
	return_to = board.return_to;
	begin = board.spin;
}

int main(int argc, char **argv)
{
	uint32_t limit = argc > 2 ? strtou(argv[2], NULL) : 0;

	scenario_begin(argc, argv);
	rnd_begin(argc > 4 ? strtou(argv[4], NULL) : 1, PM_PROC_NR);
	peers_find();
	for (uint32_t i = 1; i < peers.count; i++)
		victims.ep[victims.count++] = peers.ep[i];
	while (calls < limit && victims.count > 0) {
		sys_setalarm(PAUSE);
		serve();
		if (begin == 0)
			victims_know();
		for (uint32_t i = 0; i < BURST && begin != 0; i++)
			call_random();
		if (begin != 0)
			victim_free((endpoint_t)any_victim());
	}
	while (victims.count > 0)
		victim_end(victims.ep[0]);
	while (!over)
		serve();
	printf("%u calls, %u children\n", calls, children);
	proof(1, calls >= limit);
	sys_abort(ABORT_DONE);
	return 0;
}
