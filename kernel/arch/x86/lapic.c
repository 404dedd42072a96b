/*
 * lapic.c: the local interrupt controller, which can be reached only through a
 * mapping: its registers are far above all memory.
 *
 * Source: Intel's manual, volume 3, section 10.4.
 */
#include "kernel/arch/x86/lapic.h"
#include "kernel/arch/x86/cpu.h"
#include "kernel/arch/x86/physmap.h"
#include <faultline/call.h>
#include "kernel/log.h"

#define LAPIC_BASE 0xfee00000u
#define LAPIC_ID 0x20
#define LAPIC_VERSION 0x30

static uint32_t lapic_read(lin_t registers, uint32_t offset)
{
	return *(volatile const uint32_t *)(registers + offset);
}

static void lapic_use(lin_t at)
{
	log_line("kernel: local APIC %u, version 0x%02x",
		 lapic_read(at, LAPIC_ID) >> 24,
		 lapic_read(at, LAPIC_VERSION) & 0xff);
}

void lapic_init(void)
{
	physmap_add("local APIC", LAPIC_BASE, CLICK_SIZE, PHYSMAP_UNCACHED,
		    lapic_use);
}
