/*
 * Loads of CR3 are counted at each of the kernel's places that load it, by
 * breakpoints of the kinds that Bochs has; where there are too few breakpoints,
 * the grader says so and does not count less.
 */
/* links: grader/{commands,debugger,cr3,paths}.c */
#include "grader/commands.h"
#include <criterion/criterion.h>
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "grader/paths.h"

static const struct scenario counts = {.count_loads = true, .looks = 2};
static const struct scenario does_not = {.looks = 2};

static char kernel[40];

/* A kernel that loads CR3 in so many places, from 0x100000 on, each 3 bytes. */
static void kernel_make(int loads)
{
	Elf32_Ehdr header = {.e_phoff = sizeof(header),
			     .e_phentsize = sizeof(Elf32_Phdr),
			     .e_phnum = 1};
	Elf32_Phdr segment = {.p_type = PT_LOAD,
			      .p_offset = sizeof(header) + sizeof(segment),
			      .p_vaddr = 0x100000,
			      .p_filesz = 3 * (uint32_t)loads,
			      .p_flags = PF_X};
	FILE *file;

	strcpy(kernel, "/tmp/grader_commands_XXXXXX");
	file = fdopen(mkstemp(kernel), "wb");
	memcpy(header.e_ident, ELFMAG, SELFMAG);
	header.e_ident[EI_CLASS] = ELFCLASS32;
	fwrite(&header, sizeof(header), 1, file);
	fwrite(&segment, sizeof(segment), 1, file);
	for (int i = 0; i < loads; i++)
		fwrite("\x0f\x22\xd8", 3, 1, file);
	fclose(file);
}

/* The commands for it. */
static char *commands(const struct scenario *s)
{
	char path[] = "/tmp/grader_commands_XXXXXX", *text;
	size_t size;

	setenv("GRADED", "/nowhere", 1); /* as fast a machine as usual */

	close(mkstemp(path));
	cr_assert(commands_write(s, kernel, path));
	text = file_read(path, &size);
	unlink(path);
	unlink(kernel);
	return text;
}

static int times(const char *text, const char *what)
{
	int found = 0;

	while ((text = strstr(text, what)) != NULL) {
		found++;
		text++;
	}
	return found;
}

static bool countable(const struct scenario *s, int loads, char *why)
{
	bool can;

	kernel_make(loads);
	can = commands_countable(s, kernel, why, 200);
	unlink(kernel);
	return can;
}

Test(grader_commands, each_load_has_a_breakpoint_of_a_kind_that_bochs_has)
{
	char *text;

	kernel_make(32);
	text = commands(&counts);
	cr_assert_eq(times(text, "\nlb 0x"), 16);
	cr_assert_eq(times(text, "\npb 0x"), 16);
	cr_assert_eq(times(text, "\nlb 0x00100000\n"), 1);
	cr_assert_eq(times(text, "\npb 0x0010005d\n"), 1);
	cr_assert_eq(times(text, "\nd "), 32);
	free(text);
}

Test(grader_commands, who_does_not_count_sets_no_breakpoint)
{
	char *text;

	kernel_make(32);
	text = commands(&does_not);
	cr_assert_eq(times(text, "\nlb ") + times(text, "\npb "), 0);
	free(text);
}

Test(grader_commands, too_many_places_are_said_to_be)
{
	char why[200];

	cr_assert(countable(&counts, 32, why));
	cr_assert_not(countable(&counts, 33, why));
	cr_assert(strstr(why, "33 instructions"));
	cr_assert(strstr(why, "32 of them"));
}

Test(grader_commands, who_does_not_count_may_have_any_number)
{
	char why[200];

	cr_assert(countable(&does_not, 1000, why));
}
