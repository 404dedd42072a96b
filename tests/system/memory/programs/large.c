/*
 * large.c: a program whose file is large: 2.9 MB of data.
 *
 * step 1  words of the data that are not what they were in the file
 */
#include "grader/kit/scenario.h"

#define WORDS 730000
#define WORD 0x1a46e001u

static uint32_t data[WORDS] = {[0 ... WORDS - 1] = WORD};

int main(int argc, char **argv)
{
	uint32_t wrong = 0;

	scenario_begin(argc, argv);
	for (int i = 0; i < WORDS; i++)
		wrong += peek(&data[i]) != WORD;
	proof(1, wrong);
	return 0;
}
