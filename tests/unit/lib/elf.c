/*
 * elf.c: a program's segments and symbols are found; what is no program
 * is refused, with the reason; and whatever a file says, nothing outside it is
 * read: it lies against a page that nobody may touch.
 */
/* links: tests/unit/fakes/elf.c lib/base/elf.c */
#include <lib/base/elf.h>
#include <criterion/criterion.h>
#include <string.h>
#include <sys/mman.h>
#include "tests/unit/fakes/elf.h"
#include "tests/unit/vm/random.h"

static struct fake_elf file;
static struct elf_program program;

static void make_file(void)
{
	fake_elf_make(&file);
}

TestSuite(lib_elf, .init = make_file);

Test(lib_elf, a_program_has_text_and_data)
{
	const struct elf_segment *text = &program.segment[0];
	const struct elf_segment *data = &program.segment[1];

	cr_assert_null(elf_program(&file, sizeof(file), &program));
	cr_assert_eq(program.entry, FAKE_TEXT);
	cr_assert_eq(text->vir, FAKE_TEXT);
	cr_assert_eq(text->from, file.text);
	cr_assert_eq(text->file_size, sizeof(file.text));
	cr_assert_not(text->writable);
	cr_assert_eq(data->vir, FAKE_DATA);
	cr_assert_eq(data->from, file.data);
	cr_assert_eq(data->mem_size, FAKE_DATA_BYTES);
	cr_assert(data->writable);
}

Test(lib_elf, text_alone_is_enough)
{
	file.header.e_phnum = 1;
	cr_assert_null(elf_program(&file, sizeof(file), &program));
	cr_assert_eq(program.segment[1].mem_size, 0);
}

Test(lib_elf, what_need_not_be_loaded_is_passed_over)
{
	file.segment[0].p_type = PT_NOTE;
	file.segment[1].p_flags = PF_R;
	cr_assert_null(elf_program(&file, sizeof(file), &program));
	cr_assert_eq(program.segment[0].vir, FAKE_DATA);
}

#define REFUSED(change, reason)                                             \
	do {                                                                \
		make_file();                                                \
		change;                                                     \
		cr_assert_str_eq(elf_program(&file, sizeof(file), &program) \
					 ?: "",                             \
				 "it" reason, "after %s", #change);         \
	} while (0)

Test(lib_elf, what_is_no_program_is_refused)
{
#define NO_PROGRAM " is not a 32-bit x86 program"
	REFUSED(file.header.e_ident[0] = 0, NO_PROGRAM);
	REFUSED(file.header.e_ident[EI_CLASS] = ELFCLASS64, NO_PROGRAM);
	REFUSED(file.header.e_ident[EI_DATA] = ELFDATA2MSB, NO_PROGRAM);
	REFUSED(file.header.e_machine = EM_X86_64, NO_PROGRAM);
	REFUSED(file.header.e_type = ET_REL, NO_PROGRAM);
	cr_assert_not_null(elf_program("", 0, &program));
}

Test(lib_elf, headers_that_leave_the_file_are_refused)
{
#define LEAVE "s program headers leave the file"
	REFUSED(file.header.e_phoff = sizeof(file) - 4, LEAVE);
	REFUSED(file.header.e_phoff = 0xffffffe0, LEAVE);
	REFUSED(file.header.e_phoff += 1, LEAVE);
	REFUSED(file.header.e_phnum = 0xffff, LEAVE);
	REFUSED(file.header.e_phentsize = 0, LEAVE);
}

Test(lib_elf, segments_that_leave_the_file_are_refused)
{
#define OUTSIDE "s segments leave the file"
	REFUSED(file.segment[0].p_offset = sizeof(file), OUTSIDE);
	REFUSED(file.segment[0].p_offset = 0xfffffff0, OUTSIDE);
	REFUSED(file.segment[1].p_filesz = sizeof(file), OUTSIDE);
	REFUSED(file.segment[1].p_memsz = 4, OUTSIDE); /* less than in file */
}

Test(lib_elf, segments_that_cannot_be_loaded_are_refused)
{
#define UNALIGNED "s segments are not page-aligned"
#define TOO_BIG "s segments leave the address space"
	REFUSED(file.segment[1].p_vaddr += 4, UNALIGNED);
	REFUSED(file.segment[1].p_memsz = 0xffffff00, TOO_BIG);
	REFUSED(file.segment[1].p_memsz = 0xffffffff - FAKE_DATA, TOO_BIG);
	REFUSED(file.segment[1].p_vaddr = 0xfffff000, TOO_BIG);
}

Test(lib_elf, text_comes_first_and_data_second)
{
#define TEXT_DATA " must have a text and then a data segment"
	REFUSED(file.header.e_phnum = 0, TEXT_DATA);
	REFUSED(file.segment[0].p_flags |= PF_W, TEXT_DATA);
	REFUSED(file.segment[1].p_flags = PF_R, TEXT_DATA);
}

static const char *symbol(uint32_t addr, uint32_t *offset)
{
	return elf_symbol(&file, sizeof(file), addr, offset);
}

Test(lib_elf, an_address_is_in_the_function_before_it)
{
	static const struct {
		uint32_t at;
		const char *name;
		uint32_t offset;
	} expected[] = {{0, "_start", 0},  {7, "_start", 7}, {15, "_start", 15},
			{16, "main", 0},   {23, "main", 7},  {24, "helper", 0},
			{99, "helper", 75}};

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		uint32_t offset;
		const char *name = symbol(FAKE_TEXT + expected[i].at, &offset);

		cr_assert_str_eq(name, expected[i].name);
		cr_assert_eq(offset, expected[i].offset);
	}
}

