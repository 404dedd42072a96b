/*
 * SYS_GETINFO: copy a table of the kernel's to the caller.
 *
 *	getinfo.what  enum getinfo_what; the structures are in
 *	              <faultline/info.h>
 *	getinfo.ptr   where to
 *	getinfo.size  how many bytes fit there
 *	getinfo.ep    GET_PROC: which process (SELF: the caller)
 * Reply:
 *	getinfo.size  bytes copied
 *
 * A caller whose role does not reach others' memory (kernel/role.c) learns of
 * others only what does no harm: in GET_PROC name, endpoint and RTS flags, in
 * GET_IMAGE name, endpoint and paged. All else there is 0: where memory is, the
 * page directory, registers.
 *
 * Errors: -EINVAL (what, no such process), -E2BIG (it does not fit),
 * -EFAULT (ptr), -ENOMEM (no memory for ptr's page).
 * Who may call it: everybody.
 */
#include <lib/base/string.h>
#include "kernel/arch.h"
#include "kernel/boot.h"
#include "kernel/counters.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

static int proc_info(struct proc *caller, endpoint_t ep, struct proc_info *info)
{
	const struct proc *p = proc_lookup_self(ep, caller);

	if (!p)
		return -EINVAL;
	*info = (struct proc_info){.ep = p->endpoint, .rts_flags = p->rts};
	strlcpy(info->name, p->name, sizeof(info->name));
	if (!priv_may_reach(caller, ep, SEG_D))
		return OK;
	info->cr3 = arch_directory(&p->arch);
	info->sp = arch_sp(p);
	info->pc = arch_pc(p);
	memcpy(info->map, p->map, sizeof(info->map));
	return OK;
}

/* The boot processes, as the caller may know them. */
static const struct boot_image *images(const struct proc *caller)
{
	static struct boot_image shown[NR_BOOT_IMAGES];

	memcpy(shown, boot_image, sizeof(shown));
	for (uint32_t i = 0; i < boot_image_count; i++)
		if (!priv_may_reach(caller, shown[i].ep, SEG_D))
			memset(shown[i].map, 0, sizeof(shown[i].map));
	return shown;
}

int do_getinfo(struct proc *caller, const struct message *req,
	       struct message *reply)
{
	static struct proc_info info;
	const void *from;
	uint32_t size;
	int r;

	switch (req->getinfo.what) {
	case GET_IMAGE:
		from = images(caller);
		size = boot_image_count * (uint32_t)sizeof(boot_image[0]);
		break;
	case GET_MEMORY:
		from = boot_memory.range;
		size = boot_memory.count * (uint32_t)sizeof(struct mem_range);
		break;
	case GET_PROC:
		r = proc_info(caller, req->getinfo.ep, &info);
		if (r != OK)
			return r;
		from = &info;
		size = sizeof(info);
		break;
	case GET_COUNTERS:
		from = &counters;
		size = sizeof(counters);
		break;
	case GET_CMDLINE:
		from = boot_cmdline;
		size = (uint32_t)strlen(boot_cmdline) + 1;
		break;
	default:
		return -EINVAL;
	}
	if (size > req->getinfo.size)
		return -E2BIG;
	reply->getinfo.size = size;
	return data_copy_out_vmcheck(caller, from, req->getinfo.ptr, size);
}
