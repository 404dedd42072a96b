/*
 * ipc_buffer.c: wants a message where it cannot be written.
 *
 *	NAME NONCE readonly
 *	NAME NONCE unmapped|half|zero LEADER
 *
 * readonly  a plain program's SENDREC to PM: the message was filled in before,
 *           and lies in memory that can only be read
 * unmapped  RECEIVE to where there is no memory
 * half      RECEIVE to the end of a page that no page follows
 * zero      RECEIVE to address 0
 *
 * step 1  before that
 * step 2  after it
 */
#include "grader/kit/peer.h"

#define UNMAPPED 0x91234560u

static const struct message question = {.type = PM_GETPID};

static struct message *end_of_page(void)
{
	uint8_t *pages = vm_mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, 0);

	poke(pages, 1);
	vm_munmap(pages + 4096, 4096);
	return (struct message *)(pages + 4096 - 20);
}

static uint32_t buffer(const char *how)
{
	if (strcmp(how, "unmapped") == 0)
		return UNMAPPED;
	if (strcmp(how, "half") == 0)
		return vir_of(end_of_page());
	return strcmp(how, "zero") == 0 ? 0 : vir_of(&question);
}

int main(int argc, char **argv)
{
	uint32_t at = buffer(argc > 2 ? argv[2] : "");
	struct message *m = (struct message *)(uintptr_t)at;

	scenario_begin(argc, argv);
	proof(1, 1);
	if (at == vir_of(&question))
		ipc_sendrec(PM_PROC_NR, m);
	else
		ipc_receive(peer_named(argc, argv, 3), m, NULL);
	proof(2, 1);
	return 0;
}
