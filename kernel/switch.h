/*
 * switch.h: the way out of the kernel.
 */
#ifndef KERNEL_SWITCH_H
#define KERNEL_SWITCH_H

/*
 * Choose who runs, finish what is left to do for it, and run it. Every trap and
 * interrupt ends here.
 */
_Noreturn void switch_to_user(void);

#endif
