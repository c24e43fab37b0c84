#include "misread.h"
#include "character.h"

/* Kana, ideographs, and full-width signs. */
static bool is_japanese(struct kg_slice text, size_t at)
{
	size_t bytes;
	char32_t c = text.len ? kgi_character(text, at, &bytes) : 0;

	return c >= 0x2E80 && c != 0xFFFD && c != KGI_NO_CHARACTER;
}

/* `text` without one of the two at its end. */
static struct kg_slice without(struct kg_slice text, const char *narrow, const char *wide)
{
	size_t len = kg_slice_ends(text, narrow) ? strlen(narrow) : kg_slice_ends(text, wide) ? strlen(wide) : 0;

	return (struct kg_slice){ text.at, text.len - len };
}

/* Where the letters of a stem are kept. When all places are taken, stems that no Ⅰ can have made go first. */
static size_t place_of(struct kgi_misread *seen, struct kg_slice stem, char letter)
{
	const uint32_t first_two = 1u << ('T' - 'A') | 1u << ('U' - 'A');
	size_t i = 0;

	while (i < seen->count && !kg_slice_same(seen->numerals[i].stem, stem))
		i++;
	if (i < KGI_MISREAD_STEMS || (letter != 'T' && letter != 'U'))
		return i;
	for (i = 0; i < KGI_MISREAD_STEMS; i++)
		if (!(seen->numerals[i].letters & first_two)) {
			seen->numerals[i].letters = 0;
			break;
		}
	return i;
}

static void see_numeral(struct kgi_misread *seen, struct kg_slice label)
{
	struct kg_slice stem = without(label, ")", "）"), before;
	char letter = '\0';

	if (stem.len)
		letter = stem.at[--stem.len];
	before = without(stem, "(", "（");
	if (letter < 'A' || letter > 'Z' || !is_japanese(before, kgi_character_before(before, before.len)))
		return;

	size_t i = place_of(seen, stem, letter);

	if (i == KGI_MISREAD_STEMS)
		return;
	if (i == seen->count)
		seen->count++;
	if (seen->numerals[i].letters == 0 || letter == 'T')
		seen->numerals[i].first = label;
	seen->numerals[i].stem = stem;
	seen->numerals[i].letters |= 1u << (letter - 'A');
}

void kgi_misread_see(struct kgi_misread *seen, struct kg_slice label)
{
	label = kg_trim(label);
	if (!seen->circled.len && label.len > 1 && label.at[0] == '@') {
		struct kg_slice rest = kg_trim(kg_slice_from(label, 1));

		if (is_japanese(rest, 0))
			seen->circled = label;
	}
	see_numeral(seen, label);
}

struct kg_slice kgi_misread_found(const struct kgi_misread *seen)
{
	const uint32_t before = (1u << ('T' - 'A')) - 1, first_two = 3u << ('T' - 'A');

	for (size_t i = 0; i < seen->count && !seen->circled.len; i++)
		if ((seen->numerals[i].letters & first_two) == first_two && !(seen->numerals[i].letters & before))
			return seen->numerals[i].first;
	return seen->circled.len ? seen->circled : (struct kg_slice){ "", 0 };
}
