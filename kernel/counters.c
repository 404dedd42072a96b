/*
 * counters.c: what the kernel counts, always.
 */
#include "kernel/counters.h"
#include "kernel/log.h"

struct counters counters;

void counters_print(void)
{
	const struct counters *c = &counters;
	uint32_t calls = 0;

	for (int i = 0; i < NR_KERNEL_CALLS; i++)
		calls += c->kernel_calls[i];
	log_line("counters.cr3 switch=%u window=%u flush=%u setaddrspace=%u "
		 "invlpg=%u",
		 c->cr3_switch, c->cr3_window, c->cr3_flush,
		 c->cr3_setaddrspace, c->invlpg);
	log_line("counters.window mapped=%u reused=%u copied=%u",
		 c->window_mapped, c->window_reused, c->copied_bytes);
	log_line("counters.fault user=%u copy=%u", c->fault_user,
		 c->fault_copy);
	log_line("counters.request check=%u cowmap=%u smap=%u sunmap=%u "
		 "suspensions=%u",
		 c->request[VMPTYPE_CHECK], c->request[VMPTYPE_COWMAP],
		 c->request[VMPTYPE_SMAP], c->request[VMPTYPE_SUNMAP],
		 c->suspensions);
	log_line("counters.call kernel=%u messages=%u notifications=%u "
		 "interrupts=%u",
		 calls, c->messages, c->notifications, c->interrupts);
}
