/* misread - labels that show that they were decoded wrongly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "misread.h"

#define MANY_LABELS 24

static const struct {
	const char *labels[MANY_LABELS], *found;
} misreads[] = {
	{ { "@ 人口構成", "A 高齢者", "B 世帯" }, "@ 人口構成" },
	{ { "A 高齢者", "　@　人口構成 " }, "@　人口構成" },
	{ { "@人口" }, "@人口" },
	{ { "加算T", "加算U", "加算V" }, "加算T" },
	{ { "加算なし", "加算V", "加算U", "加算T" }, "加算T" },
	{ { "処遇改善加算T", "処遇改善加算U", "特定加算T" }, "処遇改善加算T" },
	{ { "特定加算T", "処遇改善加算T", "処遇改善加算U" }, "処遇改善加算T" },
	{ { "加算（T）", "加算（U）" }, "加算（T）" }, { { "加算(T)", "加算(U)" }, "加算(T)" },
	/* more stems than are kept */
	{ { "あA", "いA", "うA", "えA", "おA", "かA", "きA", "くA", "けA", "こA", "さA", "しA", "すA", "せA", "そA", "たA", "ちA",
	    "加算U", "加算T" }, "加算T" },

	{ { "" }, "" }, { { "@" }, "" }, { { "@ " }, "" }, { { "T" }, "" }, { { "(T)" }, "" },
	{ { "加算T" }, "" }, { { "加算T", "加算T" }, "" }, { { "加算T", "特定加算U" }, "" }, { { "加算U", "加算V" }, "" },
	{ { "加算（T）", "加算U" }, "" },
	{ { "Tシャツ", "Uネック" }, "" }, { { "綿Tシャツ", "綿Uネック" }, "" },
	{ { "@home", "@work" }, "" }, { { "A 北部", "B 南部" }, "" }, { { "a@b.jp", "メール a@b.jp", "施設@b" }, "" },
	{ { "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ" }, "" }, { { "加算Ⅰ", "加算Ⅱ" }, "" }, { { "① 人口構成", "② 高齢者" }, "" },
	{ { "区分S", "区分T", "区分U" }, "" }, { { "区分T", "区分U", "区分A" }, "" },
	{ { "T", "U", "V" }, "" }, { { "plan T", "plan U" }, "" }, { { "ICT", "ICU" }, "" },
};

static void test_misread(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof misreads / sizeof *misreads; i++) {
		struct kgi_misread seen = { 0 };

		for (size_t j = 0; j < MANY_LABELS && misreads[i].labels[j]; j++)
			kgi_misread_see(&seen, kg_slice(misreads[i].labels[j]));

		struct kg_slice found = kgi_misread_found(&seen);

		if (!kg_slice_same(found, kg_slice(misreads[i].found)))
			fail_msg("case %zu, %s: '%.*s'", i, misreads[i].labels[0], KG_SLICE_ARG(found));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_misread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
