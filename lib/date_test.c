/* date_test - dates, wareki, years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "date.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *cell, *iso;
} dates[] = {
	{ "2024-09-30", "2024-09-30" },
	{ "2024/9/30", "2024-09-30" },
	{ "2024/9/3", "2024-09-03" },
	{ "2024-10-3", "2024-10-03" },
	{ "2024.9.30", "2024-09-30" },
	{ "2024年9月30日", "2024-09-30" },
	{ "20240930", "2024-09-30" },
	{ "令和6年9月30日", "2024-09-30" },
	{ "令6.9.30", "2024-09-30" },
	{ "R6.9.30", "2024-09-30" },
	{ "r6.9.30", "2024-09-30" },
	{ "R06/09/30", "2024-09-30" },
	{ "R6-9-30", "2024-09-30" },
	{ "R060930", "2024-09-30" },
	{ "令和060930", "2024-09-30" },
	{ "㋿6年9月30日", "2024-09-30" },
	{ "㍻31年4月30日", "2019-04-30" },
	{ "R7.3.7", "2025-03-07" },
	{ "2000-02-29", "2000-02-29" },
	{ "0001-01-01", "0001-01-01" },

	/* widths, radicals, dashes */
	{ "令和６年９月３０日（月）", "2024-09-30" },
	{ "２０２４－０９－３０", "2024-09-30" },
	{ "2024−09−30", "2024-09-30" },
	{ "２０２４．９．３０", "2024-09-30" },
	{ "Ｒ６．９．３０", "2024-09-30" },
	{ "令和６年９⽉３０⽇", "2024-09-30" },

	/* blanks */
	{ "　2024-09-30\r\n", "2024-09-30" },
	{ "令和 6年 9月 30日", "2024-09-30" },
	{ "令和　６　年　９　月　３０　日", "2024-09-30" },
	{ "2024 / 9 / 30", "2024-09-30" },
	{ "R 6. 9.30", "2024-09-30" },

	/* remarks and times */
	{ "令和7年3月19日（木）", "2025-03-19" },	/* really a Wednesday */
	{ "2024-09-30(月・祝) 13:00～15:00", "2024-09-30" },
	{ "2024-09-30（月", "2024-09-30" },
	{ "令和6年9月30日［月］", "2024-09-30" },
	{ "令和6年9月30日【実施済】", "2024-09-30" },
	{ "令和6年9月30日現在", "2024-09-30" },
	{ "R6.9.30 時点", "2024-09-30" },
	{ "2024-09-30 draft", "2024-09-30" },
	{ "2024-09-30T00:00:00Z", "2024-09-30" },
	{ "2024/01/07 19:41:41", "2024-01-07" },
	{ "2020/07/27 3:15:06 午後 GMT+9", "2020-07-27" },
	{ "2020/07/27 午後 3:15:06 GMT+9", "2020-07-27" },
	{ "2020/07/27 午前12時", "2020-07-27" },
	{ "令和6年9月30日13時30分", "2024-09-30" },
	{ "令和6年9月30日（月）13:30", "2024-09-30" },
	{ "令和6年9月30日（介護サービス情報公表システムの登録を終えた事業所に限る。休止中のものは除く。）", "2024-09-30" },

	/* the year named twice */
	{ "2024年（令和6年）9月30日", "2024-09-30" },
	{ "令和6年(2024年) 9月30日", "2024-09-30" },
	{ "令和６（２０２４）年９月３０日", "2024-09-30" },

	/* eras: their first and last days, and the same days under the other name */
	{ "明治元年10月23日", "1868-10-23" },
	{ "明治6年1月1日", "1873-01-01" },
	{ "M45.7.29", "1912-07-29" },
	{ "明45.7.30", "1912-07-30" },
	{ "明治45年7月29日", "1912-07-29" },
	{ "㍾45年7月29日", "1912-07-29" },
	{ "㍽元年7月30日", "1912-07-30" },
	{ "大正元年7月30日", "1912-07-30" },
	{ "T1.7.30", "1912-07-30" },
	{ "大15.12.24", "1926-12-24" },
	{ "大正15年12月25日", "1926-12-25" },
	{ "昭和元年12月25日", "1926-12-25" },
	{ "㍼元年12月25日", "1926-12-25" },
	{ "昭和64年1月7日", "1989-01-07" },
	{ "S64.1.7", "1989-01-07" },
	{ "昭60.4.1", "1985-04-01" },
	{ "平成元年1月8日", "1989-01-08" },
	{ "H1.1.8", "1989-01-08" },
	{ "平成31年4月30日", "2019-04-30" },
	{ "平31.4.30", "2019-04-30" },
	{ "令和元年5月1日", "2019-05-01" },
	{ "R元.5.1", "2019-05-01" },
	{ "R01.05.01", "2019-05-01" },

	/* outside their era */
	{ "平成31年5月1日", "2019-05-01" },
	{ "㍻36年3月31日", "2024-03-31" },
	{ "平成36年3月31日", "2024-03-31" },
	{ "昭和64年1月8日", "1989-01-08" },
	{ "昭和100年1月1日", "2025-01-01" },
	{ "令和元年4月1日", "2019-04-01" },
};

