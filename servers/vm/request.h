/*
 * request.h: what the kernel asks of VM.
 */
#pragma once

/* Fetch and answer memory requests until there are no more. */
void request_serve_all(void);
