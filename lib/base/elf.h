/*
 * elf.h: the parts of 32-bit ELF files that matter here: segments, to load a
 * program; symbols, to name addresses in backtraces.
 */
#pragma once

#include <faultline/types.h>

/* A program: text from the file's first segment, data from the second. */
struct elf_program {
	vir_t entry;
	struct elf_segment {
		vir_t vir;
		const void *from;
		uint32_t file_size, mem_size;
		bool writable;
	} segment[2];
};

/* Returns why the file is not a program we can run, or NULL if it is. */
const char *elf_program(const void *file, uint32_t size,
			struct elf_program *program);

/*
 * The function that addr is in: its name, and how far in addr is. NULL if the
 * file has no symbols or none fits.
 */
const char *elf_symbol(const void *file, uint32_t size, uint32_t addr,
		       uint32_t *offset);
