/*
 * syscall.h: the kernel calls as functions.
 *
 * The manual of each call, with its errors, stands at the top of
 * kernel/system/do_<call>.c. All return OK or a negative error.
 */
#pragma once

#include <faultline/grant.h>
#include <faultline/info.h>
#include <lib/sys/ipc.h>

int sys_vmctl(endpoint_t who, enum vmctl_param param, uint32_t value);
int sys_vmctl2(endpoint_t who, enum vmctl_param param, uint32_t value,
	       uint32_t value2);
int sys_vmctl_get(endpoint_t who, enum vmctl_param param, uint32_t value,
		  uint32_t *reply);
int sys_memreq_get(struct msg_memreq *req); /* enum vmptype (> 0), or -ESRCH */
/* The requestor's grant number index; -EINVAL: no more. */
int sys_memreq_grant(endpoint_t requestor, uint32_t index,
		     struct grant_hop *hop);
int sys_physmap_get(uint32_t index,
		    struct msg_physmap *range); /* -EINVAL: no more */

int sys_vircopy(endpoint_t src, vir_t src_addr, endpoint_t dst, vir_t dst_addr,
		uint32_t bytes);
int sys_physcopy(const struct msg_copy *copy);
int sys_memset(phys_t phys, uint32_t bytes, uint8_t pattern);
int sys_umap(endpoint_t ep, enum segment seg, vir_t addr, uint32_t bytes,
	     phys_t *phys);
int sys_newmap(endpoint_t ep, const struct mem_map map[NR_SEGS]);

int sys_setgrant(struct grant *table, uint32_t entries);
int sys_safecopyfrom(endpoint_t grantor, grant_t g, uint32_t offset, void *to,
		     uint32_t bytes);
int sys_safecopyto(endpoint_t grantor, grant_t g, uint32_t offset,
		   const void *from, uint32_t bytes);
/* The same with flags: SAFECOPY_*. */
int sys_safecopyfrom_flags(endpoint_t grantor, grant_t g, uint32_t offset,
			   void *to, uint32_t bytes, uint32_t flags);
int sys_safecopyto_flags(endpoint_t grantor, grant_t g, uint32_t offset,
			 const void *from, uint32_t bytes, uint32_t flags);
int sys_safemap(endpoint_t grantor, grant_t g, uint32_t offset, void *at,
		uint32_t bytes, uint32_t flags);
int sys_saferevmap(grant_t g); /* -EINVAL: nothing is mapped through it */
int sys_safeunmap(void *at);

int sys_getinfo(enum getinfo_what what, void *to,
		uint32_t size); /* bytes written */
int sys_getproc(endpoint_t ep, struct proc_info *info);
int sys_times(endpoint_t ep, struct msg_times *times);
int sys_setalarm(uint32_t ticks);

int sys_kill(endpoint_t ep, int signal);
int sys_getksig(endpoint_t *ep, uint32_t *set); /* *ep NONE: no more */
int sys_endksig(endpoint_t ep);
int sys_clear(endpoint_t ep);
int sys_runctl(endpoint_t ep, enum runctl_action action, uint32_t flags);
int sys_sigsend(const struct msg_sigsend *send);
int sys_sigreturn(endpoint_t ep, vir_t context, uint32_t *mask);

int sys_irqsetpolicy(uint32_t line, uint32_t bit, uint32_t flags);
int sys_irqctl(enum irqctl_what what, uint32_t line); /* the others */
int sys_devin(uint32_t port, uint32_t bytes, uint32_t *value);
int sys_devout(uint32_t port, uint32_t bytes, uint32_t value);

/* *msg: where in parent and child the answer will be written */
int sys_fork(endpoint_t parent, uint32_t slot, uint32_t flags,
	     endpoint_t *child, vir_t *msg);
int sys_exec(endpoint_t ep, const char *name, vir_t pc,
	     vir_t sp); /* a name that is too long is cut */
int sys_privctl(endpoint_t ep, enum privctl_what what);
int sys_privctl_service(endpoint_t ep, const char *role);
int sys_privctl_with(const struct msg_privctl *privctl); /* the others */
int sys_schedule(endpoint_t ep, uint32_t priority, uint32_t quantum);

int sys_diag_print(const char *line, uint32_t len);
int sys_diag_trace(uint32_t mask, uint32_t *old);
int sys_diag_counters(void);
int sys_abort(enum abort_how how);
int sys_exit(int status); /* services: returns only with an error */
