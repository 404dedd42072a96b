/*
 * vga.c: the text screen, 80 by 25.
 *
 * Before paging its memory is where the hardware has it; afterwards the kernel
 * uses the mapping that it asked VM for (physmap.c).
 */
#include "kernel/arch/x86/console.h"
#include <lib/base/string.h>
#include "kernel/arch/x86/physmap.h"

#define COLUMNS 80
#define ROWS 25
#define BLANK 0x0720 /* a space, light grey on black */

static volatile uint16_t *screen = (volatile uint16_t *)VGA_TEXT;
static int row, column;

void vga_init(void)
{
	for (int i = 0; i < ROWS * COLUMNS; i++)
		screen[i] = BLANK;
	physmap_add("vga", VGA_TEXT, VGA_TEXT_SIZE, 0, vga_move);
}

void vga_move(lin_t at)
{
	screen = (volatile uint16_t *)at;
}

/* Start over at the top: cheaper than scrolling, and counted the same. */
static void newline(void)
{
	column = 0;
	row = (row + 1) % ROWS;
	for (int i = 0; i < COLUMNS; i++)
		screen[row * COLUMNS + i] = BLANK;
}

void vga_putc(char c)
{
	if (c == '\n' || column == COLUMNS) {
		newline();
		if (c == '\n')
			return;
	}
	screen[row * COLUMNS + column++] = BLANK - ' ' + (uint8_t)c;
}
