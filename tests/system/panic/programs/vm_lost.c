/*
 * vm_lost.c: a VM that tells the kernel to look for a page directory where
 * nothing is mapped.
 *
 *	vm_lost NONCE OTHER
 *
 * step 1  1: it is about to have the kernel look for OTHER's
 * step 2  what it got from there, if the kernel lives so long
 */
/* links: servers/vm */
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"

#define NOWHERE 0x07c00000u /* below the processes; nothing is there */

int main(int argc, char **argv)
{
	endpoint_t other = peer_named(argc, argv, 2);
	uint32_t directory = 0, word = 0;

	scenario_begin(argc, argv);
	boot();
	sys_vmctl_get(other, VMCTL_GETCR3, 0, &directory);
	sys_vmctl2(other, VMCTL_SETADDRSPACE, directory, NOWHERE);
	proof(1, 1);
	sys_vircopy(other, 0x1000, SELF, vir_of(&word), sizeof(word));
	proof(2, word);
	return 0;
}
