#include "pattern.h"
#include "character.h"
#include "error.h"

#include <errno.h>
#include <locale.h>
#include <regex.h>
#include <stdlib.h>

/* A regular expression is about characters of a locale: here always those of UTF-8, whatever the environment says. */
struct kg_pattern {
	regex_t regex;
	locale_t characters;
};

/* Classes of characters that the C library writes in another way. */
static const struct { char letter; const char *outside, *inside; } classes[] = {
	{ 'd', "[0-9]", "0-9" }, { 'D', "[^0-9]", NULL }, { 'w', "[[:alnum:]_]", "[:alnum:]_" }, { 'W', "[^[:alnum:]_]", NULL },
	{ 's', "[[:space:]]", "[:space:]" }, { 'S', "[^[:space:]]", NULL }, { 't', "\t", "\t" }, { 'n', "\n", "\n" },
};

/* Writes what `letter` behind a backslash stands for. False for what is not understood. */
static bool put_escape(char letter, bool inside, bool *dash, FILE *out)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (classes[i].letter == letter) {
			const char *text = inside ? classes[i].inside : classes[i].outside;

			return text && fputs(text, out) >= 0;
		}
	if (!letter || kg_is_digit(letter) || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'))
		return false;
	if (!inside)
		return fprintf(out, "\\%c", letter) > 0;
	*dash |= letter == '-';		/* it is itself at the end of a class */
	return letter != ']' && letter != '^' && (letter == '-' || fputc(letter, out) != EOF);
}

/* Passes a range with an end beyond ASCII, a-b in a class, and writes all of it out: the C library has none such. False for
 * another. */
static bool put_range(const char **at, FILE *out)
{
	enum { ASCII_END = 0x7F };
	struct kg_slice first = kgi_first_character(kg_slice(*at)), last;
	const char *behind = first.at + first.len;
	char text[KGI_CHARACTER_ROOM];

	if (behind[0] != '-' || behind[1] == ']' || behind[1] == '\\' || !behind[1])
		return false;
	last = kgi_first_character(kg_slice(behind + 1));

	char32_t point = kgi_point(first), end = kgi_point(last);

	if (end <= ASCII_END || point > end)
		return false;
	if (point <= ASCII_END) {
		fprintf(out, "%c-%c", *first.at, ASCII_END);
		point = ASCII_END + 1;
	}
	for (; point <= end; point++)
		fwrite(text, 1, kgi_character_write(point, text), out);
	*at = last.at + last.len - 1;
	return true;
}

/* The pattern as an extended regular expression for the whole cell. */
static bool put_pattern(const char *at, FILE *out)
{
	bool inside = false, dash = false, ok = true;

	fputs("^(", out);
	for (; *at && ok; at++) {
		bool opens = !inside && *at == '[', closes = inside && *at == ']';

		if (*at == '\\') {
			ok = put_escape(*++at, inside, &dash, out);
			at -= *at == '\0';
		} else if (!inside && strncmp(at, "(?", 2) == 0) {
			ok = at[2] == ':';
			at += ok ? 2 : 0;
			fputc('(', out);
		} else if (!inside || closes || !put_range(&at, out)) {
			if (closes && dash)
				fputc('-', out);
			fputc(*at, out);
		}
		if (opens || closes) {
			inside = opens;
			dash = false;
		}
	}
	fputs(")$", out);
	return ok;
}

static int compile(struct kg_pattern *pattern, const char *written)
{
	locale_t before;
	int fault;

	pattern->characters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (!pattern->characters)
		return KG_SYSTEM;
	before = uselocale(pattern->characters);
	fault = regcomp(&pattern->regex, written, REG_EXTENDED);
	uselocale(before);
	if (fault == 0)
		return KG_OK;
	freelocale(pattern->characters);
	errno = ENOMEM;
	return fault == REG_ESPACE ? KG_SYSTEM : KG_INPUT;
}

int kg_pattern_make(struct kg_slice text, struct kg_arena *arena, struct kg_pattern **made)
{
	char *written = NULL;
	size_t size;
	FILE *out = open_memstream(&written, &size);
	bool known = out && put_pattern(text.at, out);
	struct kg_pattern *pattern = kg_arena_take(arena, sizeof *pattern);
	int status = KG_SYSTEM;

	if (out && fclose(out) == 0 && pattern)
		status = known ? compile(pattern, written) : KG_INPUT;
	free(written);
	*made = status == KG_OK ? pattern : NULL;
	return status;
}

void kg_pattern_fini(struct kg_pattern *pattern)
{
	regfree(&pattern->regex);
	freelocale(pattern->characters);
}

bool kg_pattern_fits(const struct kg_pattern *pattern, struct kg_slice cell)
{
	regmatch_t match = { .rm_so = 0, .rm_eo = (regoff_t)cell.len };
	locale_t before = uselocale(pattern->characters);
	bool fits = regexec(&pattern->regex, cell.at, 1, &match, REG_STARTEND) == 0;

	uselocale(before);
	return fits;
}