static const char *const blanks[] = { "", " ", "　\t", "\u00A0", "\r\n", "-", "－", "—" };

static const char *const words[] = {
	"未定", "（予定）", "第１回", "第１回開催（9月30日）", "二千二十五年", "令和", "明日", "大正区", "昭和町1丁目", "H",
	"Tuesday", "mid 2024", "午前12時", "午後 3:15:06", "元年", "約6割", "\x97\xDF\x98\x61",
};

static const char *const malformed[] = {
	/* no such day */
	"2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32", "2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31",
	"令和6年2月30日", "R061301", "20241301", "R0.1.1", "R000101", "0000-01-01", "令和0年1月1日",

	/* not all of a date */
	"R6", "令和6年", "令和元年", "令和６年度", "2024", "2024年", "2024年9月", "2024-09", "2023.12", "R6.9", "9月30日", "8/27",
	"3/4", "12", "平成13年", "R７アンケート", "令和7年（予定）", "2024年(令和6年) 4月", "24/9/30", "06.9.30", "R60930",
	"2024930", "202409301",

	/* not only a date */
	"2024-09-30-1", "2024/9/30/1", "2024.9.301", "2024-09-30x", "2024-09-30 100人", "2024-09-30 25:00", "2024-09-30T",
	"2024-09-30 9:5", "2024-09-30 13:60", "2024年9月30日5", "2024-09-30,2024-10-01",
	"令和６年８月23日〜９月20日", "令和６年８月23日（金）～９月20日（金）", "R6.8.23 - R6.9.20", "R6.8.23—9.20",
	"令和6年4月1日から令和7年3月31日まで", "令和6年9月30日、10月1日", "R6.9.30→R7.3.7", "令和6年4月1日〜",

	/* e-Stat's time codes: October 2023, 2020, the fiscal year 2020 */
	"2023001010", "2020000000", "2020100000", "２０２３００１０１０",

	/* nothing like one */
	"2024-9/30", "2024年9/30", "2024,9,30", "2024 09 30", "2024年9月30", "2024年（令和5年）9月30日", "2024年(月)9月30日",
	"304人", "15事業所17名", "45565.5", "99999999999999999999999999", "令和999999999999年1月1日",
};

static void test_read(void **state)
{
	char text[KG_DATE_ROOM];

	(void)state;
	for (size_t i = 0; i < COUNT(dates); i++) {
		int32_t day = 0;

		if (kg_date_read(kg_slice(dates[i].cell), &day) != KG_DATE)
			fail_msg("'%s' is not read", dates[i].cell);
		assert_int_equal(kg_date_print(day, text), strlen(dates[i].iso));
		assert_string_equal(text, dates[i].iso);
	}
}

static void assert_all(const char *const *cells, size_t count, enum kg_date_kind kind)
{
	for (size_t i = 0; i < count; i++) {
		int32_t day = 4711;

		if (kg_date_read(kg_slice(cells[i]), &day) != kind)
			fail_msg("'%s' is read as %d, not %d", cells[i], (int)kg_date_read(kg_slice(cells[i]), &day),
				 (int)kind);
		assert_int_equal(day, 4711);
	}
}

