/*
 * SYS_DEVIO: one access to an I/O port.
 *
 *	devio.what   DEVIO_INPUT, DEVIO_OUTPUT
 *	devio.port   which; a multiple of bytes
 *	devio.bytes  1, 2 or 4, in one access
 *	devio.value  DEVIO_OUTPUT: what is written, in its low bytes
 * Reply:
 *	devio.value  DEVIO_INPUT: what was read
 *
 * Errors: -EINVAL (what, bytes, port not a multiple of bytes), -EPERM (the
 * caller was not given all of these ports).
 * Who may call it: TTY, drivers, for ports that were given to them
 * (kernel/device.c).
 */
#include "kernel/arch.h"
#include "kernel/device.h"
#include "kernel/system/system.h"

int do_devio(struct proc *caller, const struct message *req,
	     struct message *reply)
{
	const struct msg_devio *io = &req->devio;

	if (io->what != DEVIO_INPUT && io->what != DEVIO_OUTPUT)
		return -EINVAL;
	if (io->bytes != 1 && io->bytes != 2 && io->bytes != 4)
		return -EINVAL;
	if (io->port % io->bytes != 0)
		return -EINVAL;
	if (!device_may_use_ports(caller, io->port, io->bytes))
		return -EPERM;
	if (io->what == DEVIO_INPUT)
		reply->devio.value =
			arch_port_read((uint16_t)io->port, io->bytes);
	else
		arch_port_write((uint16_t)io->port, io->bytes, io->value);
	return OK;
}
