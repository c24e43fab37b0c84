/* option_test - what the command line makes of a struct, and what --help says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "option.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct args {
	bool flag, all;
	const char *text;
	struct kg_list list, names;
	unsigned count, choice;
	struct kg_maybe_decimal decimal;
	struct kg_dates dates;
	struct kg_condition condition;
};

#define ARG(member) KG_ARG(struct args, member)

static const struct kg_option options[] = {
	{ .letter = 'f', .name = "flag", .type = KG_OPTION_FLAG, .arg = ARG(flag), .help = "a flag" },
	{ .letter = 't', .name = "text", .type = KG_OPTION_TEXT, .arg = ARG(text), .value = "TEXT", .help = "a text" },
	{ .letter = 'l', .name = "list", .type = KG_OPTION_LIST, .arg = ARG(list), .value = "COL", .help = "a list" },
	{ .letter = 'g', .name = "names", .type = KG_OPTION_NAMES, .arg = ARG(names), .value = "COL[,COL]", .help = "names" },
	{ .name = "count", .type = KG_OPTION_COUNT, .arg = ARG(count), .help = "a count", .preset = "95", .min = 1, .max = 99 },
	{ .name = "decimal", .type = KG_OPTION_DECIMAL, .arg = ARG(decimal), .help = "a decimal", .min = -1, .max = 100 },
	{ .name = "choice", .type = KG_OPTION_CHOICE, .arg = ARG(choice), .choices = "half-up|half-even|x", .preset = "half-even",
	  .help = "a choice" },
	{ .name = "dates", .type = KG_OPTION_DATES, .arg = ARG(dates), .value = "DATE", .help = "dates" },
	{ .name = "condition", .type = KG_OPTION_CONDITION, .arg = ARG(condition), .value = "COL=VALUE", .help = "a condition" },
	{ 0 }
};

static const struct kg_option more_options[] = {
	{ .letter = 'a', .name = "all", .type = KG_OPTION_FLAG, .arg = ARG(all), .help = "all" },
	{ 0 }
};

enum { ARGC_MAX = 16 };

struct parsed {
	struct args args;
	struct kg_error err;
	struct kg_arena arena;
	char line[400], *argv[ARGC_MAX + 1];
	int argc, operands, status;
};

/* A command line whose words are separated by |. */
static void split(struct parsed *p, const char *line)
{
	*p = (struct parsed){ .argc = 0 };
	snprintf(p->line, sizeof p->line, "tool%s%s", *line ? "|" : "", line);
	for (char *word = p->line; word;) {
		char *bar = strchr(word, '|');

		p->argv[p->argc++] = word;
		if (bar)
			*bar++ = '\0';
		word = bar;
	}
}

static void parse(struct parsed *p, const char *line)
{
	split(p, line);

	const struct kgi_option_set sets[] = { { NULL, options, &p->args }, { NULL, NULL, NULL }, { NULL, more_options, &p->args } };

	kg_error_init(&p->err, "tool");
	p->status = kgi_options_parse(sets, COUNT(sets), p->argc, p->argv, &p->operands, &p->arena, &p->err);
}

static void forget(struct parsed *p)
{
	kg_arena_fini(&p->arena);
	kg_error_fini(&p->err);
}

/* All values in one line of text. */
static void write_down(const struct parsed *p, char *to)
{
	const struct args *a = &p->args;
	char number[KG_DECIMAL_ROOM], day[KG_DATE_ROOM];

	to += sprintf(to, "%s%s%s", a->flag ? "flag " : "", a->all ? "all " : "", a->text ? a->text : "");
	for (size_t i = 0; i < a->list.count; i++)
		to += sprintf(to, " l:%s", a->list.items[i]);
	for (size_t i = 0; i < a->names.count; i++)
		to += sprintf(to, " g:%s", a->names.items[i]);
	to += sprintf(to, " %u/%u", a->count, a->choice);
	if (a->decimal.given)
		to += (kg_decimal_print(a->decimal.value, number), sprintf(to, " %s", number));
	for (size_t i = 0; i < a->dates.count; i++)
		to += (kg_date_print(a->dates.days[i], day), sprintf(to, " %s", day));
	if (a->condition.column)
		to += sprintf(to, " [%s]%s[%s]", a->condition.column, a->condition.unequal ? "!=" : "=", a->condition.value);
	for (int i = p->operands; i < p->argc; i++)
		to += sprintf(to, " @%s", p->argv[i]);
}

