/* A fuzz program's main: TARGET_fuzz [SECONDS [SEED [FILE...]]].
 *
 * Files of testdata/fuzz/ are tried as they are, behind each byte that an input may begin with. Then, for SECONDS, random CSV and
 * changes of these files and of FILEs; the same SEED, the same inputs. The first input that is read in two ways is written to
 * stderr as a C string, as short as it can be made; one that crashes or takes a minute, as it is. For libFuzzer: clang's
 * -fsanitize=fuzzer and -DKGI_LIBFUZZER. */
#include <glob.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "fuzz_fixture.h"

#ifdef KGI_LIBFUZZER

int LLVMFuzzerTestOneInput(const unsigned char *input, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *input, size_t size)
{
	if (size && kgi_fuzz(input, size))
		abort();
	return 0;
}

#else

enum { ROOM = 1024 * 1024, BORDER = 64 * 1024, LONG = 60 };

struct input {
	size_t len;
	unsigned char bytes[ROOM];
};

struct seeds {
	struct input *files;
	size_t count;
	uint64_t seed;
};

static struct input tried, shorter;

/* What would not fit is left out. */
static void replace(struct input *input, size_t at, size_t gone, const void *with, size_t len)
{
	size_t rest = input->len - at - gone;

	if (at + len + rest > ROOM)
		return;
	memmove(input->bytes + at + len, input->bytes + at + gone, rest);
	memcpy(input->bytes + at, with, len);
	input->len = at + len + rest;
}

/* A place in the CSV, or its end; and a length from there. */
static size_t place_in(const struct input *input, uint64_t *seed)
{
	return 1 + draw(seed, (uint32_t)input->len);
}

static size_t length_from(const struct input *input, size_t at, uint64_t *seed)
{
	size_t len = 1 + draw(seed, draw(seed, 4) ? 16 : 4096);

	return len < input->len - at ? len : input->len - at;
}

static void put_over(struct seeds *seeds)
{
	mutate((char *)tried.bytes + 1, tried.len - 1, &seeds->seed);
}

static void put_in(struct seeds *seeds)
{
	char piece[LONGEST];
	size_t len = put_letter(piece, draw(&seeds->seed, ALL_LETTERS));

	replace(&tried, place_in(&tried, &seeds->seed), 0, piece, len);
}

static void flip(struct seeds *seeds)
{
	if (tried.len > 1)
		tried.bytes[1 + draw(&seeds->seed, (uint32_t)tried.len - 1)] ^= (unsigned char)(1 << draw(&seeds->seed, 8));
}

static void leave_out(struct seeds *seeds)
{
	size_t at = place_in(&tried, &seeds->seed);

	replace(&tried, at, length_from(&tried, at, &seeds->seed), "", 0);
}

static void repeat(struct seeds *seeds)
{
	size_t at = place_in(&tried, &seeds->seed), len = length_from(&tried, at, &seeds->seed);
	unsigned char piece[4096];

	memcpy(piece, tried.bytes + at, len);
	replace(&tried, place_in(&tried, &seeds->seed), 0, piece, len);
}

/* Goes on as another file does. */
static void splice(struct seeds *seeds)
{
	const struct input *other = &seeds->files[draw(&seeds->seed, (uint32_t)seeds->count)];
	size_t from = place_in(other, &seeds->seed), at = place_in(&tried, &seeds->seed);

	replace(&tried, at, tried.len - at, other->bytes + from, other->len - from);
}

/* Moves what stands somewhere to a little before a multiple of 64 KiB; nothing in the header, whose columns would have no end. */
static void stretch(struct seeds *seeds)
{
	static unsigned char piece[4 * BORDER];
	size_t at = place_in(&tried, &seeds->seed), to = (1 + draw(&seeds->seed, 4)) * BORDER - draw(&seeds->seed, 1024);
	size_t letter = put_letter((char *)piece, draw(&seeds->seed, ALL_LETTERS));

	if (to < at + letter || (!memchr(tried.bytes + 1, '\n', at - 1) && !memchr(tried.bytes + 1, '\r', at - 1)))
		return;
	for (size_t i = letter; i < to - at; i++)
		piece[i] = piece[i - letter];
	replace(&tried, at, 0, piece, to - at);
}

