/*
 * ipc.c: the two ways into the kernel, and the calls that are nothing more.
 *
 * Software interrupt 33 is an IPC call, 32 a kernel call. The kernel preserves
 * every register but those it answers in: EAX, and after a receive EBX.
 */
#include <lib/ipc.h>

static int trap_ipc(enum ipc_call call, endpoint_t e, struct message *m,
		    uint32_t *status)
{
	uint32_t ebx = (uint32_t)(uintptr_t)m;
	int result = e;

	asm volatile("int %[vector]"
		     : "+a"(result), "+b"(ebx)
		     : [vector] "i"(IPC_VECTOR), "c"(call)
		     : "memory", "cc");
	if (status != NULL)
		*status = ebx;
	return result;
}

int ipc_send(endpoint_t dst, struct message *m)
{
	return trap_ipc(SEND, dst, m, NULL);
}

int ipc_sendnb(endpoint_t dst, struct message *m)
{
	return trap_ipc(SENDNB, dst, m, NULL);
}

int ipc_receive(endpoint_t src, struct message *m, uint32_t *status)
{
	return trap_ipc(RECEIVE, src, m, status);
}

int ipc_sendrec(endpoint_t dst, struct message *m)
{
	return trap_ipc(SENDREC, dst, m, NULL);
}

int ipc_notify(endpoint_t dst)
{
	return trap_ipc(NOTIFY, dst, NULL, NULL);
}

int ipc_senda(struct async_message *table, uint32_t entries)
{
	return trap_ipc(SENDA, (endpoint_t)entries, (struct message *)table,
			NULL);
}

int kernel_call(enum kernel_call nr, struct message *m)
{
	int result = (int)(uintptr_t)m;

	m->type = KERNEL_CALL + (int)nr;
	asm volatile("int %[vector]"
		     : "+a"(result)
		     : [vector] "i"(KERNEL_CALL_VECTOR)
		     : "memory", "cc");
	return result != OK ? result : m->type;
}

int server_call(endpoint_t server, int nr, struct message *m)
{
	int result;

	m->type = nr;
	result = ipc_sendrec(server, m);
	return result != OK ? result : m->type;
}
