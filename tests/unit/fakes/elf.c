/*
 * elf.c: a small program as a linker would write it.
 */
#include "tests/unit/fakes/elf.h"
#include <stddef.h>
#include <string.h>

#define AT(member) offsetof(struct fake_elf, member)
#define SIZE(member) sizeof(((struct fake_elf *)0)->member)

static const char names[] = "\0_start\0main\0helper\0table\0absent";
enum { START = 1, MAIN = 8, HELPER = 13, TABLE = 20, ABSENT = 26 };

static const Elf32_Ehdr header = {
	.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2LSB, EV_CURRENT},
	.e_type = ET_EXEC,
	.e_machine = EM_386,
	.e_version = EV_CURRENT,
	.e_entry = FAKE_TEXT,
	.e_phoff = AT(segment),
	.e_shoff = AT(section),
	.e_ehsize = sizeof(Elf32_Ehdr),
	.e_phentsize = sizeof(Elf32_Phdr),
	.e_phnum = 2,
	.e_shentsize = sizeof(Elf32_Shdr),
	.e_shnum = 3,
};

static const Elf32_Phdr segments[] = {
	{PT_LOAD, AT(text), FAKE_TEXT, FAKE_TEXT, SIZE(text), SIZE(text),
	 PF_R | PF_X, 4096},
	{PT_LOAD, AT(data), FAKE_DATA, FAKE_DATA, SIZE(data), FAKE_DATA_BYTES,
	 PF_R | PF_W, 4096},
};

#define FUNC ELF32_ST_INFO(STB_GLOBAL, STT_FUNC)
#define LABEL ELF32_ST_INFO(STB_LOCAL, STT_NOTYPE)
#define OBJECT ELF32_ST_INFO(STB_GLOBAL, STT_OBJECT)

static const Elf32_Sym symbols[] = {
	{0},
	{MAIN, FAKE_TEXT + 16, 8, FUNC, 0, 1},
	{START, FAKE_TEXT, 16, FUNC, 0, 1},
	{HELPER, FAKE_TEXT + 24, 0, LABEL, 0, 1},
	{TABLE, FAKE_TEXT + 4, 4, OBJECT, 0, 1}, /* no function */
	{ABSENT, FAKE_TEXT + 20, 0, FUNC, 0, SHN_UNDEF},
};

static const Elf32_Shdr sections[] = {
	{0},
	{.sh_type = SHT_SYMTAB,
	 .sh_offset = AT(symbol),
	 .sh_size = SIZE(symbol),
	 .sh_link = 2,
	 .sh_entsize = sizeof(Elf32_Sym)},
	{.sh_type = SHT_STRTAB, .sh_offset = AT(names), .sh_size = SIZE(names)},
};

void fake_elf_make(struct fake_elf *file)
{
	memset(file, 0, sizeof(*file));
	file->header = header;
	memcpy(file->segment, segments, sizeof(segments));
	memcpy(file->text, "text", 4);
	memcpy(file->data, "data", 4);
	memcpy(file->symbol, symbols, sizeof(symbols));
	memcpy(file->names, names, sizeof(names));
	memcpy(file->section, sections, sizeof(sections));
}
