/* wide_test - wide whole numbers, and their quotients as the nearest doubles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <math.h>
#include <cmocka.h>

#include "wide.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static struct kgi_wide wide(uint64_t low, uint64_t high)
{
	return (struct kgi_wide){ { low, high } };
}

/* Numerators over high * 2^64 + low, both times 10^scale, which does not change the quotient. */
static const struct {
	uint64_t low, high, whole;
	double quotient;
} quotients[] = {
	{ 0, 0, 7, 0 },
	{ 1, 0, 3, 1.0 / 3 },
	{ 2, 0, 3, 2.0 / 3 },
	{ 1, 0, 10, 0.1 },
	{ 41615795893, 0, 10000000000, 4.1615795893 },
	{ 0, 1, 1, 0x1p64 },
	{ (1ull << 53) + 1, 0, 1, 0x1p53 },			/* a tie, to even */
	{ (1ull << 53) + 3, 0, 1, 0x1.0000000000002p53 },	/* and up */
	{ (1ull << 54) + 3, 0, 1, 0x1.0000000000001p54 },
	{ (1ull << 54) + 1, 0, 1, 0x1p54 },
	{ (1ull << 54) + 4, 0, 2, 0x1.0000000000001p53 },
	{ UINT64_MAX, 0, 1, 0x1p64 },
	{ UINT64_MAX, UINT64_MAX, UINT64_MAX, 0x1p64 },
	{ 1, 1, 0x1p63, 2 },
};

static void test_the_quotient_is_the_nearest_double(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(quotients); i++) {
		for (unsigned scale = 0; scale <= 144; scale += 16) {
			struct kgi_wide part = wide(quotients[i].low, quotients[i].high), whole = wide(quotients[i].whole, 0);

			kgi_wide_scale(&part, scale);
			kgi_wide_scale(&whole, scale);
			assert_true(kgi_wide_ratio(part, whole) == quotients[i].quotient);
		}
	}
}

/* 2^53 + 1 is half way; 10^-144 of it more is not. */
static void test_the_last_digit_of_many_decides(void **state)
{
	struct kgi_wide part = wide((1ull << 53) + 1, 0), whole = wide(1, 0);

	(void)state;
	kgi_wide_scale(&part, 144);
	kgi_wide_scale(&whole, 144);
	assert_true(kgi_wide_ratio(part, whole) == 0x1p53);
	part.limbs[0]++;
	assert_true(kgi_wide_ratio(part, whole) == 0x1.0000000000001p53);
}

/* Two doubles that are whole are divided by the machine with one rounding. */
static void test_the_quotient_is_the_machine_s(void **state)
{
	uint64_t seed = 20240930;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		uint64_t part, whole;

		part = (seed = seed * 6364136223846793005 + 1442695040888963407) >> (11 + i % 40);
		whole = ((seed = seed * 6364136223846793005 + 1442695040888963407) >> (11 + i % 37)) + 1;
		assert_true(kgi_wide_ratio(wide(part, 0), wide(whole, 0)) == (double)part / (double)whole);
	}
}

static void test_powers_are_undone(void **state)
{
	struct kgi_wide w = wide(12345, 67);

	(void)state;
	kgi_wide_scale(&w, 150);
	for (int i = 0; i < 150; i++)
		assert_int_equal(kgi_wide_cut(&w), 0);
	assert_int_equal(w.limbs[0], 12345);
	assert_int_equal(w.limbs[1], 67);
	assert_int_equal(kgi_wide_cut(&w), (12345 + 67 * 6) % 10);	/* 2^64 ends in 6 */
}

/* (a + b)(a - b) = a² - b² */
static void test_products_and_differences(void **state)
{
	struct kgi_wide a = wide(0, 1), b = wide(UINT64_MAX, 0), sum = wide(UINT64_MAX, 1), product;
	struct kgi_wide square = kgi_wide_product(&a, &a), other = kgi_wide_product(&b, &b);

	(void)state;
	kgi_wide_subtract(&square, &other);
	kgi_wide_subtract(&a, &b);
	product = kgi_wide_product(&sum, &a);
	assert_memory_equal(&product, &square, sizeof square);
}

static void test_two_s_complement(void **state)
{
	static const struct {
		uint64_t limbs[2], low, high;
		bool negative;
	} numbers[] = {
		{ { 5, 0 }, 5, 0, false },
		{ { (uint64_t)-5, UINT64_MAX }, 5, 0, true },
		{ { 0, UINT64_MAX }, 0, 1, true },
		{ { 0, 1ull << 63 }, 0, 1ull << 63, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct kgi_wide w, expected = wide(numbers[i].low, numbers[i].high);

		assert_int_equal(kgi_wide_set(&w, numbers[i].limbs, 2), numbers[i].negative);
		assert_memory_equal(&w, &expected, sizeof w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_quotient_is_the_nearest_double),
		cmocka_unit_test(test_the_last_digit_of_many_decides),
		cmocka_unit_test(test_the_quotient_is_the_machine_s),
		cmocka_unit_test(test_powers_are_undone),
		cmocka_unit_test(test_products_and_differences),
		cmocka_unit_test(test_two_s_complement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