static const struct {
	const char *line, *parsed;
} lines[] = {
	{ "", " 95/1" },
	{ "-f", "flag  95/1" },
	{ "-fa|x", "flag all  95/1 @x" },
	{ "--flag|--all", "flag all  95/1" },
	{ "-ttext|-a", "all text 95/1" },
	{ "-t|text", "text 95/1" },
	{ "-ft|text", "flag text 95/1" },
	{ "--text=a|--text=b", "b 95/1" },
	{ "--text=", " 95/1" },
	{ "--text|-f", "-f 95/1" },
	{ "-l|a,b|-l|a|--list=c", " l:a,b l:a l:c 95/1" },
	{ "-g|a, b ,,c,|--names=d", " g:a g:b g:c g:d 95/1" },
	{ "--count=1|--count=99", " 99/1" },
	{ "--count=５", " 5/1" },
	{ "--choice=half-up", " 95/0" },
	{ "--choice=x", " 95/2" },
	{ "--decimal=-0.50", " 95/1 -0.50" },
	{ "--decimal=12.5%", " 95/1 12.5" },
	{ "--decimal=0", " 95/1 0" },
	{ "--dates=2024-09-30,R6.4.1|--dates=2024-09-30|--dates=2023/1/2", " 95/1 2023-01-02 2024-04-01 2024-09-30" },
	{ "--condition=圏域=北", " 95/1 [圏域]=[北]" },
	{ "--condition=圏域!=北", " 95/1 [圏域]!=[北]" },
	{ "--condition=a=b=c", " 95/1 [a]=[b=c]" },
	{ "--condition=a=", " 95/1 [a]=[]" },
	{ "--condition=a!b=c", " 95/1 [a!b]=[c]" },
	{ "x|-f|y|--count|3|z", "flag  3/1 @x @y @z" },
	{ "-f|--|-a|--count", "flag  95/1 @-a @--count" },
	{ "-|x", " 95/1 @- @x" },
};

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct parsed p;
		char text[500];

		parse(&p, lines[i].line);
		write_down(&p, text);
		if (p.status != KG_OK || strcmp(text, lines[i].parsed) != 0)
			fail_msg("'%s': status %d, '%s'", lines[i].line, p.status, text);
		forget(&p);
	}
}

static const struct {
	const char *line, *says;
} complaints[] = {
	{ "-Z", "'-Z'" },
	{ "-fZ", "'-Z'" },
	{ "--nothing", "'--nothing'" },
	{ "--nothing=1", "'--nothing=1'" },
	{ "--flag=1", "'--flag" },
	{ "-t", "'-t' needs a value" },
	{ "x|--text", "'--text' needs a value" },
	{ "--c=1", "'--c=1'" },				/* --count, --choice or --condition */
	{ "--count=0", "--count: '0' is not a whole number from 1 to 99" },
	{ "--count=100", "from 1 to 99" },
	{ "--count=1.5", "--count: '1.5'" },
	{ "--count=", "--count: ''" },
	{ "--count=5x", "--count: '5x'" },
	{ "--count=-1", "--count: '-1'" },
	{ "--count=99999999999999999999", "--count" },
	{ "--decimal=101", "--decimal: '101' is not a number from -1 to 100" },
	{ "--decimal=-1.01", "from -1 to 100" },
	{ "--decimal=x", "--decimal: 'x'" },
	{ "--choice=half", "--choice: 'half' is not half-up|half-even|x" },
	{ "--choice=", "--choice" },
	{ "--dates=2024-02-30", "--dates: '2024-02-30'" },
	{ "--dates=2024-01-01,未定", "'未定'" },
	{ "--dates=", "--dates" },
	{ "--condition=a", "--condition: 'a'" },
	{ "--condition==b", "'=b'" },
	{ "--condition=!=b", "'!=b'" },
};

static void test_complaints(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(complaints); i++) {
		struct parsed p;

		parse(&p, complaints[i].line);
		if (p.status != KG_USAGE || p.err.count != 1 || !strstr(p.err.kept[0].text, complaints[i].says))
			fail_msg("'%s': status %d, '%s'", complaints[i].line, p.status, p.err.count ? p.err.kept[0].text : "");
		forget(&p);
	}
}

static void test_a_process_can_parse_twice(void **state)
{
	struct parsed first, second;
	char text[500];

	(void)state;
	parse(&first, "-f|x|-l|a");
	parse(&second, "y|-l|b|-l|c");
	write_down(&first, text);
	assert_string_equal(text, "flag  l:a 95/1 @x");
	write_down(&second, text);
	assert_string_equal(text, " l:b l:c 95/1 @y");
	forget(&first);
	forget(&second);
}

