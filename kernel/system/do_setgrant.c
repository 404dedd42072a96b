/*
 * SYS_SETGRANT: register the caller's table of grants.
 *
 *	setgrant.table    address of struct grant[] (<faultline/grant.h>)
 *	setgrant.entries  how many; 0: no grants any more
 *
 * The table stays where it is, and is read when a grant is used. Its memory
 * must have been touched before others use the grants.
 *
 * Errors: -EFAULT (the table leaves the data segment).
 * Who may call it: FS, TTY, drivers.
 */
#include "kernel/arch.h"
#include "kernel/grant.h"
#include "kernel/priv.h"
#include "kernel/system/system.h"

#define MAX_ENTRIES 65536 /* so that entries * size cannot overflow */

int do_setgrant(struct proc *caller, const struct message *req,
		struct message *reply)
{
	uint32_t entries = req->setgrant.entries;
	lin_t lin;

	(void)reply;
	if (entries > MAX_ENTRIES)
		return -EFAULT;
	if (entries > 0 &&
	    umap_local(caller, SEG_D, req->setgrant.table,
		       entries * (uint32_t)sizeof(struct grant), &lin) != OK)
		return -EFAULT;
	caller->priv->grant_table = req->setgrant.table;
	caller->priv->grant_entries = entries;
	return OK;
}
