/*
 * switch.h: the way out of the kernel.
 */
#pragma once

/*
 * Choose who runs, finish what is left to do for it, and run it. Every trap and
 * interrupt ends here.
 */
_Noreturn void switch_to_user(void);
