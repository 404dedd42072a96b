/*
 * layout.h: where entry.S finds things in structures. The structures assert
 * that they are there (arch_proc.h, trap.h, gdt.h).
 */
#pragma once

#define REGS_SIZE 60 /* struct regs, with which a process slot begins */
#define FRAME_CS 12  /* from ESP once vector and error code are pushed */
#define TSS_ESP0 4   /* struct tss */
