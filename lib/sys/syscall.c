/*
 * syscall.c: the kernel calls as functions: fill in the message, call, and
 * take the answer out of it.
 */
#include <lib/sys/syscall.h>
#include <lib/base/string.h>

static vir_t address_of(const void *p)
{
	return (vir_t)(uintptr_t)p;
}

/* --- VMCTL --------------------------------------------------------------- */

static int vmctl(struct message *m, endpoint_t who, enum vmctl_param param,
		 uint32_t value, uint32_t value2)
{
	m->vmctl.who = who;
	m->vmctl.param = param;
	m->vmctl.value = value;
	m->vmctl.value2 = value2;
	return kernel_call(SYS_VMCTL, m);
}

int sys_vmctl(endpoint_t who, enum vmctl_param param, uint32_t value)
{
	struct message m;

	return vmctl(&m, who, param, value, 0);
}

int sys_vmctl2(endpoint_t who, enum vmctl_param param, uint32_t value,
	       uint32_t value2)
{
	struct message m;

	return vmctl(&m, who, param, value, value2);
}

int sys_vmctl_get(endpoint_t who, enum vmctl_param param, uint32_t value,
		  uint32_t *reply)
{
	struct message m;
	int result = vmctl(&m, who, param, value, 0);

	if (result >= 0)
		*reply = m.vmctl.value;
	return result;
}

int sys_memreq_get(struct msg_memreq *req)
{
	struct message m;
	int result = vmctl(&m, SELF, VMCTL_MEMREQ_GET, 0, 0);

	if (result >= 0)
		*req = m.memreq;
	return result;
}

int sys_memreq_grant(endpoint_t requestor, uint32_t index,
		     struct grant_hop *hop)
{
	struct message m;
	int result = vmctl(&m, requestor, VMCTL_MEMREQ_GRANT, index, 0);

	if (result == OK)
		*hop = (struct grant_hop){(endpoint_t)m.vmctl.value,
					  (grant_t)m.vmctl.value2};
	return result;
}

int sys_physmap_get(uint32_t index, struct msg_physmap *range)
{
	struct message m;
	int result = vmctl(&m, SELF, VMCTL_KERN_PHYSMAP, index, 0);

	if (result >= 0)
		*range = m.physmap;
	return result;
}

/* --- memory -------------------------------------------------------------- */

int sys_vircopy(endpoint_t src, vir_t src_addr, endpoint_t dst, vir_t dst_addr,
		uint32_t bytes)
{
	struct message m;

	m.copy.src_ep = src;
	m.copy.src_seg = SEG_D;
	m.copy.src_addr = src_addr;
	m.copy.dst_ep = dst;
	m.copy.dst_seg = SEG_D;
	m.copy.dst_addr = dst_addr;
	m.copy.bytes = bytes;
	return kernel_call(SYS_VIRCOPY, &m);
}

int sys_physcopy(const struct msg_copy *copy)
{
	struct message m;

	m.copy = *copy;
	return kernel_call(SYS_PHYSCOPY, &m);
}

int sys_memset(phys_t phys, uint32_t bytes, uint8_t pattern)
{
	struct message m;

	m.memset.phys = phys;
	m.memset.bytes = bytes;
	m.memset.pattern = pattern;
	return kernel_call(SYS_MEMSET, &m);
}

int sys_umap(endpoint_t ep, enum segment seg, vir_t addr, uint32_t bytes,
	     phys_t *phys)
{
	struct message m;
	int result;

	m.umap.ep = ep;
	m.umap.seg = seg;
	m.umap.addr = addr;
	m.umap.bytes = bytes;
	result = kernel_call(SYS_UMAP, &m);
	if (result == OK)
		*phys = m.umap.phys;
	return result;
}

int sys_newmap(endpoint_t ep, const struct mem_map map[NR_SEGS])
{
	struct message m;

	m.newmap.ep = ep;
	m.newmap.map = address_of(map);
	return kernel_call(SYS_NEWMAP, &m);
}

/* --- grants -------------------------------------------------------------- */

int sys_setgrant(struct grant *table, uint32_t entries)
{
	struct message m;

	m.setgrant.table = address_of(table);
	m.setgrant.entries = entries;
	return kernel_call(SYS_SETGRANT, &m);
}