static void test_read_other(void **state)
{
	char bytes[200];
	int32_t day;

	(void)state;
	assert_all(blanks, COUNT(blanks), KG_DATE_BLANK);
	assert_all(words, COUNT(words), KG_DATE_WORDS);
	assert_all(malformed, COUNT(malformed), KG_DATE_MALFORMED);
	assert_int_equal(kg_date_read((struct kg_slice){ NULL, 0 }, &day), KG_DATE_BLANK);
	memset(bytes, 0x80, sizeof(bytes));
	assert_int_equal(kg_date_read((struct kg_slice){ bytes, sizeof(bytes) }, &day), KG_DATE_WORDS);
}

static const struct {
	const char *cell;
	int year;
} years[] = {
	{ "2024", 2024 }, { "２０２４", 2024 }, { "2019年度", 2019 }, { "2024年", 2024 }, { "2024年度", 2024 }, { "2024 年度", 2024 },
	{ "令和6年度", 2024 }, { "令和６年", 2024 }, { "令和 6 年度", 2024 }, { "令6", 2024 }, { "R6", 2024 }, { "Ｒ０６", 2024 },
	{ "r6年度", 2024 }, { "令和元年度", 2019 }, { "平成31年度", 2019 }, { "R元", 2019 }, { "H30", 2018 }, { "㍻30年", 2018 },
	{ "S64", 1989 }, { "T15", 1926 }, { "M1", 1868 }, { "明治45年", 1912 }, { " 2024　", 2024 },
	{ "2024年(令和6年)", 2024 }, { "令和６（２０２４）年度", 2024 }, { "令和6年度（2024年度）", 2024 },
};

static const char *const not_years[] = {
	"", " ", "6", "24", "202", "20240", "20240930", "0000", "R0", "令和", "令和年度", "元年", "2024-09-30", "令和6年9月30日",
	"R6.9.30", "R060930", "2024年9月", "2024.0", "2,024", "R７アンケート", "令和7年（予定）", "令和4～6年度",
	"2024年（令和5年）", "二千二十五年", "第9期", "2020000000", "2020100000", "2023001010", "-2024", "2024年度末",
	"2024年度                                                                x",
};

static void test_year_read(void **state)
{
	int year;

	(void)state;
	for (size_t i = 0; i < COUNT(years); i++) {
		year = 0;
		if (!kg_year_read(kg_slice(years[i].cell), &year))
			fail_msg("'%s' is not read", years[i].cell);
		assert_int_equal(year, years[i].year);
	}
	for (size_t i = 0; i < COUNT(not_years); i++) {
		year = 4711;
		if (kg_year_read(kg_slice(not_years[i]), &year))
			fail_msg("'%s' is read as %d", not_years[i], year);
		assert_int_equal(year, 4711);
	}
}

static void test_year_fold(void **state)
{
	static const char *const cells[][2] = {
		{ "R6", "2024" }, { "令和６年度", "2024" }, { "2024年度", "2024" }, { "２０２４", "2024" }, { "平成31年度", "2019" },
		{ "令和元年度", "2019" }, { "令和4～6年度", "令和4~6年度" }, { "第９期", "第9期" }, { "", "" },
	};
	char text[KG_FOLD_ROOM(64)];

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct kg_slice folded = { text, kg_year_fold(kg_slice(cells[i][0]), text) };

		if (!kg_slice_same(folded, kg_slice(cells[i][1])))
			fail_msg("'%s' is '%.*s'", cells[i][0], KG_SLICE_ARG(folded));
	}
}

