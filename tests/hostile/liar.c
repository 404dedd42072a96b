/*
 * liar.c: runs nothing, and prints what a run looks like: the traces, the
 * programs' lines, that they all have ended, and the closing line.
 *
 * What a program proves depends on a number that is new for each image. The
 * liar prints every value that it has once seen, but those were another run's.
 */
#include "hostile.h"

static uint32_t tick = 24000000;

static void number(uint32_t value, uint32_t base)
{
	char digits[12], *at = digits + sizeof(digits) - 1;

	*at = '\0';
	do
		*--at = "0123456789abcdef"[value % base];
	while (value /= base);
	put(at);
}

static void line(const char *text)
{
	put("@");
	number(tick += 5000, 10);
	put(" ");
	put(text);
	put("\n");
}

static void program_line(const char *name, uint32_t slot, uint32_t step)
{
	char word[16];
	int n = 0;

	while (name[n] && name[n] != ' ' && n < 15) {
		word[n] = name[n];
		n++;
	}
	word[n] = '\0';
	put("@");
	number(tick += 5000, 10);
	put(" ");
	put(step ? "" : "pm(0): ");
	put(word);
	put("(");
	number(slot, 10);
	put(step ? "): proof " : "): exit 0");
	if (step) {
		number(step, 10);
		put(" 0x");
		number(0x6071e3fe * step, 16);
	}
	put("\n");
}

static void traces(void)
{
	line("boot.user who=vm(1)");
	line("vmctl.setaddrspace who=vm(1) cr3=0x0080b000");
	line("paging.enable who=vm(1) cr3=0x0080b000 cr0=0xe0010011 "
	     "cr4=0x00000090");
	line("paging.limit limit=0x07ffffff");
	line("paging.map who=vm(1) base=0x08000000");
	line("pagefault.raise who=touch(5) addr=0x98000000 "
	     "err=write,user,absent eip=0x000010a4");
	line("vmctl.call who=touch(5) param=12 value=0x0");
	line("pagefault.clear who=touch(5)");
}

void hostile_main(const struct boot_information *info)
{
	serial_init();
	traces();
	for (uint32_t i = 3; i < info->module_count; i++)
		for (uint32_t step = 1; step <= 20; step++)
			program_line(info->modules[i].string, i + 2, step);
	for (uint32_t i = 3; i < info->module_count; i++)
		program_line(info->modules[i].string, i + 2, 0);
	line("counters.cr3 switch=20 window=0 flush=0 setaddrspace=0 invlpg=0");
	line("counters.window mapped=2 reused=0 copied=100");
	line("counters.fault user=1 copy=0");
	line("end.shutdown by=pm(0)");
	power_off();
}
