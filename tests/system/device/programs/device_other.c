/*
 * device_other.c: a service that was given the clock's line, too, and has it
 * when device_clock.c has died.
 *
 *	NAME NONCE CLOCK
 */
#include "tests/system/device/programs/device.h"

int main(int argc, char **argv)
{
	endpoint_t driver = peer_named(argc, argv, 2);
	uint32_t interrupts;

	scenario_begin(argc, argv);
	turn_await(driver, TURN_BEFORE);
	proof(1, (uint32_t)sys_irqctl(IRQ_RMPOLICY, RTC_LINE));
	proof(2, (uint32_t)sys_devout(0x1f7, 1, 0));
	turn_over(driver, 0);
	turn_await(driver, TURN_OWNED);
	proof(3, (uint32_t)sys_irqsetpolicy(RTC_LINE, 3, 0));
	proof(4, (uint32_t)sys_irqctl(IRQ_ENABLE, RTC_LINE));
	proof(5, (uint32_t)sys_irqctl(IRQ_DISABLE, RTC_LINE));
	turn_over(driver, 0);
	turn_await(driver, TURN_OVER);
	turn_over(driver, 0);

	/* The clock goes on interrupting, and nobody is notified. */
	peer_await_death(driver);
	rtc_read(RTC_C);
	peer_sleep(10);
	proof(6, await_interrupt());
	interrupts = COUNTER(interrupts);
	work(10);
	interrupts = COUNTER(interrupts) - interrupts;
	proof(7, interrupts <= 11); /* those of the ticks */
	proof(8, (uint32_t)sys_irqsetpolicy(RTC_LINE, 3, 0));
	rtc_read(RTC_C);
	sys_irqctl(IRQ_ENABLE, RTC_LINE);
	proof(9, await_interrupt());
	rtc_interrupts(false);
	return 0;
}
