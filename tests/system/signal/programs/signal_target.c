/*
 * signal_target.c: a plain program that is interrupted by handlers.
 *
 *	NAME NONCE
 *
 * It spins, with a pattern in its registers, on one stack after the other. On
 * those that can hold a frame, two handlers come; the second one's context must
 * be the first one's, or a register did not survive; and it lets the spin end.
 * The table in ../signal.c says what each step must observe.
 */
#include "grader/kit/handler.h"
#include "tests/system/signal/programs/signal_cases.h"

#define PAGE 4096u
#define WILD_FLAGS (~0x300u) /* all but trap and interrupt enable */

void spin_on(vir_t stack);
extern const char spin_here[], spin_out[], fault_here[], fault_out[];
extern uint32_t spin_flags;
uint32_t fault_make(void);

asm(".text\n"
    "spin_on:\n\t"
    "pushal\n\t"
    "movl	%esp, spin_sp\n\t"
    "movl	%eax, %esp\n\t"
    "movl	$0x11111111, %eax\n\t"
    "movl	$0x22222222, %ebx\n\t"
    "movl	$0x33333333, %ecx\n\t"
    "movl	$0x44444444, %edx\n\t"
    "movl	$0x55555555, %esi\n\t"
    "movl	$0x66666666, %edi\n\t"
    "movl	$0x77777777, %ebp\n\t"
    "std\n\t"
    "stc\n"
    "spin_here:\n\t"
    "jmp	spin_here\n"
    "spin_out:\n\t"
    "movl	spin_sp, %esp\n\t"
    "pushfl\n\t"
    "popl	spin_flags\n\t"
    "pushl	$2\n\t"
    "popfl\n\t"
    "popal\n\t"
    "ret\n"
    /* What it returns is what EAX held when it faulted. */
    "fault_make:\n\t"
    "movl	$0x5a5a5a5a, %eax\n"
    "fault_here:\n\t"
    "movl	%eax, 0x10\n"
    "fault_out:\n\t"
    "ret\n"
    ".data\n"
    "spin_sp:	.long 0\n"
    "spin_flags:	.long 0\n"
    ".text\n");

static uint32_t misaligned;

static void handler(uint32_t signal, struct signal_context *context)
{
	uint32_t n = BOARD->handled;

	BOARD->signals[n] = signal;
	BOARD->seen[n] = *context;
	misaligned |=
		(vir_of(context) - offsetof(struct signal_frame, saved) + 4) %
		16;
	if (signal == SIGSEGV) {
		context->eip = vir_of(fault_out);
	} else if (BOARD->ready < CASE_FAULT && n % 2 == 1) {
		context->eip = vir_of(spin_out);
		context->eflags = WILD_FLAGS;
	}
	BOARD->handled = n + 1;
	asm volatile("" : : : "ebx", "esi", "edi", "memory");
}

static bool is_pattern(const struct signal_context *c, vir_t stack)
{
	return c->eax == 0x11111111 && c->ebx == 0x22222222 &&
	       c->ecx == 0x33333333 && c->edx == 0x44444444 &&
	       c->esi == 0x55555555 && c->edi == 0x66666666 &&
	       c->ebp == 0x77777777 && c->esp == stack &&
	       c->eip == vir_of(spin_here) &&
	       (c->eflags & 0xfff) == 0x603 + (c->eflags & 0xd4);
}

static void spin_case(enum signal_case number, vir_t stack)
{
	uint32_t first = BOARD->handled;
	const struct signal_context *seen = &BOARD->seen[first];
	uint32_t step = number * 10;

	BOARD->ready = number;
	spin_on(stack);
	if (number >= CASE_NO_SEGMENT)
		return; /* no handler came; the leader ended it */
	proof(step, BOARD->handled - first);
	proof(step + 1, BOARD->signals[first]);
	proof(step + 2, is_pattern(&seen[0], stack));
	proof(step + 3, (uint32_t)memcmp(&seen[0].edi, &seen[1].edi,
					 sizeof(seen[0]) - 4));
	proof(step + 4, spin_flags & 0x1ff7fffu);
	proof(step + 5, seen[0].mask);
}

static vir_t fresh(uint32_t pages, uint32_t prot)
{
	return vir_of(vm_mmap(NULL, pages * PAGE, prot, 0));
}

static void spin_cases(void)
{
	static uint32_t own[PAGE / 4];
	vir_t fresh_page = fresh(1, PROT_READ | PROT_WRITE);
	vir_t zero_page = fresh(1, PROT_READ | PROT_WRITE);
	vir_t two_pages = fresh(2, PROT_READ | PROT_WRITE);
	vir_t constant = fresh(1, PROT_READ);

	own[PAGE / 4 - 1] = 1;
	spin_case(CASE_OWN, vir_of(own) + PAGE);
	spin_case(CASE_FRESH, fresh_page + PAGE);
	peek((const void *)(zero_page));
	spin_case(CASE_ZERO_PAGE, zero_page + PAGE);
	spin_case(CASE_TWO_PAGES, two_pages + PAGE + 20);
	spin_case(CASE_NO_SEGMENT, 16);
	spin_case(CASE_NO_REGION, 0xa0000000u);
	spin_case(CASE_READ_ONLY, constant + PAGE);
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	handler_begin(handler);
	BOARD->spin = vir_of(spin_here);
	BOARD->out = vir_of(spin_out);
	spin_cases();

	BOARD->ready = CASE_FAULT;
	proof(200, fault_make());
	proof(201, BOARD->signals[BOARD->handled - 1]);
	proof(202, BOARD->seen[BOARD->handled - 1].eip - vir_of(fault_here));

	BOARD->ready = CASE_COUNT;
	board_count();
	proof(210, BOARD->signals[BOARD->handled - 1]);
	proof(211, misaligned);
	return 0;
}
