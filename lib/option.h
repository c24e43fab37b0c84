/* option - a table of options that parses the command line and prints --help.
 *
 *	struct args { struct kg_list questions; unsigned confidence; bool ci; };
 *
 *	static const struct kg_option options[] = {
 *		{ 'q', "question", KG_OPTION_LIST, KG_ARG(struct args, questions), .value = N_("COL"),
 *		  .help = N_("a question with one answer; COL may hold * and ?") },
 *		{ 0, "confidence", KG_OPTION_COUNT, KG_ARG(struct args, confidence), .preset = "95", .min = 1, .max = 99 },
 *		{ 0, "ci", KG_OPTION_FLAG, KG_ARG(struct args, ci) },
 *		{ 0 }
 *	};
 *
 * An option is written once; parsing, its default, its range, --help and completion come from its row.
 */
#ifndef KG_OPTION_H
#define KG_OPTION_H

#include "date.h"
#include "decimal.h"
#include "error.h"

/* Where an option's value stands in its struct; never 0, so that a table's 0 can mean none. */
#define KG_ARG(type, member) (offsetof(type, member) + 1)

enum kg_option_type {
	KG_OPTION_FLAG,		/* bool */
	KG_OPTION_TEXT,		/* const char *, NULL if not given */
	KG_OPTION_LIST,		/* struct kg_list; repeatable */
	KG_OPTION_NAMES,	/* struct kg_list; repeatable, each value a list with commas */
	KG_OPTION_COUNT,	/* unsigned, in min..max; 0 if neither given nor preset */
	KG_OPTION_DECIMAL,	/* struct kg_maybe_decimal, in min..max */
	KG_OPTION_CHOICE,	/* unsigned: the place in `choices` */
	KG_OPTION_DATES,	/* struct kg_dates; ascending, none twice; repeatable, with commas */
	KG_OPTION_CONDITION,	/* struct kg_condition, from COL=VALUE or COL!=VALUE */
};

struct kg_list {
	char **items;
	size_t count;
};

struct kg_dates {
	int32_t *days;
	size_t count;
};

struct kg_maybe_decimal {
	bool given;
	struct kg_decimal value;
};

/* COL=VALUE or COL!=VALUE, for condition.h. */
struct kg_condition {
	const char *column;	/* NULL if not given */
	const char *value;
	bool unequal;
	const char *text;	/* as it was typed */
};

struct kg_option {
	char letter;			/* 0 for none */
	const char *name;		/* NULL ends a table */
	enum kg_option_type type;
	size_t arg;			/* KG_ARG() */
	const char *value;		/* what --help calls the value; for a choice it is made of `choices` */
	const char *help;
	const char *preset;		/* the default, as it would be typed */
	const char *choices;		/* separated by | */
	long min, max;			/* COUNT and DECIMAL, where max > 0 */
};

/* A value in `args` by its KG_ARG(). */
static inline const void *kg_arg(const void *args, size_t arg)
{
	return (const char *)args + arg - 1;
}

/* For the driver. */

#include "arena.h"

/* Options that write to one struct, under one heading in --help. */
struct kgi_option_set {
	const char *heading;
	const struct kg_option *options;	/* may be NULL */
	void *args;
};

/* Gives every option its preset, then what argv says. *operands is where the operands begin in argv, which is reordered.
 * Lists live in the arena. Returns KG_OK, KG_USAGE or KG_SYSTEM. */
int kgi_options_parse(const struct kgi_option_set *, size_t count, int argc, char **argv, int *operands, struct kg_arena *,
		      struct kg_error *);

/* What the option `name`, given last, is given in argv, whatever else may be wrong there. Borrowed from argv, which stays as it
 * is. NULL if it is not given, or memory is short. */
const char *kgi_options_peek(const struct kgi_option_set *, size_t count, const char *name, int argc, char **argv, struct kg_arena *);

void kgi_options_help(const struct kgi_option_set *, size_t count, FILE *);

/* Reads COL=VALUE or COL!=VALUE, the value of `option`. */
int kgi_condition_read(const char *option, const char *value, struct kg_condition *, struct kg_arena *, struct kg_error *);

/* Was the option whose value stands at `arg` given or preset? A count of 0 and the first of choices are as if not given. */
bool kgi_option_given(const struct kg_option *, const void *args, size_t arg);

#endif
