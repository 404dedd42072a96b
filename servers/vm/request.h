/*
 * request.h: what the kernel asks of VM.
 */
#ifndef VM_REQUEST_H
#define VM_REQUEST_H

/* Fetch and answer memory requests until there are no more. */
void request_serve_all(void);

#endif
