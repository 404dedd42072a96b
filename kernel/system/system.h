/*
 * system.h: the handlers of the kernel calls. Each has its manual at the top
 * of its own file, do_<call>.c; what a handler is stands in kernel/kcall.h. The
 * table in kernel/role.c decides who may make which call.
 */
#pragma once

#include "kernel/kcall.h"

kcall_handler do_abort, do_clear, do_devio, do_diag, do_endksig, do_exec,
	do_exit, do_fork, do_getinfo, do_getksig, do_irqctl, do_kill, do_memset,
	do_newmap, do_physcopy, do_privctl, do_runctl, do_safecopyfrom,
	do_safecopyto, do_safemap, do_saferevmap, do_safeunmap, do_schedule,
	do_setalarm, do_setgrant, do_sigreturn, do_sigsend, do_times, do_umap,
	do_vircopy, do_vmctl;

/*
 * p's end: off every queue, everyone who waits for it is told -EDEADSRCDST,
 * nobody finds its endpoint any more (do_clear.c).
 */
void proc_clear(struct proc *p);
