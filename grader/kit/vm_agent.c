/*
 * vm_agent.c: a VM that forks in two steps, at pm_agent.c's order.
 *
 * SYS_FORK  the kernel's part, and memory for the child: a copy of each page
 *           that its parent has
 * BIND      the kernel learns of the child's page table, so that it may run
 *
 * Otherwise it is VM itself.
 */
/* links: servers/vm */
#include "grader/kit/agent.h"
#include "servers/vm/boot.h"
#include "servers/vm/kernelpart.h"
#include "servers/vm/page.h"
#include "servers/vm/pagetable.h"
#include "servers/vm/serve.h"

/* All that the child has is its own: mappings are not inherited. */
static int region_copy(struct vmproc *child, const struct vmproc *parent,
		       const struct region *r)
{
	int result = region_insert(&child->regions, r->start, r->end, r->flags);

	if (result == OK)
		region_show_own(region_find(&child->regions, r->start));
	for (lin_t lin = r->start; lin < r->end && result == OK;
	     lin += CLICK_SIZE) {
		const uint32_t *from = pagetable_present(parent, lin);

		if (from == NULL)
			continue;
		result = page_own(child, r, lin);
		if (result == OK)
			physmem_copy(
				PTE_ADDRESS(*pagetable_present(child, lin)),
				PTE_ADDRESS(*from));
	}
	return result;
}

static int memory_copy(endpoint_t child_ep, const struct vmproc *parent)
{
	struct vmproc *child = vmproc_new(child_ep);
	int result = pagetable_new(child);

	child->heap_start = parent->heap_start;
	child->heap_end = parent->heap_end;
	for (const struct region *r = parent->regions.first;
	     r != NULL && result == OK; r = r->next)
		result = region_copy(child, parent, r);
	region_tidy(&child->regions);
	return result;
}

static int fork_serve(struct message *m)
{
	const struct vmproc *parent = vmproc_lookup_paged(m->fork.ep);
	int result = kernel_call(SYS_FORK, m);

	if (result == OK && parent != NULL)
		result = memory_copy(m->fork.ep, parent);
	return result;
}

static int bind_serve(const struct message *m)
{
	const struct vmproc *child = vmproc_lookup_paged(m->process.ep);

	if (child == NULL)
		return -EINVAL;
	kernelpart_bind(child, child->directory);
	return OK;
}

int main(void)
{
	struct message m;
	uint32_t status;

	boot();
	while (ipc_receive(ANY, &m, &status) == OK) {
		endpoint_t who = m.source;

		if (m.type == KERNEL_CALL + SYS_FORK)
			m.type = fork_serve(&m);
		else if (m.type == AGENT_BIND)
			m.type = bind_serve(&m);
		else {
			serve_message(&m, status);
			continue;
		}
		ipc_sendnb(who, &m);
	}
	sys_abort(ABORT_PANIC);
	return 0;
}
