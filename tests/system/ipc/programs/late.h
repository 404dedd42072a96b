/*
 * late.h: what vm_late.c can be told besides VM's calls.
 */
#pragma once

#include "grader/kit/peer.h"

#define LATE_SERVE (VM_CALL + 0xf0) /* see to the kernel's requests now */
#define LATE_KILL (VM_CALL + 0xf1)  /* words[0]: who; SIGKILL */
/* Hear nobody but the caller until it calls LATE_WAKE. */
#define LATE_SLEEP (VM_CALL + 0xf2)
#define LATE_WAKE (VM_CALL + 0xf3)

/* Memory that nobody has touched, where late.c wants it. */
#define LATE_AREA ((uint8_t *)0xa0000000u)
/* Where late.c has the message of its copy, for who wants to spoil it. */
#define LATE_MESSAGE ((struct message *)(LATE_AREA + 15 * 4096))
