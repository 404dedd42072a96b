/*
 * signal_leader.c: a service that sends handlers to signal_target.c, stops it,
 * and lets it run.
 *
 *	NAME NONCE TARGET
 *
 * The table in ../signal.c says what each step must observe.
 */
#include "tests/system/signal/programs/signal_cases.h"

#define MASK 0xbeef
#define NOBODY 777

static endpoint_t target;

static struct proc_info target_info(void)
{
	struct proc_info info = {0};

	sys_getproc(target, &info);
	return info;
}

/* The target spins in that case. */
static void await_spin(enum signal_case number)
{
	for (;;) {
		struct board board = board_of(target);
		struct proc_info info = target_info();

		if (board.ready == number && info.pc == board.spin &&
		    info.rts_flags == 0)
			return;
		peer_sleep(1);
	}
}

static void handler_case(enum signal_case number)
{
	uint32_t step = number * 10, requests;

	await_spin(number);
	requests = COUNTER(request[VMPTYPE_CHECK]);
	proof(step, (uint32_t)pm_sigsend(target, SIGFPE, MASK));
	proof(step + 1, COUNTER(request[VMPTYPE_CHECK]) - requests);
	await_spin(number);
	requests = COUNTER(request[VMPTYPE_CHECK]);
	proof(step + 2, (uint32_t)pm_sigsend(target, SIGILL, MASK));
	proof(step + 3, COUNTER(request[VMPTYPE_CHECK]) - requests);
}

/* No frame fits; the target is told to go on elsewhere. */
static void refused_case(enum signal_case number)
{
	uint32_t step = number * 10;
	struct signal_context escape = {0};
	struct proc_info before, after;

	await_spin(number);
	before = target_info();
	proof(step, (uint32_t)pm_sigsend(target, SIGFPE, MASK));
	after = target_info();
	proof(step + 1, after.sp - before.sp);
	proof(step + 2, after.pc - before.pc);

	escape.mask = number;
	escape.eip = board_of(target).out;
	sys_vircopy(SELF, vir_of(&escape), target, vir_of(&BOARD->escape),
		    sizeof(escape));
	proof(step + 3, (uint32_t)pm_sigreturn(target, vir_of(&BOARD->escape)));
}

static void error_steps(void)
{
	await_spin(CASE_OWN);
	proof(150, (uint32_t)pm_sigsend(target, 0, MASK));
	proof(151, (uint32_t)pm_sigsend(target, SIGNAL_MAX + 1, MASK));
	proof(152, (uint32_t)pm_runctl(NOBODY, RC_STOP, 0));
	proof(153, (uint32_t)pm_runctl(VM_PROC_NR, RC_STOP, 0));
	proof(154, (uint32_t)pm_runctl(PM_PROC_NR, RC_STOP, 0));
	proof(155, (uint32_t)pm_runctl(target, 3, 0));
	proof(156, (uint32_t)pm_runctl(target, RC_STOP, 2));
	proof(157, (uint32_t)pm_sigreturn(target, 0xf8000000u));
	proof(158, (uint32_t)pm_sigreturn(target, 0xa0000000u));
	proof(159, (uint32_t)pm_sigreturn(VM_PROC_NR, 0x1000));
	proof(160, (uint32_t)pm_runctl(SYSTEM, RC_STOP, 0));
	/* The leader itself waits for PM while PM works for it. */
	proof(161, (uint32_t)pm_sigsend(endpoint_make(0, FIRST_PROGRAM), 1, 0));
}

static void fault_steps(void)
{
	endpoint_t ep = NONE;
	uint32_t set = 0;

	while (ep == NONE) {
		peer_sleep(1);
		set = pm_getksig(&ep);
	}
	proof(200, (uint32_t)(ep == target));
	proof(201, set);
	proof(202, (uint32_t)pm_sigsend(target, SIGSEGV, MASK));
	proof(203, (uint32_t)pm_process_call(SYS_ENDKSIG, target, 0));
	proof(204, (uint32_t)pm_process_call(SYS_ENDKSIG, target, 0));
}

static void stop_steps(void)
{
	uint32_t handled;

	while (board_of(target).ready != CASE_COUNT)
		peer_sleep(1);
	proof(300, board_counts(target));
	proof(301, (uint32_t)pm_runctl(target, RC_STOP, RC_DELAY));
	proof(302, board_counts(target));
	handled = board_of(target).handled;
	proof(303, (uint32_t)pm_sigsend(target, SIGTRAP, MASK));
	proof(304, board_counts(target));
	proof(305, board_of(target).handled - handled);
	proof(306, (uint32_t)pm_runctl(target, RC_RESUME, 0));
	proof(307, board_counts(target));
	proof(308, board_of(target).handled - handled);
	board_set_ready(target, CASE_DONE);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	target = peer_named(argc, argv, 2);
	error_steps();
	for (int number = CASE_OWN; number <= CASE_TWO_PAGES; number++)
		handler_case((enum signal_case)number);
	for (int number = CASE_NO_SEGMENT; number <= CASE_READ_ONLY; number++)
		refused_case((enum signal_case)number);
	fault_steps();
	stop_steps();
	peer_await_death(target);
	return 0;
}
