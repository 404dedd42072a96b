/*
 * crash.c: does one thing that the processor complains of, and should not
 * survive it.
 *
 *	NAME NONCE HOW
 *
 * step 1  it is alive before
 * step 2  it is alive afterwards (it should not be)
 */
#include "grader/kit/scenario.h"

/*
 * A page at the very end of the code segment. Its last instruction traps into
 * the kernel, so that the way back leads out of the segment.
 */
asm(".pushsection .edge, \"ax\"\n"
    "	.balign 4096\n"
    "	.fill 4094, 1, 0x90\n"
    "edge_trap:\n"
    "	int $33\n"
    ".popsection");
extern const uint8_t edge_trap[];

static void divide(void)
{
	asm volatile("divl %0" : : "r"(0), "a"(1), "d"(0) : "cc");
}

/* -2^31 / -1 has no quotient either. */
static void quotient(void)
{
	asm volatile("idivl %0" : : "r"(-1), "a"(INT32_MIN), "d"(-1) : "cc");
}

static void opcode(void)
{
	asm volatile("ud2");
}

static void breakpoint(void)
{
	asm volatile("int3");
}

static void single_step(void)
{
	asm volatile("pushfl; orl $0x100, (%%esp); popfl; nop" : : : "cc");
}

static void overflow(void)
{
	asm volatile("movb $127, %%al; addb $1, %%al; into" : : : "eax", "cc");
}

static void bound(void)
{
	static const int32_t limits[2] = {0, 9};

	asm volatile("bound %0, %1" : : "r"(10), "m"(limits));
}

static void float_unit(void)
{
	asm volatile("fld1");
}

static void privileged(void)
{
	asm volatile("cli");
}

static void halt(void)
{
	asm volatile("hlt");
}

static void port(void)
{
	asm volatile("outb %%al, $0x80" : : "a"(0));
}

static void paging_off(void)
{
	uint32_t cr0 = 0x11;

	asm volatile("movl %0, %%cr0" : : "r"(cr0));
}

static void jump_out(void)
{
	asm volatile("jmp *%0" : : "r"(0x91234560));
}

static uint8_t data_code[16] = {0xc3};

static void jump_data(void)
{
	asm volatile("call *%0" : : "r"(data_code));
}

static void jump_zero(void)
{
	asm volatile("call *%0" : : "r"(0));
}

static void jump_kernel(void)
{
	asm volatile("ljmp $0x08, $0x100000");
}

static void selector(void)
{
	asm volatile("movw %w0, %%ds" : : "r"(0x10));
}

static void selector_beyond(void)
{
	asm volatile("movw %w0, %%es" : : "r"(0xfffb));
}

static void interrupt(void)
{
	asm volatile("int $0x50"); /* the clock's, not for processes */
}

static void interrupt_fault(void)
{
	asm volatile("int $14");
}

static void nested_return(void)
{
	asm volatile("pushfl; orl $0x4000, (%%esp); popfl; iret" : : : "cc");
}

static void limit(void)
{
	poke((void *)0xf7fffffc, 1);
}

/* Trap with a stack pointer that leads nowhere; then use it. */
static void stack(void)
{
	asm volatile("movl $0x91234560, %%esp\n"
		     "int $33\n"
		     "pushl %%eax"
		     :
		     : "a"(0), "b"(0), "c"(0)
		     : "memory", "cc");
}

static void edge(void)
{
	asm volatile("jmp edge_trap" : : "a"(0), "b"(0), "c"(0) : "memory");
}

static const struct {
	const char *name;
	void (*run)(void);
} ways[] = {
	{"divide", divide},
	{"quotient", quotient},
	{"opcode", opcode},
	{"breakpoint", breakpoint},
	{"single_step", single_step},
	{"overflow", overflow},
	{"bound", bound},
	{"float_unit", float_unit},
	{"privileged", privileged},
	{"halt", halt},
	{"port", port},
	{"paging_off", paging_off},
	{"jump_out", jump_out},
	{"jump_data", jump_data},
	{"jump_zero", jump_zero},
	{"jump_kernel", jump_kernel},
	{"selector", selector},
	{"selector_beyond", selector_beyond},
	{"interrupt", interrupt},
	{"interrupt_fault", interrupt_fault},
	{"nested_return", nested_return},
	{"limit", limit},
	{"stack", stack},
	{"edge", edge},
};

int main(int argc, char **argv)
{
	const char *how = argc > 2 ? argv[2] : "";

	scenario_begin(argc, argv);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (strcmp(ways[i].name, how) != 0)
			continue;
		proof(1, 1);
		ways[i].run();
	}
	proof(2, 1);
	return 0;
}
