#include "filter.h"

int main(int argc, char **argv)
{
	return kg_main(&kg_command, argc, argv);
}
