/*
 * main.c: VM's beginning.
 */
#include "servers/vm/boot.h"
#include "servers/vm/serve.h"

int main(void)
{
	boot();
	serve();
}