static int safecopy(enum kernel_call nr, endpoint_t grantor, grant_t g,
		    uint32_t offset, const void *addr, uint32_t bytes,
		    uint32_t flags)
{
	struct message m;

	m.safecopy.ep = grantor;
	m.safecopy.grant = g;
	m.safecopy.offset = offset;
	m.safecopy.addr = address_of(addr);
	m.safecopy.bytes = bytes;
	m.safecopy.flags = flags;
	return kernel_call(nr, &m);
}

int sys_safecopyfrom_flags(endpoint_t grantor, grant_t g, uint32_t offset,
			   void *to, uint32_t bytes, uint32_t flags)
{
	return safecopy(SYS_SAFECOPYFROM, grantor, g, offset, to, bytes, flags);
}

int sys_safecopyto_flags(endpoint_t grantor, grant_t g, uint32_t offset,
			 const void *from, uint32_t bytes, uint32_t flags)
{
	return safecopy(SYS_SAFECOPYTO, grantor, g, offset, from, bytes, flags);
}

int sys_safecopyfrom(endpoint_t grantor, grant_t g, uint32_t offset, void *to,
		     uint32_t bytes)
{
	return sys_safecopyfrom_flags(grantor, g, offset, to, bytes, 0);
}

int sys_safecopyto(endpoint_t grantor, grant_t g, uint32_t offset,
		   const void *from, uint32_t bytes)
{
	return sys_safecopyto_flags(grantor, g, offset, from, bytes, 0);
}

int sys_safemap(endpoint_t grantor, grant_t g, uint32_t offset, void *at,
		uint32_t bytes, uint32_t flags)
{
	struct message m;

	m.safemap.ep = grantor;
	m.safemap.grant = g;
	m.safemap.offset = offset;
	m.safemap.addr = address_of(at);
	m.safemap.bytes = bytes;
	m.safemap.flags = flags;
	return kernel_call(SYS_SAFEMAP, &m);
}

int sys_saferevmap(grant_t g)
{
	struct message m;

	m.safemap.grant = g;
	return kernel_call(SYS_SAFEREVMAP, &m);
}

int sys_safeunmap(void *at)
{
	struct message m;

	m.safemap.addr = address_of(at);
	return kernel_call(SYS_SAFEUNMAP, &m);
}

/* --- information and time ------------------------------------------------ */

static int getinfo(enum getinfo_what what, endpoint_t ep, void *to,
		   uint32_t size)
{
	struct message m;
	int result;

	m.getinfo.what = what;
	m.getinfo.ptr = address_of(to);
	m.getinfo.size = size;
	m.getinfo.ep = ep;
	result = kernel_call(SYS_GETINFO, &m);
	return result != OK ? result : (int)m.getinfo.size;
}

int sys_getinfo(enum getinfo_what what, void *to, uint32_t size)
{
	return getinfo(what, SELF, to, size);
}

int sys_getproc(endpoint_t ep, struct proc_info *info)
{
	int result = getinfo(GET_PROC, ep, info, sizeof(*info));

	return result < 0 ? result : OK;
}

int sys_times(endpoint_t ep, struct msg_times *times)
{
	struct message m;
	int result;

	m.times.ep = ep;
	result = kernel_call(SYS_TIMES, &m);
	if (result == OK)
		*times = m.times;
	return result;
}

int sys_setalarm(uint32_t ticks)
{
	struct message m;

	m.setalarm.ticks = ticks;
	return kernel_call(SYS_SETALARM, &m);
}

/* --- processes and signals ----------------------------------------------- */

int sys_kill(endpoint_t ep, int signal)
{
	struct message m;

	m.process.ep = ep;
	m.process.signal = (uint32_t)signal;
	return kernel_call(SYS_KILL, &m);
}

int sys_getksig(endpoint_t *ep, uint32_t *set)
{
	struct message m;
	int result = kernel_call(SYS_GETKSIG, &m);

	if (result == OK) {
		*ep = m.process.ep;
		*set = m.process.signal;
	}
	return result;
}

int sys_endksig(endpoint_t ep)
{
	struct message m;

	m.process.ep = ep;
	return kernel_call(SYS_ENDKSIG, &m);
}

int sys_clear(endpoint_t ep)
{
	struct message m;

	m.process.ep = ep;
	return kernel_call(SYS_CLEAR, &m);
}

int sys_fork(endpoint_t parent, uint32_t slot, uint32_t flags,
	     endpoint_t *child, vir_t *msg)
{
	struct message m;
	int result;

	m.fork.ep = parent;
	m.fork.slot = slot;
	m.fork.flags = flags;
	result = kernel_call(SYS_FORK, &m);
	if (result == OK) {
		*child = m.fork.ep;
		*msg = m.fork.msg;
	}
	return result;
}

