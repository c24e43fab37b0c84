#include "filter.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	/* a line is one write, not one for each of its characters */
	setvbuf(stderr, NULL, _IOLBF, 0);
	return kg_main(&kg_command, argc, argv);
}
