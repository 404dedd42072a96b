/*
 * role_info.c: what GETINFO tells of other processes.
 *
 *	NAME NONCE OTHER
 *
 * step 1      GET_PROC of OTHER
 * steps 2, 3  its endpoint, and whether it has a name
 * step 4      how many of its other words, but its flags, are not 0
 * step 5      the same of oneself is known: CR3, stack, instruction pointer
 * step 6      words of others' memory maps in GET_IMAGE that are not 0
 * step 7      the own one there is known
 * step 8      boot processes there without a name or an endpoint of their own
 */
#include "grader/kit/peer.h"

static uint32_t words_set(const void *at, uint32_t bytes)
{
	uint32_t set = 0;

	for (uint32_t i = 0; i < bytes / 4; i++)
		set += ((const uint32_t *)at)[i] != 0;
	return set;
}

static void images_look(void)
{
	static struct boot_image images[64];
	const int bytes = sys_getinfo(GET_IMAGE, images, sizeof(images));
	uint32_t others = 0, own = 0, nameless = 0;

	for (int i = 0; i < bytes / (int)sizeof(images[0]); i++) {
		const struct boot_image *image = &images[i];
		uint32_t set = words_set(image->map, sizeof(image->map));

		if (image->ep == getpid())
			own = set;
		else
			others += set;
		nameless += !image->name[0] ||
			    (i > 0 && image->ep == images[i - 1].ep);
	}
	proof(6, others);
	proof(7, own > 0);
	proof(8, nameless);
}

int main(int argc, char **argv)
{
	const endpoint_t other = peer_named(argc, argv, 2);
	static struct proc_info info;

	scenario_begin(argc, argv);
	proof(1, (uint32_t)sys_getproc(other, &info));
	proof(2, (uint32_t)info.ep);
	proof(3, info.name[0] != '\0');
	proof(4, words_set(&info.cr3, 3 * 4) +
			 words_set(info.map, sizeof(info.map)));
	sys_getproc(SELF, &info);
	proof(5, info.cr3 && info.sp && info.pc &&
			 words_set(info.map, sizeof(info.map)));
	images_look();
	return 0;
}
