#include "cleaner.h"
#include "array.h"
#include "naming.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FULL = 192 * 1024, LONG = 256 };	/* bytes of a column's cells that are remembered, and of one */

/* A cell that was cleaned before. Its bytes stand behind, and then those that the result points to. */
struct kg_known_cell {
	uint64_t hash;
	size_t len;
	struct kg_cleaned cleaned;
	char bytes[];
};

void kg_cleaner_fini(struct kg_cleaner *cleaner)
{
	for (size_t i = 0; i < cleaner->known_room; i++)
		free(cleaner->known[i]);
	free(cleaner->known);
	free(cleaner->tidied);
	free(cleaner->made);
	free(cleaner->taken);
}

/* Can no rule change it? Nothing, letters alone, digits, or digits with a point between them. */
static bool is_clean(const struct kg_cleaner *cleaner, struct kg_slice cell)
{
	enum { DIGIT = 1, LETTER = 2, POINT = 4, OTHER = 8 };
	unsigned seen = 0;
	size_t point = 0;

	for (size_t i = 0; i < cell.len && seen < OTHER; i++) {
		char c = cell.at[i], small = (char)(c | 0x20);

		if (c >= '0' && c <= '9') {
			seen |= DIGIT;
		} else if (small >= 'a' && small <= 'z') {
			seen |= LETTER;
		} else {
			seen |= c == '.' && !(seen & POINT) ? POINT : OTHER;
			point = i;
		}
	}
	if (seen == (DIGIT | POINT) && point > 0 && point + 1 < cell.len)
		seen = DIGIT;
	return seen == 0 || seen == LETTER || (seen == DIGIT && !cleaner->days && !cleaner->code);
}

static struct kg_known_cell **find(const struct kg_cleaner *cleaner, struct kg_slice cell, uint64_t hash)
{
	size_t mask = cleaner->known_room - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct kg_known_cell *known = cleaner->known[i];

		if (!known || (known->hash == hash && kg_slice_same((struct kg_slice){ known->bytes, known->len }, cell)))
			return &cleaner->known[i];
	}
}

static bool make_room(struct kg_cleaner *cleaner)
{
	struct kg_cleaner larger = *cleaner;

	if (cleaner->known_count * 2 < cleaner->known_room)
		return true;
	larger.known_room = cleaner->known_room ? cleaner->known_room * 2 : 16;
	larger.known = calloc(larger.known_room, sizeof(struct kg_known_cell *));
	if (!larger.known)
		return false;
	for (size_t i = 0; i < cleaner->known_room; i++)
		if (cleaner->known[i])
			*find(&larger, (struct kg_slice){ cleaner->known[i]->bytes, cleaner->known[i]->len },
			      cleaner->known[i]->hash) = cleaner->known[i];
	free(cleaner->known);
	*cleaner = larger;
	return true;
}

/* Copies the bytes to *at, which it moves behind them. */
static const char *keep(char **at, const void *from, size_t len)
{
	char *kept = *at;

	if (len)
		memcpy(kept, from, len);
	*at += len;
	return kept;
}

/* Remembers the result for the cell: a copy of it, or NULL when memory is short. */
static const struct kg_cleaned *remember(struct kg_cleaner *cleaner, struct kg_slice cell)
{
	const struct kg_cleaned *cleaned = &cleaner->cleaned;
	uint64_t hash = XXH3_64bits(cell.at, cell.len);
	size_t choices = cleaned->taken ? cleaner->column.book->category_count * sizeof *cleaned->taken : 0;
	size_t size = sizeof(struct kg_known_cell) + cell.len + cleaned->stripped.len + cleaned->text.len + choices;
	struct kg_known_cell *known = make_room(cleaner) ? malloc(size) : NULL;

	if (!known)
		return NULL;

	char *at = known->bytes;

	*known = (struct kg_known_cell){ .hash = hash, .len = cell.len, .cleaned = *cleaned };
	keep(&at, cell.at, cell.len);
	known->cleaned.stripped.at = keep(&at, cleaned->stripped.at, cleaned->stripped.len);
	known->cleaned.text.at = keep(&at, cleaned->text.at, cleaned->text.len);
	known->cleaned.unit.at = at - cleaned->unit.len;
	if (choices)
		known->cleaned.taken = (const bool *)keep(&at, cleaned->taken, choices);
	*find(cleaner, cell, hash) = known;
	cleaner->known_count++;
	cleaner->known_bytes += size;
	return &known->cleaned;
}

void kg_cleaner_init(struct kg_cleaner *cleaner, const struct kg_clean_column *column)
{
	const struct kg_book_field *book = column->book;

	*cleaner = (struct kg_cleaner){ .column = *column, .listed = book && book->category_count,
					.days = (book && book->type == KG_BOOK_DATE) || kg_naming_day(column->name),
					.several = kg_naming_several(column->name),
					.code = book && book->code ? book->code : kg_naming_code(column->name) };
}

const struct kg_cleaned *kg_clean_known(struct kg_cleaner *cleaner, struct kg_slice whole)
{
	const struct kg_known_cell *known;

	if (!cleaner->listed && is_clean(cleaner, whole)) {
		cleaner->cleaned = (struct kg_cleaned){ .stripped = whole, .text = whole, .unit = { whole.at + whole.len, 0 } };
		return &cleaner->cleaned;
	}
	known = cleaner->known_room ? *find(cleaner, whole, XXH3_64bits(whole.at, whole.len)) : NULL;
	return known ? &known->cleaned : NULL;
}

const struct kg_cleaned *kg_clean(struct kg_cleaner *cleaner, const struct kg_written *written)
{
	const struct kg_cleaned *known = kg_clean_known(cleaner, written->whole);

	if (known)
		return known;
	if (!kgi_clean(cleaner, written, &cleaner->cleaned))
		return NULL;
	return written->whole.len > LONG || cleaner->known_bytes > FULL ? &cleaner->cleaned : remember(cleaner, written->whole);
}
