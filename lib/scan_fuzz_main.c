/* Random CSV is scanned by every kernel and read by libcsv, which must agree: scan_fuzz [SECONDS [SEED [FILE...]]].
 *
 * FILEs are inputs as in testdata/fuzz/scan/: tried first, then changed and tried again; 0 SECONDS tries them as they are. A
 * difference is written to stderr, with the input as a C string. The same for libFuzzer, with clang's -fsanitize=fuzzer and
 * -DKGI_LIBFUZZER. */
#include <inttypes.h>
#include <time.h>

#include "scan_fixture.h"

enum { ROOM = 4096, SECONDS = 10 };

static void dump(const unsigned char *input, size_t size)
{
	fputs("input: \"", stderr);
	for (size_t i = 0; i < size; i++)
		fprintf(stderr, "\\%03o", input[i]);
	fputs("\"\n", stderr);
}

/* Is the input read alike? */
static bool try_input(const unsigned char *input, size_t size)
{
	static struct kgi_scan scan;	/* kept from one input to the next, as a reader does */
	const char *kernel, *differs;
	size_t shift;

	if (size == 0)
		return true;

	struct form form = form_of(input[0], &shift);

	differs = hold_against_libcsv(&scan, (const char *)input + 1, size - 1, form, shift, &kernel);
	if (differs) {
		fprintf(stderr, "%s and libcsv differ in %s\n", kernel, differs);
		dump(input, size);
	}
	return !differs;
}

#ifdef KGI_LIBFUZZER

int LLVMFuzzerTestOneInput(const unsigned char *input, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *input, size_t size)
{
	if (!try_input(input, size))
		abort();
	return 0;
}

#else

/* The file's first bytes; 0 when it cannot be read. */
static size_t read_input(const char *path, unsigned char *input)
{
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(input, 1, ROOM, file) : 0;

	if (file)
		fclose(file);
	else
		perror(path);
	return size;
}

static size_t draw_input(char **files, size_t count, unsigned char *input, uint64_t *seed)
{
	size_t size = count && draw(seed, 2) ? read_input(files[draw(seed, (uint32_t)count)], input) : 0, shift;

	if (size == 0) {
		size = 1 + draw(seed, draw(seed, 8) ? 400 : ROOM);
		input[0] = (unsigned char)draw(seed, 256);
		put_random((char *)input + 1, size - 1, form_of(input[0], &shift), seed);
	}
	for (uint32_t i = draw(seed, 4); i > 0; i--)
		mutate((char *)input + 1, size - 1, seed);
	return size;
}

int main(int argc, char **argv)
{
	time_t end = time(NULL) + (argc > 1 ? strtol(argv[1], NULL, 10) : SECONDS);
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
	size_t files = argc > 3 ? (size_t)argc - 3 : 0, inputs = 0;
	unsigned char input[ROOM];
	bool alike = true;

	printf("seed %" PRIu64 "\n", seed);
	fflush(stdout);
	for (size_t i = 0; i < files && alike; i++) {
		size_t size = read_input(argv[3 + i], input);

		alike = size > 0 && try_input(input, size);
	}
	for (; alike && time(NULL) < end; inputs++)
		alike = try_input(input, draw_input(argv + 3, files, input, &seed));
	printf("%zu files and %zu random inputs%s\n", files, inputs, alike ? ": no difference" : "");
	return alike ? 0 : 1;
}

#endif
