/*
 * serve.h: what VM does once it has booted.
 */
#pragma once

#include <faultline/message.h>

/* Do what one message asks; status: with what it was received. */
void serve_message(struct message *m, uint32_t status);

/* Answer messages for ever. */
_Noreturn void serve(void);
