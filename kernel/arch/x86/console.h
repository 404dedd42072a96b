/*
 * console.h: where the log goes.
 */
#pragma once

#include <faultline/types.h>

void serial_init(void);
void serial_putc(char c);
void serial_drain(void); /* wait until everything is on the line */

#define VGA_TEXT 0xb8000u
#define VGA_TEXT_SIZE 4000u /* 80 * 25 characters with attributes */

void vga_init(void);
void vga_putc(char c);
void vga_move(lin_t at); /* the screen's memory is mapped there now */