/* As they stand in the programmes' documents; one of them is wrong there. */
static const struct {
	const char *cell;
	int named, true_one;	/* -1 for nothing wrong */
} weekdays[] = {
	{ "令和６年９月３０日（月）", -1, -1 },
	{ "令和６年１０月１８日（金）", -1, -1 },
	{ "令和６年１０月９日（水）１７：００", -1, -1 },
	{ "令和7年2月26日(水)  ", -1, -1 },
	{ "令和7年3月19日(木)", 4, 3 },
	{ "令和7年1月10日(金)", -1, -1 },
	{ "令和６年７月16日（火）飯田会場", -1, -1 },
	{ "令和６年７月17日（水）佐久会場", -1, -1 },
	{ "令和６年８月29日（木）松本会場", -1, -1 },
	{ "令和６年８月30日（金）⻑野会場", -1, -1 },
	{ "令和６年10月30日（水）10時30分", -1, -1 },

	/* every day of a week, and what it is called */
	{ "2024-09-29（月）", 1, 0 }, { "2024-09-30（火）", 2, 1 }, { "2024-10-01（水）", 3, 2 }, { "2024-10-02（木）", 4, 3 },
	{ "2024-10-03（金）", 5, 4 }, { "2024-10-04（土）", 6, 5 }, { "2024-10-05（日）", 0, 6 }, { "1970-01-01（木）", -1, -1 },
	{ "1969-12-31（水）", -1, -1 }, { "1969-12-31（木）", 4, 3 }, { "R6.9.30(⽕)", 2, 1 }, { "R6.9.30㈫", 2, 1 },
	{ "R6.9.30［火］", 2, 1 }, { "R6.9.30【火】", 2, 1 }, { "R6.9.30〔火〕", 2, 1 }, { "R6.9.30 （ 火 ）", 2, 1 }, { "R6.9.30（火", 2, 1 },
	{ "R6.9.30（火・祝）", 2, 1 }, { "R6.9.30（火祝）", 2, 1 }, { "R6.9.30（火、祝日）13時", 2, 1 }, { "R6.9.30（火曜）", 2, 1 },
	{ "R6.9.30（火曜日）", 2, 1 }, { "R6.9.30 火曜日", 2, 1 }, { "R6.9.30火曜 13時", 2, 1 }, { "R6.9.30（予定）（火）", 2, 1 },
	{ "2024年（令和6年）9月30日（火）", 2, 1 },

	/* not one weekday */
	{ "2024-09-30", -1, -1 }, { "2024-09-30（土・日）", -1, -1 }, { "2024-09-30（火水）", -1, -1 }, { "2024-09-30（日程変更）", -1, -1 },
	{ "2024-09-30（火災訓練）", -1, -1 }, { "2024-09-30（水分補給）", -1, -1 }, { "2024-09-30（金額未定）", -1, -1 },
	{ "2024-09-30 土木課", -1, -1 }, { "2024.9.30日", -1, -1 }, { "2024-09-30（）", -1, -1 }, { "2024-09-30 13:00（火）", -1, -1 },

	/* not a day with weekdays */
	{ "明治5年12月2日（月）", -1, -1 }, { "明治6年1月1日（水）", -1, -1 }, { "明治6年1月1日（木）", 4, 3 },
	{ "9月30日（火）", -1, -1 }, { "2024-09-31（火）", -1, -1 }, { "未定（火）", -1, -1 }, { "", -1, -1 },
	{ "令和6年9月30日（火）〜10月1日（水）", -1, -1 },
};

static void test_weekday(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(weekdays); i++) {
		int named = -1, true_one = -1;
		bool wrong = kg_date_wrong_weekday(kg_slice(weekdays[i].cell), &named, &true_one);

		if (wrong != (weekdays[i].named >= 0) || named != weekdays[i].named || true_one != weekdays[i].true_one)
			fail_msg("'%s' gives %d, %d, %d", weekdays[i].cell, wrong, named, true_one);
	}
	assert_false(kg_date_wrong_weekday((struct kg_slice){ NULL, 0 }, &(int){ 0 }, &(int){ 0 }));
}

static void test_iso(void **state)
{
	static const char *const others[] = { "2024-02-30", "2024-9-30", "2024/09/30", "2024-09-3", "2024-09-30T", "２０２４-09-30", "" };

	(void)state;
	assert_true(kg_date_is_iso(kg_slice("2024-09-30")));
	for (size_t i = 0; i < COUNT(others); i++)
		if (kg_date_is_iso(kg_slice(others[i])))
			fail_msg("'%s'", others[i]);
}

