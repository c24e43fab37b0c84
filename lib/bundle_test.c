/* bundle_test - every item is in the bundle of its key, in order of place, whoever added it and whoever visits it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "bundle.h"

struct item {
	struct kg_bundled bundled;
	uint32_t key;
} KG_ITEM;

/* What was seen of the bundles; keys are below KEYS. */
enum { KEYS = 20000, WORKERS = 3 };

struct seen {
	const struct kg_bundles *bundles;
	uint32_t *items;		/* by key */
	size_t out_of_order, astray;
};

static void add(struct kg_bundles *bundles, uint32_t key, uint64_t offset)
{
	char text[16];
	int len = snprintf(text, sizeof text, "%u", key);
	struct kg_bundled *added = kg_bundle_add(bundles, (struct kg_slice){ text, (size_t)len }, (struct kg_place){ offset, 1, 0 });
	struct item *item = (struct item *)added;

	assert_non_null(item);
	item->key = key;
}

static void look(void *state, struct kg_bundled **items, size_t count)
{
	struct seen *seen = state;
	uint32_t key = ((struct item *)items[0])->key;
	char text[16];

	snprintf(text, sizeof text, "%u", key);
	for (size_t i = 0; i < count; i++) {
		seen->out_of_order += i > 0 && kg_bundled_compare(items[i - 1], items[i]) > 0;
		seen->astray += ((struct item *)items[i])->key != key ||
				!kg_slice_same(kg_bundle_key(seen->bundles, items[i]), kg_slice(text));
	}
	seen->astray += seen->items[key] > 0;
	seen->items[key] += (uint32_t)count;
}

/* Visits all, by `workers`; items[key] is how many were in the only bundle of the key. */
static void look_at_all(struct kg_bundles *bundles, size_t least, size_t workers, uint32_t *items)
{
	struct seen seen[WORKERS] = { 0 };

	for (size_t i = 0; i < WORKERS; i++)
		seen[i] = (struct seen){ bundles, calloc(KEYS, sizeof(uint32_t)), 0, 0 };
	assert_true(kg_bundles_each(bundles, least, look, seen, sizeof *seen, workers));
	memset(items, 0, KEYS * sizeof *items);
	for (size_t i = 0; i < WORKERS; i++) {
		assert_int_equal(seen[i].out_of_order, 0);
		assert_int_equal(seen[i].astray, 0);
		for (size_t key = 0; key < KEYS; key++) {
			assert_true(!items[key] || !seen[i].items[key]);
			items[key] += seen[i].items[key];
		}
		free(seen[i].items);
	}
}

static void count(void *state, struct kg_bundled *item)
{
	assert_non_null(item);
	++*(size_t *)state;
}

static void test_bundles(void **state)
{
	struct kg_bundles bundles = { .size = sizeof(struct item) }, other = bundles;
	uint32_t *items = calloc(KEYS, sizeof *items);
	size_t count_of_all = 0;

	(void)state;
	/* key k comes k % 5 times, in turns here and there, and the later ones here first */
	for (uint32_t round = 4; round-- > 0;)
		for (uint32_t key = 0; key < KEYS; key++)
			if (key % 5 > round)
				add((round + key) % 2 ? &bundles : &other, key, round * KEYS + key);
	assert_true(kg_bundles_merge(&bundles, &other));
	kg_bundles_fini(&other);
	assert_int_equal(other.count, 0);
	assert_int_equal(bundles.count, KEYS * 2);
	kg_bundles_items(&bundles, count, &count_of_all);
	assert_int_equal(count_of_all, KEYS * 2);
	for (size_t workers = 1; workers <= WORKERS; workers++)
		for (uint32_t least = 1; least <= 2; least++) {
			look_at_all(&bundles, least, workers, items);
			for (uint32_t key = 0; key < KEYS; key++)
				assert_int_equal(items[key], key % 5 < least ? 0 : key % 5);
		}
	kg_bundles_fini(&bundles);
	free(items);
}

static void test_one_key(void **state)
{
	enum { MANY = 50000 };
	struct kg_bundles bundles = { .size = sizeof(struct item) };
	uint32_t *items = calloc(KEYS, sizeof *items);

	(void)state;
	for (uint32_t i = 0; i < MANY; i++)
		add(&bundles, 7, i * 7919 % MANY);
	look_at_all(&bundles, 1, 2, items);
	assert_int_equal(items[7], MANY);
	kg_bundles_fini(&bundles);
	free(items);
}

/* Keys are the bytes of a long text up to a length. */
static void look_at_length(void *state, struct kg_bundled **items, size_t count)
{
	const struct seen *seen = state;
	struct kg_slice key = kg_bundle_key(seen->bundles, items[0]);

	assert_int_equal(((struct item *)items[0])->key, key.len);
	for (size_t i = 0; i < key.len; i++)
		assert_int_equal(key.at[i], 'a' + (char)(i % 23));
	seen->items[key.len] += (uint32_t)count;
}

static void add_lengths(struct kg_bundles *bundles, const size_t *lens, size_t count)
{
	static char text[KEYS];

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i % 23);
	for (size_t i = 0; i < count; i++) {
		struct item *item = (struct item *)kg_bundle_add(bundles, (struct kg_slice){ text, lens[i] }, (struct kg_place){ i, 1, 0 });

		assert_non_null(item);
		item->key = (uint32_t)lens[i];
	}
}

static void test_lengths(void **state)
{
	static const size_t lens[] = { 0, 1, 7, 8, 9, 254, 255, 256, 257, 1000, 19999, 3, 0, 12345, 256 };
	enum { COUNT = sizeof lens / sizeof *lens };
	struct kg_bundles bundles = { .size = sizeof(struct item) }, other = bundles;
	struct seen seen = { .bundles = &bundles, .items = calloc(KEYS, sizeof(uint32_t)) };

	(void)state;
	add_lengths(&bundles, lens, COUNT);
	add_lengths(&other, lens, COUNT);
	assert_true(kg_bundles_merge(&bundles, &other));
	kg_bundles_fini(&other);
	add_lengths(&bundles, lens, COUNT);
	assert_true(kg_bundles_each(&bundles, 1, look_at_length, &seen, sizeof seen, 1));
	assert_int_equal(seen.items[0], 6);
	assert_int_equal(seen.items[1], 3);
	assert_int_equal(seen.items[256], 6);
	assert_int_equal(seen.items[19999], 3);
	kg_bundles_fini(&bundles);
	free(seen.items);
}

static void test_nothing(void **state)
{
	struct kg_bundles bundles = { .size = sizeof(struct item) }, other = bundles;
	uint32_t *items = calloc(KEYS, sizeof *items);

	(void)state;
	look_at_all(&bundles, 1, 2, items);
	assert_true(kg_bundles_merge(&bundles, &other));
	look_at_all(&bundles, 1, 2, items);
	add(&other, 0, 0);
	assert_true(kg_bundles_merge(&bundles, &other));
	look_at_all(&bundles, 1, 2, items);
	assert_int_equal(items[0], 1);
	kg_bundles_fini(&bundles);
	free(items);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_bundles), cmocka_unit_test(test_one_key),
					    cmocka_unit_test(test_lengths), cmocka_unit_test(test_nothing) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