static void draw_input(struct seeds *seeds)
{
	static void (*const changes[])(struct seeds *) = { put_over, put_in, flip, leave_out, repeat, splice };
	uint64_t *seed = &seeds->seed;

	tried.bytes[0] = (unsigned char)draw(seed, 256);
	if (draw(seed, 4)) {
		const struct input *file = &seeds->files[draw(seed, (uint32_t)seeds->count)];
		size_t most = draw(seed, 16) ? 1 + draw(seed, 2048) : ROOM;

		tried.len = file->len < most ? file->len : most;
		memcpy(tried.bytes + 1, file->bytes + 1, tried.len - 1);
	} else {
		tried.len = 1 + draw(seed, draw(seed, 8) ? 400 : 4096);
		put_random((char *)tried.bytes + 1, tried.len - 1, form_of(tried.bytes[0]), seed);
	}
	for (uint32_t i = draw(seed, 6); i > 0; i--)
		changes[draw(seed, sizeof changes / sizeof changes[0])](seeds);
	if (draw(seed, 64) == 0)
		stretch(seeds);
}

/* Leaves out what the difference does not need. */
static void shrink(void)
{
	for (size_t some = tried.len / 2; some > tried.len / 1024; some /= 2) {
		for (size_t at = 1; at + some <= tried.len;) {
			shorter = tried;
			replace(&shorter, at, some, "", 0);
			if (kgi_fuzz(shorter.bytes, shorter.len))
				tried = shorter;
			else
				at += some;
		}
	}
}

static void tell(const char *what)
{
	fprintf(stderr, "%s\ninput: \"", what);
	for (size_t i = 0; i < tried.len; i++)
		fprintf(stderr, "\\%03o", tried.bytes[i]);
	fputs("\"\n", stderr);
}

/* It crashed, or takes without end. */
static void on_signal(int number)
{
	tell(strsignal(number));
	_exit(1);
}

static bool is_read_alike(void)
{
	alarm(LONG);
	if (!kgi_fuzz(tried.bytes, tried.len))
		return true;
	alarm(0);
	shrink();
	tell(kgi_fuzz(tried.bytes, tried.len));
	return false;
}

/* Behind a byte of any value. */
static bool read_seed(struct input *input, const char *path)
{
	FILE *file = fopen(path, "rb");

	if (!file) {
		perror(path);
		return false;
	}
	input->len = 1 + fread(input->bytes + 1, 1, ROOM / 4, file);
	fclose(file);
	return true;
}

int main(int argc, char **argv)
{
	time_t end = time(NULL) + (argc > 1 ? strtol(argv[1], NULL, 10) : 0);
	struct seeds seeds = { .seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) };
	size_t inputs = 0, corpus;
	bool alike = true;
	glob_t found;

	if (glob("testdata/fuzz/*", 0, NULL, &found) != 0 ||
	    !(seeds.files = calloc(found.gl_pathc + (size_t)argc, sizeof *seeds.files)))
		return 2;
	for (; seeds.count < found.gl_pathc; seeds.count++)
		if (!read_seed(&seeds.files[seeds.count], found.gl_pathv[seeds.count]))
			return 2;
	globfree(&found);
	corpus = seeds.count;
	for (int i = 3; i < argc; i++)
		if (!read_seed(&seeds.files[seeds.count++], argv[i]))
			return 2;

	signal(SIGALRM, on_signal);
	signal(SIGSEGV, on_signal);
	signal(SIGABRT, on_signal);
	printf("seed %" PRIu64 "\n", seeds.seed);
	fflush(stdout);
	for (size_t i = 0; i < corpus * 256 && alike; i++) {
		tried = seeds.files[i / 256];
		tried.bytes[0] = (unsigned char)i;
		alike = is_read_alike();
	}
	for (; alike && time(NULL) < end; inputs++) {
		draw_input(&seeds);
		alike = is_read_alike();
	}
	printf("%zu files in 256 ways and %zu random inputs%s\n", corpus, inputs, alike ? ": no difference" : "");
	free(seeds.files);
	return alike ? 0 : 1;
}

#endif
