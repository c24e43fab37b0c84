#include "cleaner.h"
#include "array.h"
#include "naming.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FULL = 192 * 1024, LONG = 256 };	/* bytes of a column's cells that are remembered, and of one */

/* A cell that was cleaned before. Its bytes stand behind, and then those that the result points to. */
struct kg_known_cell {
	size_t len;
	struct kg_cleaned cleaned;
	char bytes[];
};

void kg_cleaner_fini(struct kg_cleaner *cleaner)
{
	for (size_t i = 0; i < cleaner->index.count; i++)
		free(cleaner->known[i]);
	free(cleaner->known);
	kg_index_fini(&cleaner->index);
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

		if (kg_is_digit(c)) {
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

static uint32_t hash_of(struct kg_slice cell)
{
	return (uint32_t)XXH3_64bits(cell.at, cell.len);
}

/* NULL if the cell is not remembered. */
static const struct kg_cleaned *find(const struct kg_cleaner *cleaner, struct kg_slice cell)
{
	struct kg_index_look look = kg_index_look(&cleaner->index, hash_of(cell));
	uint32_t i;

	while (kg_index_next(&look, &i))
		if (kg_slice_same((struct kg_slice){ cleaner->known[i]->bytes, cleaner->known[i]->len }, cell))
			return &cleaner->known[i]->cleaned;
	return NULL;
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
	size_t count = cleaner->index.count;
	size_t choices = cleaned->taken ? cleaner->column.book->category_count * sizeof *cleaned->taken : 0;
	size_t size = sizeof(struct kg_known_cell) + cell.len + cleaned->stripped.len + cleaned->text.len + choices;
	struct kg_known_cell *known = malloc(size);

	if (!known || !kg_grow(&cleaner->known, &cleaner->known_room, count + 1, sizeof(struct kg_known_cell *)) ||
	    !kg_index_add(&cleaner->index, hash_of(cell), (uint32_t)count)) {
		free(known);
		return NULL;
	}

	char *at = known->bytes;

	*known = (struct kg_known_cell){ .len = cell.len, .cleaned = *cleaned };
	keep(&at, cell.at, cell.len);
	known->cleaned.stripped.at = keep(&at, cleaned->stripped.at, cleaned->stripped.len);
	known->cleaned.text.at = keep(&at, cleaned->text.at, cleaned->text.len);
	known->cleaned.unit.at = at - cleaned->unit.len;
	if (choices)
		known->cleaned.taken = (const bool *)keep(&at, cleaned->taken, choices);
	cleaner->known[count] = known;
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
	if (!cleaner->listed && is_clean(cleaner, whole)) {
		cleaner->cleaned = (struct kg_cleaned){ .stripped = whole, .text = whole, .unit = { whole.at + whole.len, 0 } };
		return &cleaner->cleaned;
	}
	return find(cleaner, whole);
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
