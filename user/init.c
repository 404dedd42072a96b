/*
 * init.c: the first program: what the machine does, in a few lines.
 *
 * It uses memory in the ways that a program can, and after each step says how
 * many page faults that took, as the kernel has counted them. Every number is
 * measured while one looks on.
 */
#include <lib/sys/stdio.h>
#include <lib/base/string.h>
#include <lib/sys/syscall.h>
#include <lib/sys/vmcall.h>

#define PAGES 8u

extern char end[]; /* of data and bss, by the linker */

/* Page faults in user mode since the last call. */
static uint32_t new_faults(void)
{
	static struct counters counters;
	uint32_t before = counters.fault_user;

	if (sys_getinfo(GET_COUNTERS, &counters, sizeof(counters)) < 0)
		return 0;
	return counters.fault_user - before;
}

static uint32_t free_frames(void)
{
	uint32_t total, free;

	return vm_frames(&total, &free) == OK ? free : 0;
}

static void read_pages(const uint8_t *memory)
{
	for (uint32_t i = 0; i < PAGES; i++)
		(void)((const volatile uint8_t *)memory)[i * CLICK_SIZE];
}

static void write_pages(uint8_t *memory)
{
	for (uint32_t i = 0; i < PAGES; i++)
		((volatile uint8_t *)memory)[i * CLICK_SIZE] = (uint8_t)i;
}

static void show_memory(void)
{
	uint32_t before = free_frames();
	uint8_t *memory =
		vm_mmap(NULL, PAGES * CLICK_SIZE, PROT_READ | PROT_WRITE, 0);

	if (memory == NULL) {
		printf("mmap: no memory\n");
		return;
	}
	printf("mmap gives %u pages at %p: %u frames used, %u faults\n", PAGES,
	       (void *)memory, before - free_frames(), new_faults());
	read_pages(memory);
	printf("reading all of them: %u frames used, %u faults\n",
	       before - free_frames(), new_faults());
	write_pages(memory);
	printf("writing all of them: %u frames used, %u faults\n",
	       before - free_frames(), new_faults());
	vm_munmap(memory, PAGES * CLICK_SIZE);
	printf("munmap: %u frames used\n", before - free_frames());
}

static void show_heap(void)
{
	uint32_t before = free_frames();

	vm_brk(end + 4 * CLICK_SIZE);
	memset(end, 1, 4 * CLICK_SIZE);
	printf("brk up by 4 pages, written: %u frames used, %u faults\n",
	       before - free_frames(), new_faults());
	vm_brk(end);
	printf("brk down again: %u frames used\n", before - free_frames());
}

int main(int argc, char **argv)
{
	struct counters counters;
	uint32_t total, free;

	(void)argc;
	printf("this is %s, process %d of Faultline\n", argv[0], getpid());
	if (vm_frames(&total, &free) == OK)
		printf("VM looks after %u frames; %u are free\n", total, free);
	new_faults();
	show_memory();
	show_heap();
	if (sys_getinfo(GET_COUNTERS, &counters, sizeof(counters)) >= 0)
		printf("since boot: %u page faults, %u messages, %u loads of "
		       "CR3 to switch\n",
		       counters.fault_user, counters.messages,
		       counters.cr3_switch);
	return 0;
}