static void test_given_or_preset_is_told(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p, "");
	assert_true(kgi_option_given(options, &p.args, ARG(count)));
	assert_true(kgi_option_given(options, &p.args, ARG(choice)));
	assert_false(kgi_option_given(options, &p.args, ARG(flag)));
	assert_false(kgi_option_given(options, &p.args, ARG(text)));
	assert_false(kgi_option_given(options, &p.args, ARG(list)));
	assert_false(kgi_option_given(options, &p.args, ARG(decimal)));
	assert_false(kgi_option_given(options, &p.args, ARG(dates)));
	assert_false(kgi_option_given(options, &p.args, ARG(condition)));
	assert_false(kgi_option_given(options, &p.args, ARG(all)));	/* not in this table */
	forget(&p);
	parse(&p, "-f|--text=|-l||-g|a|--decimal=0|--dates=2024-1-1|--condition=a=");
	assert_true(kgi_option_given(options, &p.args, ARG(flag)));
	assert_true(kgi_option_given(options, &p.args, ARG(text)));
	assert_true(kgi_option_given(options, &p.args, ARG(list)));
	assert_true(kgi_option_given(options, &p.args, ARG(names)));
	assert_true(kgi_option_given(options, &p.args, ARG(decimal)));
	assert_true(kgi_option_given(options, &p.args, ARG(dates)));
	assert_true(kgi_option_given(options, &p.args, ARG(condition)));
	assert_string_equal(p.args.condition.text, "a=");
	forget(&p);
}

static void test_one_option_is_looked_at_before_the_others(void **state)
{
	static const struct { const char *line, *value; } rows[] = {
		{ "", NULL }, { "x", NULL }, { "--text=a", "a" }, { "--text|a", "a" }, { "-ta", "a" }, { "-ft|a", "a" }, { "--te=a", "a" },
		{ "x|--tex|a", "a" }, { "--text=a|--text=b", "b" }, { "--text=", "" }, { "--|--text=a", NULL }, { "--list|--text=a", NULL },
		{ "--none|--text=a", "a" }, { "--count=x|-Z|--text=a", "a" }, { "--text=a|--text", "a" }, { "--c=a", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct parsed p;
		const struct kgi_option_set sets[] = { { NULL, options, NULL }, { NULL, more_options, NULL } };

		split(&p, rows[i].line);

		char *last = p.argv[p.argc - 1];
		const char *value = kgi_options_peek(sets, COUNT(sets), "text", p.argc, p.argv, &p.arena);

		if (rows[i].value)
			assert_string_equal(value, rows[i].value);
		else
			assert_null(value);
		assert_ptr_equal(p.argv[p.argc - 1], last);
		assert_ptr_equal(p.argv[0], p.line);
		kg_arena_fini(&p.arena);
	}
}

static void test_help_has_a_line_for_every_option(void **state)
{
	static const struct kg_option bare[] = { { .name = "bare", .type = KG_OPTION_FLAG, .arg = ARG(all) }, { 0 } };
	static const struct kg_option none[] = { { 0 } };
	static const struct kgi_option_set sets[] = {
		{ "Own:", options, NULL }, { "Nothing:", NULL, NULL }, { "Empty:", none, NULL }, { "Bare:", bare, NULL },
	};
	static const char *const expected[] = {
		"\nOwn:\n  -f, --flag                      a flag\n", "\n  -t, --text=TEXT                 a text\n",
		"\n  -g, --names=COL[,COL]           names\n", "\n      --count=N                   a count [95]\n",
		"\n      --choice=half-up|half-even|x\n                                  a choice [half-even]\n",
		"\n\nBare:\n      --bare",
	};
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	kgi_options_help(sets, COUNT(sets), out);
	fclose(out);
	for (size_t i = 0; i < COUNT(expected); i++)
		if (!strstr(text, expected[i]))
			fail_msg("'%s' is not in\n%s", expected[i], text);
	assert_null(strstr(text, "Nothing:"));
	assert_null(strstr(text, "Empty:"));
	assert_null(strstr(text, "null"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_complaints),
		cmocka_unit_test(test_a_process_can_parse_twice),
		cmocka_unit_test(test_given_or_preset_is_told),
		cmocka_unit_test(test_one_option_is_looked_at_before_the_others),
		cmocka_unit_test(test_help_has_a_line_for_every_option),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