static void test_flaw(void **state)
{
	static const struct {
		const char *cell;
		enum kg_date_flaw flaw;
	} cases[] = {
		{ "2024-09-30", KG_DATE_SOUND }, { "2024-02-30", KG_DATE_NO_DAY }, { "2024/2/30", KG_DATE_NO_DAY },
		{ "令和6年13月1日", KG_DATE_NO_DAY }, { "20240931", KG_DATE_NO_DAY }, { "2024-09-31 現在", KG_DATE_NO_DAY },
		{ "2024-09-31〜", KG_DATE_SOUND }, { "2024/9", KG_DATE_SOUND }, { "3/4", KG_DATE_SOUND }, { "", KG_DATE_SOUND },

		{ "明治元年1月25日", KG_DATE_SOUND }, { "明治元年1月24日", KG_DATE_OUTSIDE_ERA },
		{ "明治45年7月30日", KG_DATE_SOUND }, { "明治45年7月31日", KG_DATE_OUTSIDE_ERA },
		{ "大正元年7月30日", KG_DATE_SOUND }, { "大正元年7月29日", KG_DATE_OUTSIDE_ERA },
		{ "大正15年12月25日", KG_DATE_SOUND }, { "大正15年12月26日", KG_DATE_OUTSIDE_ERA },
		{ "昭和元年12月25日", KG_DATE_SOUND }, { "昭和元年12月24日", KG_DATE_OUTSIDE_ERA },
		{ "昭和64年1月7日", KG_DATE_SOUND }, { "昭和64年1月8日", KG_DATE_OUTSIDE_ERA },
		{ "平成元年1月8日", KG_DATE_SOUND }, { "平成元年1月7日", KG_DATE_OUTSIDE_ERA },
		{ "平成31年4月30日", KG_DATE_SOUND }, { "平成31年5月1日", KG_DATE_OUTSIDE_ERA }, { "H36.3.31", KG_DATE_OUTSIDE_ERA },
		{ "H310501", KG_DATE_OUTSIDE_ERA }, { "令和元年5月1日", KG_DATE_SOUND }, { "R1.4.30", KG_DATE_OUTSIDE_ERA },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (kg_date_flaw(kg_slice(cases[i].cell)) != cases[i].flaw)
			fail_msg("'%s' has the flaw %d", cases[i].cell, (int)kg_date_flaw(kg_slice(cases[i].cell)));
}

static void test_lacks_day(void **state)
{
	static const char *const months[] = {
		"R7.4", "令和6年4月", "2024.3", "2024-03", "２０２４/３", "令和元年5月", "2024年（令和6年）4月", "令和6年4月頃", "R7.4（予定）",
	};
	static const char *const others[] = {
		"", "R7", "令和6年", "2024", "R7.13", "2024.0", "2024-02-30", "2024-09-30", "3/4", "304人", "2024年4月〜6月", "未定", "202404",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(months); i++)
		if (!kg_date_lacks_day(kg_slice(months[i])))
			fail_msg("'%s'", months[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		if (kg_date_lacks_day(kg_slice(others[i])))
			fail_msg("'%s'", others[i]);
}

static void test_serial(void **state)
{
	static const struct {
		const char *cell, *iso;
	} serials[] = {
		{ "45565", "2024-09-30" }, { "45565.75", "2024-09-30" }, { "45565.999999999999", "2024-09-30" },
		{ "45565.0", "2024-09-30" }, { " ４５５６５　", "2024-09-30" }, { "61", "1900-03-01" }, { "109574", "2199-12-31" },
		{ "109574.5", "2199-12-31" }, { "43586", "2019-05-01" }, { "25569", "1970-01-01" },
	};
	static const char *const others[] = {
		"", " ", "-", "0", "60", "60.5", "109575", "1000000", "2023001010", "2020000000", "045565", "-45565",
		"+45565", "45,565", "45565.", ".5", "45565.7.5", "45565.x", "45565日", "4.5565E4", "2024-09-30", "R6", "x",
		"45565.7500000000000000000000000000000000000000000000000000000000000",
	};
	char text[KG_DATE_ROOM];
	int32_t day = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(serials); i++) {
		if (!kg_date_read_serial(kg_slice(serials[i].cell), &day))
			fail_msg("'%s' is not read", serials[i].cell);
		kg_date_print(day, text);
		assert_string_equal(text, serials[i].iso);
	}
	for (size_t i = 0; i < COUNT(others); i++) {
		day = 4711;
		if (kg_date_read_serial(kg_slice(others[i]), &day))
			fail_msg("'%s' is read as %d", others[i], day);
		assert_int_equal(day, 4711);
	}
	assert_false(kg_date_read_serial((struct kg_slice){ NULL, 0 }, &day));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read), cmocka_unit_test(test_read_other), cmocka_unit_test(test_year_read),
		cmocka_unit_test(test_year_fold), cmocka_unit_test(test_weekday), cmocka_unit_test(test_iso),
		cmocka_unit_test(test_flaw), cmocka_unit_test(test_lacks_day), cmocka_unit_test(test_serial),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
