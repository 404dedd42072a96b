/*
 * vmcall.c: the calls of VM and PM as functions.
 */
#include <lib/sys/vmcall.h>
#include <lib/sys/syscall.h>

void *vm_mmap(void *addr, uint32_t len, uint32_t prot, uint32_t flags)
{
	struct message m;

	m.mmap.addr = (vir_t)(uintptr_t)addr;
	m.mmap.len = len;
	m.mmap.prot = prot;
	m.mmap.flags = flags;
	if (server_call(VM_PROC_NR, VM_MMAP, &m) != OK)
		return NULL;
	return (void *)(uintptr_t)m.mmap.addr;
}

int vm_munmap(void *addr, uint32_t len)
{
	struct message m;

	m.mmap.addr = (vir_t)(uintptr_t)addr;
	m.mmap.len = len;
	return server_call(VM_PROC_NR, VM_MUNMAP, &m);
}

int vm_brk(void *end)
{
	struct message m;

	m.mmap.addr = (vir_t)(uintptr_t)end;
	return server_call(VM_PROC_NR, VM_BRK, &m);
}

/* VM_INFO: the two numbers of the answer. */
static int vm_info(enum vm_info_what what, endpoint_t ep, uint32_t *first,
		   uint32_t *second)
{
	struct message m;
	int result;

	m.vminfo.what = what;
	m.vminfo.ep = ep;
	result = server_call(VM_PROC_NR, VM_INFO, &m);
	if (result == OK) {
		*first = m.vminfo.total;
		*second = m.vminfo.free;
	}
	return result;
}

int vm_frames(uint32_t *total, uint32_t *free)
{
	return vm_info(VMI_FRAMES, SELF, total, free);
}

int vm_proc(endpoint_t ep, uint32_t *pages, uint32_t *regions)
{
	return vm_info(VMI_PROC, ep, pages, regions);
}

/* A call that only names a process. */
static int process_call(int nr, endpoint_t ep)
{
	struct message m;

	m.process.ep = ep;
	return server_call(VM_PROC_NR, nr, &m);
}

int vm_willexit(endpoint_t ep)
{
	return process_call(VM_WILLEXIT, ep);
}

int vm_exit(endpoint_t ep)
{
	return process_call(VM_EXIT, ep);
}

_Noreturn void exit(int status)
{
	struct message m;

	/* There is no answer when it works. PM and VM cannot ask PM. */
	m.exit.status = status;
	server_call(PM_PROC_NR, PM_EXIT, &m);
	sys_exit(status);
	__builtin_trap();
}

endpoint_t getpid(void)
{
	struct message m;
	int result = server_call(PM_PROC_NR, PM_GETPID, &m);

	return result == OK ? m.process.ep : result;
}
