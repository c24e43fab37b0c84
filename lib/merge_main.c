/* A command whose states are merged in another order: MERGE ORDER [OPTION]... FILE... must print what the command prints. */
#include "driver.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	static const char *const orders[] = { "forwards", "backwards", "pairwise" };

	for (int order = KGI_FORWARDS; argc > 1 && order <= KGI_PAIRWISE; order++)
		if (strcmp(argv[1], orders[order]) == 0)
			return kgi_main(&kg_command, argc - 1, argv + 1, (enum kgi_merge_order)order);
	fputs("the first argument is forwards, backwards or pairwise\n", stderr);
	return KG_USAGE;
}
