/* meaning_test - cells are understood as `read` does, and those that come again without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "meaning.h"

static size_t reads;

/* Anything that the bytes decide. */
static int read_cell(struct kg_slice cell)
{
	unsigned says = (unsigned)cell.len;

	for (size_t i = 0; i < cell.len; i++)
		says = says * 31 + (unsigned char)cell.at[i];
	reads++;
	return (int)(says >> 1);
}

/* In memory that ends where it does. */
static void check(struct kg_meanings *all, const char *cell, size_t len)
{
	char *copy = malloc(len + 1);
	int says = kg_meaning(all, read_cell, (struct kg_slice){ memcpy(copy + 1, cell, len), len });

	assert_int_equal(says, read_cell((struct kg_slice){ cell, len }));
	reads--;
	free(copy);
}

static void test_reads_once(void **state)
{
	static const char *const cells[] = { "", "○", "はい", "0", " 0", "TRUE" };
	struct kg_meanings all = { 0 };

	(void)state;
	reads = 0;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
			check(&all, cells[i], strlen(cells[i]));
		assert_int_equal(reads, sizeof cells / sizeof *cells);
	}
	kg_meanings_fini(&all);
	check(&all, "○", 3);
	assert_int_equal(reads, sizeof cells / sizeof *cells + 1);
	kg_meanings_fini(&all);
}

/* More cells than there is room for, and longer ones; NUL is a byte like any other. */
static void test_any_cell(void **state)
{
	struct kg_meanings all = { 0 };
	char cell[100] = "";

	(void)state;
	check(&all, "\0", 1);
	check(&all, "", 0);
	check(&all, "\0\0", 2);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 20000; i++)
			check(&all, cell, (size_t)snprintf(cell, sizeof cell, "%0*d", 1 + i % 90, i));
	kg_meanings_fini(&all);
}

/* A few cells take little room, for each of many files; many take no more than they may. */
static void test_room_grows_with_the_cells(void **state)
{
	static const struct {
		size_t places;
		int cells, most_reads;
		size_t most_room;
	} columns[] = { { 0, 5, 5, 32 }, { 0, 400, 2000, 4096 }, { 0, 20000, 200000, 4096 }, { 16, 5, 50, 16 }, { 512, 20000, 200000, 512 } };

	(void)state;
	for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
		struct kg_meanings all = { .places = columns[c].places };
		char cell[16];

		reads = 0;
		for (int round = 0; round < 10; round++)
			for (int i = 0; i < columns[c].cells; i++)
				check(&all, cell, (size_t)snprintf(cell, sizeof cell, "%d", i));
		assert_in_range(reads, columns[c].cells, columns[c].most_reads);
		assert_in_range(all.room, 1, columns[c].most_room);
		kg_meanings_fini(&all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_reads_once), cmocka_unit_test(test_any_cell),
					    cmocka_unit_test(test_room_grows_with_the_cells) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
