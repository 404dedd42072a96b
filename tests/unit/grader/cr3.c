/*
 * Every instruction that loads CR3 is found in a kernel's file, at its address,
 * and nothing outside what is executable; a file that is damaged gives nothing
 * that is not in it.
 */
/* links: grader/{cr3,paths}.c */
#include "grader/cr3.h"
#include <criterion/criterion.h>
#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CODE_AT 256 /* offsets of code and data in the file */
#define DATA_AT 512
#define SIZE 768

static uint8_t file[SIZE];
static struct cr3_loads loads;

static void segment_set(int index, uint32_t offset, uint32_t vaddr,
			uint32_t flags)
{
	Elf32_Phdr segment = {.p_type = PT_LOAD,
			      .p_offset = offset,
			      .p_vaddr = vaddr,
			      .p_filesz = 256,
			      .p_memsz = 256,
			      .p_flags = flags};

	memcpy(file + sizeof(Elf32_Ehdr) + (size_t)index * sizeof(segment),
	       &segment, sizeof(segment));
}

static void kernel_make(void)
{
	Elf32_Ehdr header = {.e_phoff = sizeof(header),
			     .e_phentsize = sizeof(Elf32_Phdr),
			     .e_phnum = 2};

	memcpy(header.e_ident, ELFMAG, SELFMAG);
	header.e_ident[EI_CLASS] = ELFCLASS32;
	memset(file, 0x90, sizeof(file));
	memcpy(file, &header, sizeof(header));
	segment_set(0, CODE_AT, 0x100000, PF_R | PF_X);
	segment_set(1, DATA_AT, 0x101000, PF_R | PF_W);
}

static void put(uint32_t offset, uint8_t third)
{
	file[offset] = 0x0f;
	file[offset + 1] = 0x22;
	file[offset + 2] = third;
}

static int find(size_t size)
{
	char path[] = "/tmp/grader_cr3_XXXXXX";
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, file, size), (ssize_t)size);
	close(fd);
	free(loads.at);
	loads = cr3_loads_find(path);
	unlink(path);
	return loads.count;
}

Test(grader_cr3, each_load_is_found_from_whatever_register)
{
	kernel_make();
	put(CODE_AT, 0xd8);
	put(CODE_AT + 100, 0xdf);
	put(CODE_AT + 253, 0xdb);
	cr_assert_eq(find(SIZE), 3);
	cr_assert_eq(loads.at[0], 0x100000);
	cr_assert_eq(loads.at[1], 0x100064);
	cr_assert_eq(loads.at[2], 0x1000fd);
}

Test(grader_cr3, other_registers_and_data_are_not)
{
	kernel_make();
	put(CODE_AT + 10, 0xc0); /* CR0 */
	put(CODE_AT + 20, 0xe0); /* CR4 */
	put(DATA_AT + 10, 0xd8);
	cr_assert_eq(find(SIZE), 0);
}

Test(grader_cr3, there_may_be_any_number)
{
	kernel_make();
	for (uint32_t i = 0; i < 80; i++)
		put(CODE_AT + 3 * i, 0xd8);
	cr_assert_eq(find(SIZE), 80);
	cr_assert_eq(loads.at[79], 0x100000 + 3 * 79);
}

Test(grader_cr3, damaged_files)
{
	kernel_make();
	put(CODE_AT + 3, 0xd8);
	for (size_t size = 0; size < SIZE; size += 5)
		cr_assert_leq(find(size), 1);
	segment_set(0, 0xfffffff0, 0x100000, PF_X);
	cr_assert_eq(find(SIZE), 0);
	file[EI_CLASS] = ELFCLASS64;
	cr_assert_eq(find(SIZE), 0);
	cr_assert_eq(cr3_loads_find("/nowhere/at/all").count, 0);
}
