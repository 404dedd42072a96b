/*
 * vm_rebind.c: a VM that exchanges page directories, its own among them.
 *
 *	vm_rebind NONCE OTHER
 *
 * OTHER is a paged process that has not run yet. The table in rebind.c
 * says what each step must observe.
 */
/* links: servers/vm */
#include <faultline/memmap.h>
#include "grader/kit/peer.h"
#include "servers/vm/boot.h"
#include "servers/vm/frame.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/physmem.h"
#include "servers/vm/pte.h"
#include "servers/vm/serve.h"
#include "servers/vm/vmproc.h"

#define ALIAS 0xa0000000u /* VM's first 4 MB once more, in the new directory */
#define ENTRY(vir) ((VM_PROCSTART + (vir)) >> BIG_SHIFT)

static uint32_t word;

static uint32_t directory_of(endpoint_t ep)
{
	uint32_t directory = 0;

	sys_vmctl_get(ep, VMCTL_GETCR3, 0, &directory);
	return directory;
}

/* A copy of our directory that maps what it maps, and ALIAS. */
static phys_t directory_copy(phys_t old)
{
	phys_t new = frame_alloc();
	uint32_t *entries = physmem(new);

	memcpy(entries, physmem(old), CLICK_SIZE);
	entries[ENTRY(ALIAS)] = entries[ENTRY(0)];
	return new;
}

static void own_steps(void)
{
	const struct vmproc self = {.ep = VM_PROC_NR};
	phys_t old = directory_of(SELF), new = directory_copy(old);
	uint32_t loads = COUNTER(cr3_setaddrspace);

	word = scenario_nonce;
	kernelpart_bind(&self, new);
	proof(1, peek((uint8_t *)(uintptr_t)(ALIAS + vir_of(&word))) - word);
	proof(2, directory_of(SELF) - new);
	proof(3, COUNTER(cr3_setaddrspace) - loads);
	kernelpart_bind(&self, old);
	frame_release(new);
	proof(4, directory_of(SELF) - old);
	proof(5, COUNTER(cr3_setaddrspace) - loads);
}

static uint32_t copy_from(endpoint_t ep)
{
	uint32_t to = 0;

	return (uint32_t)sys_vircopy(ep, 0x1000, SELF, vir_of(&to), sizeof(to));
}

static void other_steps(endpoint_t other)
{
	struct vmproc *p = vmproc_lookup(other);
	phys_t phys;

	proof(10, copy_from(other));
	proof(11, (uint32_t)sys_vmctl2(other, VMCTL_SETADDRSPACE, 0, 0));
	proof(12, directory_of(other));
	proof(13, copy_from(other));
	proof(15, (uint32_t)sys_umap(other, SEG_D, 0x1000, 4, &phys));
	kernelpart_bind(p, p->directory);
	proof(14, copy_from(other));
}

int main(int argc, char **argv)
{
	scenario_begin(argc, argv);
	boot();
	own_steps();
	other_steps(peer_named(argc, argv, 2));
	serve();
}
