/*
 * kernel.c: the kernel's part: its counters, and then VM for VM's.
 *
 * The linker lets all calls of arch_power_off() come here (--wrap). Should VM
 * fail to do its part, the kernel comes here again, and ends the machine.
 */
#include <x86/register.h>
#include "kernel/arch.h"
#include "kernel/arch/x86/console.h"
#include "tests/coverage/coverage.h"

_Noreturn void __real_arch_power_off(void);
_Noreturn void __wrap_arch_power_off(void);

static bool vm_loaded(void)
{
	return proc_vm()->map[SEG_T].len > 0;
}

static _Noreturn void vm_end(struct proc *vm)
{
	arch_init_context(vm, VM_TEXT_START, 0);
	vm->arch.regs.eflags = EFLAGS_IOPL; /* and no interrupts */
	proc_ptr = vm;
	switch_address_space(vm);
	arch_return_to_user(vm);
}

void __wrap_arch_power_off(void)
{
	static bool ending;

	serial_drain();
	if (ending)
		__real_arch_power_off();
	ending = true;
	coverage_send();
	if (vm_loaded())
		vm_end(proc_vm());
	coverage_end(); /* VM's, of which nothing was executed */
	__real_arch_power_off();
}