int sys_exec(endpoint_t ep, const char *name, vir_t pc, vir_t sp)
{
	struct message m;

	m.exec.ep = ep;
	m.exec.pc = pc;
	m.exec.sp = sp;
	strlcpy(m.exec.name, name, sizeof(m.exec.name));
	return kernel_call(SYS_EXEC, &m);
}

int sys_privctl_service(const struct msg_privctl *privctl)
{
	struct message m;

	m.privctl = *privctl;
	return kernel_call(SYS_PRIVCTL, &m);
}

int sys_privctl(endpoint_t ep, enum privctl_what what)
{
	const struct msg_privctl all = {
		.ep = ep,
		.what = what,
		.traps = UINT32_MAX,
		.calls = {UINT32_MAX, UINT32_MAX},
	};

	return sys_privctl_service(&all);
}

int sys_schedule(endpoint_t ep, uint32_t priority, uint32_t quantum)
{
	struct message m;

	m.schedule.ep = ep;
	m.schedule.priority = priority;
	m.schedule.quantum = quantum;
	return kernel_call(SYS_SCHEDULE, &m);
}

int sys_runctl(endpoint_t ep, enum runctl_action action, uint32_t flags)
{
	struct message m;

	m.runctl.ep = ep;
	m.runctl.action = action;
	m.runctl.flags = flags;
	return kernel_call(SYS_RUNCTL, &m);
}

int sys_sigsend(const struct msg_sigsend *send)
{
	struct message m;

	m.sigsend = *send;
	return kernel_call(SYS_SIGSEND, &m);
}

int sys_sigreturn(endpoint_t ep, vir_t context, uint32_t *mask)
{
	struct message m;
	int result;

	m.sigreturn.ep = ep;
	m.sigreturn.context = context;
	result = kernel_call(SYS_SIGRETURN, &m);
	if (result == OK)
		*mask = m.sigreturn.mask;
	return result;
}

/* --- devices -------------------------------------------------------------- */

static int irqctl(enum irqctl_what what, uint32_t line, uint32_t bit,
		  uint32_t flags)
{
	struct message m;

	m.irqctl.what = what;
	m.irqctl.line = line;
	m.irqctl.bit = bit;
	m.irqctl.flags = flags;
	return kernel_call(SYS_IRQCTL, &m);
}

int sys_irqsetpolicy(uint32_t line, uint32_t bit, uint32_t flags)
{
	return irqctl(IRQ_SETPOLICY, line, bit, flags);
}

int sys_irqctl(enum irqctl_what what, uint32_t line)
{
	return irqctl(what, line, 0, 0);
}

int sys_devin(uint32_t port, uint32_t bytes, uint32_t *value)
{
	struct message m;
	int result;

	m.devio.what = DEVIO_INPUT;
	m.devio.port = port;
	m.devio.bytes = bytes;
	result = kernel_call(SYS_DEVIO, &m);
	if (result == OK)
		*value = m.devio.value;
	return result;
}

int sys_devout(uint32_t port, uint32_t bytes, uint32_t value)
{
	struct message m;

	m.devio.what = DEVIO_OUTPUT;
	m.devio.port = port;
	m.devio.bytes = bytes;
	m.devio.value = value;
	return kernel_call(SYS_DEVIO, &m);
}

/* --- diagnostics and ends ------------------------------------------------ */

int sys_diag_print(const char *line, uint32_t len)
{
	struct message m;

	m.diag.what = DIAG_PRINT;
	m.diag.ptr = address_of(line);
	m.diag.len = len;
	return kernel_call(SYS_DIAG, &m);
}

int sys_diag_trace(uint32_t mask, uint32_t *old)
{
	struct message m;
	int result;

	m.diag.what = DIAG_TRACE;
	m.diag.ptr = mask;
	result = kernel_call(SYS_DIAG, &m);
	if (result == OK && old != NULL)
		*old = m.diag.ptr;
	return result;
}

int sys_diag_counters(void)
{
	struct message m;

	m.diag.what = DIAG_COUNTERS;
	return kernel_call(SYS_DIAG, &m);
}

int sys_abort(enum abort_how how)
{
	struct message m;

	m.exit.status = how;
	return kernel_call(SYS_ABORT, &m);
}

int sys_exit(int status)
{
	struct message m;

	m.exit.status = status;
	return kernel_call(SYS_EXIT, &m);
}
