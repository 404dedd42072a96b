/*
 * cr3.c: where a kernel loads CR3.
 *
 * MOV to CR3 is 0F 22 and a byte from D8 to DF, for the register that it is
 * loaded from. We look for these bytes in what is executable, wherever they
 * are; where they are not really an instruction, no breakpoint is ever hit.
 */
#include "grader/cr3.h"
#include <elf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "grader/paths.h"

struct file {
	char *bytes;
	size_t size;
};

static bool file_holds(const struct file *f, size_t offset, size_t bytes)
{
	return offset <= f->size && bytes <= f->size - offset;
}

static bool header_read(const struct file *f, Elf32_Ehdr *header)
{
	if (!file_holds(f, 0, sizeof(*header)))
		return false;
	memcpy(header, f->bytes, sizeof(*header));
	return memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 &&
	       header->e_ident[EI_CLASS] == ELFCLASS32 &&
	       header->e_phentsize == sizeof(Elf32_Phdr);
}

static void load_add(struct cr3_loads *loads, uint32_t at)
{
	loads->at = realloc(loads->at, (size_t)(loads->count + 1) * sizeof(at));
	if (!loads->at)
		abort();
	loads->at[loads->count++] = at;
}

static void segment_search(const struct file *f, const Elf32_Phdr *segment,
			   struct cr3_loads *loads)
{
	const uint8_t *code = (const uint8_t *)f->bytes + segment->p_offset;

	for (uint32_t i = 0; i + 2 < segment->p_filesz; i++)
		if (code[i] == 0x0f && code[i + 1] == 0x22 &&
		    (code[i + 2] & 0xf8) == 0xd8)
			load_add(loads, segment->p_vaddr + i);
}

static void file_search(const struct file *f, struct cr3_loads *loads)
{
	Elf32_Ehdr header;
	Elf32_Phdr segment;

	if (!header_read(f, &header))
		return;
	for (size_t i = 0; i < header.e_phnum; i++) {
		size_t offset = header.e_phoff + i * sizeof(segment);

		if (!file_holds(f, offset, sizeof(segment)))
			break;
		memcpy(&segment, f->bytes + offset, sizeof(segment));
		if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X) &&
		    file_holds(f, segment.p_offset, segment.p_filesz))
			segment_search(f, &segment, loads);
	}
}

struct cr3_loads cr3_loads_find(const char *path)
{
	struct cr3_loads loads = {NULL, 0};
	struct file f;

	f.bytes = file_read(path, &f.size);
	if (f.bytes)
		file_search(&f, &loads);
	free(f.bytes);
	return loads;
}
