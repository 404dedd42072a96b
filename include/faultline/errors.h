/*
 * errors.h: what a call may answer. OK is 0; an error is returned as a
 * negative number (-EINVAL). The numbers below 100 are those of POSIX systems,
 * so that this header and a host's <errno.h> agree.
 */
#pragma once

#define OK 0

#define EPERM 1   /* not allowed to this caller, or not by this grant */
#define ESRCH 3   /* no such process, no further request */
#define E2BIG 7   /* more bytes than the call takes */
#define ENOMEM 12 /* out of memory, or of table slots */
#define EFAULT 14 /* a pointer leads nowhere */
#define EBUSY 16  /* in use */
#define EINVAL 22 /* an argument that makes no sense */
#define EDOM 33   /* a length of nothing */
#define ENOSYS 38 /* no such call */
#define ELOOP 40  /* a chain of indirect grants that is too long */

#define ELOCKED 101     /* would wait for ever: deadlock */
#define ECALLDENIED 104 /* the caller's mask refuses */
#define EDEADSRCDST 105 /* the peer is dead or was never there */
#define ENOTREADY 106   /* SENDNB: the receiver is not waiting */
#define EBADREQUEST 107 /* no kernel call of that number */
#define ETRAPDENIED 110 /* the caller's trap mask refuses */
#define EBADCALL 111    /* no such IPC call */

/*
 * Codes inside the kernel. They never reach a process.
 */
#define EFAULT_DST 994 /* the destination of a copy faulted */
#define EFAULT_SRC 995 /* the source of a copy faulted */
#define VMSUSPEND 996  /* the call waits for VM, and is executed again later */
