/* The scanner's kernels against libcsv. The input's first byte says the form, and where in memory the CSV lies. */
#include "scan_fixture.h"

const char *kgi_fuzz(const unsigned char *input, size_t size)
{
	static struct kgi_scan scan;	/* kept from one input to the next, as a reader does */
	static char text[100];
	struct form form = form_of(input[0]);
	const char *kernel, *differs = hold_against_libcsv(&scan, (const char *)input + 1, size - 1, form, input[0] >> 3, &kernel);

	if (!differs)
		return NULL;
	snprintf(text, sizeof text, "%s and libcsv differ in %s", kernel, differs);
	return text;
}
