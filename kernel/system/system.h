/*
 * system.h: the handlers of the kernel calls. Each has its manual at the top
 * of its own file, do_<call>.c; what a handler is stands in kernel/kcall.h.
 */
#ifndef KERNEL_SYSTEM_SYSTEM_H
#define KERNEL_SYSTEM_SYSTEM_H

#include "kernel/kcall.h"

kcall_handler do_abort;
kcall_handler do_clear;
kcall_handler do_devio;
kcall_handler do_diag;
kcall_handler do_endksig;
kcall_handler do_exec;
kcall_handler do_exit;
kcall_handler do_fork;
kcall_handler do_getinfo;
kcall_handler do_getksig;
kcall_handler do_irqctl;
kcall_handler do_kill;
kcall_handler do_memset;
kcall_handler do_newmap;
kcall_handler do_physcopy;
kcall_handler do_privctl;
kcall_handler do_runctl;
kcall_handler do_safecopyfrom;
kcall_handler do_safecopyto;
kcall_handler do_safemap;
kcall_handler do_saferevmap;
kcall_handler do_safeunmap;
kcall_handler do_schedule;
kcall_handler do_setalarm;
kcall_handler do_setgrant;
kcall_handler do_sigreturn;
kcall_handler do_sigsend;
kcall_handler do_times;
kcall_handler do_umap;
kcall_handler do_vircopy;
kcall_handler do_vmctl;

/*
 * p's end: off every queue, everyone who waits for it is told -EDEADSRCDST,
 * nobody finds its endpoint any more (do_clear.c).
 */
void proc_clear(struct proc *p);

#endif