Test(lib_elf, without_a_symbol_there_is_no_name)
{
	uint32_t offset;

	cr_assert_null(symbol(FAKE_TEXT - 1, &offset));
	cr_assert_null(elf_symbol(NULL, 0, FAKE_TEXT, &offset));
	file.section[1].sh_type = SHT_PROGBITS; /* stripped */
	cr_assert_null(symbol(FAKE_TEXT, &offset));
}

Test(lib_elf, a_name_that_does_not_end_in_the_file_is_none)
{
	uint32_t offset;

	file.section[2].sh_size = 10; /* within "main" */
	cr_assert_null(symbol(FAKE_TEXT + 16, &offset));
}

/* --- damaged files -------------------------------------------------------- */

#define ROOM (2 * CLICK_SIZE)
_Static_assert(sizeof(struct fake_elf) < ROOM, "files lie in the room");

/* A copy of the file's first bytes, as near to the guard as is aligned. */
static uint8_t *against_guard(uint32_t bytes)
{
	static uint8_t *room;

	if (!room) {
		room = mmap(NULL, ROOM + CLICK_SIZE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		cr_assert_neq(room, MAP_FAILED);
		cr_assert_eq(mprotect(room + ROOM, CLICK_SIZE, PROT_NONE), 0);
	}
	memset(room, 0x5a, ROOM);
	return memcpy(room + ROOM - ((bytes + 3) & ~3u), &file, bytes);
}

static void check_inside(const uint8_t *at, uint32_t bytes, const uint8_t *from,
			 uint32_t n)
{
	cr_assert(from >= at && n <= bytes &&
		  from - at <= (ptrdiff_t)(bytes - n));
}

/* Read all there is in the file; what it gives must lie within. */
static void read_all(const uint8_t *at, uint32_t bytes)
{
	uint32_t offset;

	if (!elf_program(at, bytes, &program))
		for (int i = 0; i < 2; i++)
			if (program.segment[i].mem_size > 0)
				check_inside(at, bytes, program.segment[i].from,
					     program.segment[i].file_size);
	for (uint32_t addr = FAKE_TEXT; addr < FAKE_TEXT + 32; addr += 4) {
		const char *name = elf_symbol(at, bytes, addr, &offset);

		if (name)
			check_inside(at, bytes, (const uint8_t *)name,
				     (uint32_t)strlen(name) + 1);
	}
}

Test(lib_elf, no_truncated_file_is_read_beyond_its_end)
{
	for (uint32_t bytes = 0; bytes < sizeof(file); bytes++) {
		const uint8_t *at = against_guard(bytes);
		uint32_t offset;

		read_all(at, bytes);
		/* The section headers are the last thing in the file. */
		cr_assert_null(elf_symbol(at, bytes, FAKE_TEXT, &offset));
		if (bytes < offsetof(struct fake_elf, symbol))
			cr_assert_not_null(elf_program(at, bytes, &program));
	}
}

/* A byte is damaged in one of the ways that find mistakes. */
static void damage(uint8_t *byte, uint64_t *seed)
{
	static const uint8_t edges[] = {0, 1, 4, 0x7f, 0x80, 0xfe, 0xff};

	if (random_below(seed, 2))
		*byte ^= (uint8_t)(1u << random_below(seed, 8));
	else
		*byte = edges[random_below(seed, sizeof(edges))];
}

Test(lib_elf, no_damaged_file_is_read_beyond_its_end)
{
	uint64_t seed = 7;

	for (int round = 0; round < 50000; round++) {
		uint8_t *at = against_guard(sizeof(file));

		for (uint32_t n = 1 + random_below(&seed, 4); n > 0; n--)
			damage(at + random_below(&seed, sizeof(file)), &seed);
		read_all(at, sizeof(file));
	}
}
