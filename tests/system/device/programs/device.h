/*
 * device.h: the real-time clock, for the services that drive it in turn.
 */
#pragma once

#include "grader/kit/peer.h"

/* Source: Motorola MC146818A data sheet. */
#define RTC_INDEX 0x70
#define RTC_DATA 0x71
#define RTC_A 0x0a    /* low half: how often it interrupts */
#define RTC_B 0x0b    /* RTC_PERIODIC: it does */
#define RTC_C 0x0c    /* reading it lets the next interrupt come */
#define RTC_D 0x0d    /* 0x80: the battery is good */
#define RTC_64HZ 0x2a /* register A: 64 times a second */
#define RTC_PERIODIC 0x42
#define RTC_QUIET 0x02
#define RTC_LINE 8

enum device_turn { TURN_BEFORE = 1, TURN_OWNED, TURN_OVER };

static inline uint32_t rtc_read(uint32_t reg)
{
	uint32_t value = 0xbad;

	sys_devout(RTC_INDEX, 1, reg);
	sys_devin(RTC_DATA, 1, &value);
	return value;
}

static inline void rtc_write(uint32_t reg, uint32_t value)
{
	sys_devout(RTC_INDEX, 1, reg);
	sys_devout(RTC_DATA, 1, value);
}

static inline void rtc_interrupts(bool on)
{
	rtc_write(RTC_A, RTC_64HZ);
	rtc_write(RTC_B, on ? RTC_PERIODIC : RTC_QUIET);
	rtc_read(RTC_C);
}

/* The pending word of the next notification from there; 1: from the clock. */
static inline uint32_t listen(endpoint_t from)
{
	struct message m = {0};
	uint32_t status = 0;

	ipc_receive(from, &m, &status);
	if (STATUS_CALL(status) != NOTIFY)
		return 0xbad;
	return m.source == CLOCK ? 1 : m.notify.pending;
}

/* The bits of the interrupt that comes in the next 5 ticks; 1: none does. */
static inline uint32_t await_interrupt(void)
{
	uint32_t pending;

	sys_setalarm(5);
	pending = listen(ANY);
	sys_setalarm(0);
	return pending;
}

/* Be busy. */
static inline void work(uint32_t ticks)
{
	struct msg_times times = {0};
	uint32_t until;

	sys_times(SELF, &times);
	until = times.uptime + ticks;
	while (times.uptime < until)
		sys_times(SELF, &times);
}
