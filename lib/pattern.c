#include "pattern.h"
#include "error.h"

#include <regex.h>
#include <stdlib.h>

struct kg_pattern {
	regex_t regex;
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
	if (!letter || (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'))
		return false;
	if (!inside)
		return fprintf(out, "\\%c", letter) > 0;
	*dash |= letter == '-';		/* it is itself at the end of a class */
	return letter != ']' && letter != '^' && (letter == '-' || fputc(letter, out) != EOF);
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
		} else {
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

int kg_pattern_make(struct kg_slice text, struct kg_arena *arena, struct kg_pattern **made)
{
	char *written = NULL;
	size_t size;
	FILE *out = open_memstream(&written, &size);
	bool known = out && put_pattern(text.at, out);
	struct kg_pattern *pattern = kg_arena_take(arena, sizeof *pattern);
	int status = KG_SYSTEM, fault;

	if (out && fclose(out) == 0 && pattern) {
		fault = known ? regcomp(&pattern->regex, written, REG_EXTENDED) : REG_BADPAT;
		status = fault == 0 ? KG_OK : fault == REG_ESPACE ? KG_SYSTEM : KG_INPUT;
	}
	free(written);
	*made = status == KG_OK ? pattern : NULL;
	return status;
}

void kg_pattern_fini(struct kg_pattern *pattern)
{
	regfree(&pattern->regex);
}

bool kg_pattern_fits(const struct kg_pattern *pattern, struct kg_slice cell)
{
	regmatch_t match = { .rm_so = 0, .rm_eo = (regoff_t)cell.len };

	return regexec(&pattern->regex, cell.at, 1, &match, REG_STARTEND) == 0;
}
