/*
 * elf.h: a small program as a linker would write it: text, data and bss,
 * a few symbols. Its layouts are the host's <elf.h>, not the kernel's own.
 */
#pragma once

#include <elf.h>

#define FAKE_TEXT 0x10000u /* room for a stack below */
#define FAKE_DATA 0x11000u
#define FAKE_DATA_BYTES 0x1800u /* in memory: bss follows */

struct fake_elf {
	Elf32_Ehdr header;
	Elf32_Phdr segment[2];
	char text[32];
	char data[8];
	Elf32_Sym symbol[6];
	char names[40];
	Elf32_Shdr section[3];
};

/*
 * Text starts with "text", data with "data". _start is at FAKE_TEXT, main
 * 16 bytes further, and after another 8 helper, a label of assembly.
 */
void fake_elf_make(struct fake_elf *file);
