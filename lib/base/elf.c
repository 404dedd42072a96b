/*
 * elf.c: reading 32-bit ELF files.
 *
 * Files come from the boot loader as they were built; still every offset is
 * checked against the file's size, so that a truncated module is reported and
 * not run.
 */
#include <lib/base/elf.h>
#include <faultline/memmap.h>
#include <lib/base/string.h>

#define PT_LOAD 1
#define PF_W 2
#define SHT_SYMTAB 2
#define STT_FUNC 2
#define EM_386 3
#define ET_EXEC 2

struct elf_header {
	uint8_t ident[16];
	uint16_t type, machine;
	uint32_t version, entry, phoff, shoff, flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct program_header {
	uint32_t type, offset, vaddr, paddr, filesz, memsz, flags, align;
};

struct section_header {
	uint32_t name, type, flags, addr, offset, size, link, info, align,
		entsize;
};

struct symbol {
	uint32_t name, value, size;
	uint8_t info, other;
	uint16_t shndx;
};

_Static_assert(sizeof(struct elf_header) == 52, "as in the file");
_Static_assert(sizeof(struct program_header) == 32, "as in the file");
_Static_assert(sizeof(struct section_header) == 40, "as in the file");
_Static_assert(sizeof(struct symbol) == 16, "as in the file");

static bool fits(uint32_t offset, uint32_t bytes, uint32_t size)
{
	return offset <= size && bytes <= size - offset;
}

/* The same for headers and symbols, whose words are aligned in the file. */
static bool table_fits(uint32_t offset, uint32_t bytes, uint32_t size)
{
	return offset % sizeof(uint32_t) == 0 && fits(offset, bytes, size);
}

static const struct elf_header *header(const void *file, uint32_t size)
{
	const struct elf_header *h = file;

	if (size < sizeof(*h) || memcmp(h->ident, "\177ELF\1\1", 6) != 0)
		return NULL;
	return h;
}

static const char *add_segment(const void *file, uint32_t size,
			       const struct program_header *ph,
			       struct elf_segment *segment)
{
	if (!fits(ph->offset, ph->filesz, size) || ph->filesz > ph->memsz)
		return "its segments leave the file";
	if (ph->vaddr % CLICK_SIZE != 0)
		return "its segments are not page-aligned";
	if (ph->vaddr > VM_STACKTOP || ph->memsz > VM_STACKTOP - ph->vaddr)
		return "its segments leave the address space";
	*segment = (struct elf_segment){
		.vir = ph->vaddr,
		.from = (const uint8_t *)file + ph->offset,
		.file_size = ph->filesz,
		.mem_size = ph->memsz,
		.writable = (ph->flags & PF_W) != 0,
	};
	return NULL;
}

const char *elf_program(const void *file, uint32_t size,
			struct elf_program *program)
{
	const struct elf_header *h = header(file, size);
	int found = 0;

	if (!h || h->machine != EM_386 || h->type != ET_EXEC)
		return "it is not a 32-bit x86 program";
	if (h->phentsize != sizeof(struct program_header) ||
	    !table_fits(h->phoff, h->phnum * sizeof(struct program_header),
			size))
		return "its program headers leave the file";
	memset(program, 0, sizeof(*program));
	program->entry = h->entry;
	for (int i = 0; i < h->phnum; i++) {
		const struct program_header *ph =
			(const void *)((const uint8_t *)file + h->phoff);
		const char *why;

		ph += i;
		if (ph->type != PT_LOAD || ph->memsz == 0)
			continue;
		if (found == 2)
			return "it has more than two segments";
		why = add_segment(file, size, ph, &program->segment[found++]);
		if (why)
			return why;
	}
	if (found == 0 || program->segment[0].writable ||
	    (found == 2 && !program->segment[1].writable))
		return "it must have a text and then a data segment";
	return NULL;
}

static const struct section_header *symtab(const struct elf_header *h,
					   uint32_t size)
{
	const struct section_header *sh;

	if (h->shentsize != sizeof(*sh) ||
	    !table_fits(h->shoff, h->shnum * sizeof(*sh), size))
		return NULL;
	sh = (const void *)((const uint8_t *)h + h->shoff);
	for (int i = 0; i < h->shnum; i++)
		if (sh[i].type == SHT_SYMTAB && sh[i].link < h->shnum &&
		    table_fits(sh[i].offset, sh[i].size, size))
			return &sh[i];
	return NULL;
}

static const struct symbol *symbol_at(const struct elf_header *h,
				      const struct section_header *tab,
				      uint32_t addr)
{
	const struct symbol *sym =
		(const void *)((const uint8_t *)h + tab->offset);
	const struct symbol *best = NULL;

	for (uint32_t i = 0; i < tab->size / sizeof(*sym); i++) {
		const struct symbol *s = &sym[i];
		bool code = (s->info & 15) == STT_FUNC ||
			    (s->info & 15) == 0; /* assembly labels */

		if (!code || s->shndx == 0 || s->value > addr)
			continue;
		if (!best || s->value > best->value)
			best = s;
	}
	return best;
}

/* The name at offset name of a string table: it ends within the table. */
static const char *string_at(const struct elf_header *h, uint32_t size,
			     const struct section_header *strings,
			     uint32_t name)
{
	const char *text = (const char *)h + strings->offset;

	if (!fits(strings->offset, strings->size, size) ||
	    name >= strings->size || text[strings->size - 1] != '\0')
		return NULL;
	return text + name;
}

const char *elf_symbol(const void *file, uint32_t size, uint32_t addr,
		       uint32_t *offset)
{
	const struct elf_header *h = file ? header(file, size) : NULL;
	const struct section_header *tab = h ? symtab(h, size) : NULL;
	const struct section_header *sections;
	const struct symbol *sym;

	if (!tab)
		return NULL;
	sym = symbol_at(h, tab, addr);
	if (!sym)
		return NULL;
	*offset = addr - sym->value;
	sections = (const void *)((const uint8_t *)h + h->shoff);
	return string_at(h, size, &sections[tab->link], sym->name);
}
