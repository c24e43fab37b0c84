/* codebook - what a questionnaire's columns mean: a Frictionless Table Schema (v2), with properties of our own.
 *
 *	{ "fields": [
 *	    { "name": "q1", "title": "機器の導入状況", "type": "integer", "constraints": { "required": true },
 *	      "categories": [ { "value": 1, "label": "導入している" }, { "value": 2, "label": "導入していない" } ],
 *	      "missingValues": [ "", { "value": "9", "label": "不明" } ] },
 *	    { "name": "q2", "title": "導入した機器", "categories": [ "見守り", "インカム", "特になし" ],
 *	      "kaigo:separator": ";", "kaigo:exclusive": [ "特になし" ], "kaigo:asked": "q1=1" },
 *	    { "name": "q3_1", "type": "boolean", "kaigo:question": "困っていること", "kaigo:choice": "人手" } ] }
 *
 * Of the Table Schema: fields' name, title, type, format, constraints (required, unique, enum, minimum, maximum, pattern),
 * categories, categoriesOrdered, missingValues, trueValues, falseValues, delimiter (of type list); the schema's missingValues and
 * primaryKey.
 * Our own, all with the prefix kaigo: -
 *	kaigo:separator		TEXT: a cell holds several answers with this between them
 *	kaigo:exclusive		[VALUE]: answers that stand alone (特になし); true in a field with kaigo:choice
 *	kaigo:question, kaigo:choice	the column says whether this choice of this question was taken
 *	kaigo:asked		"COL=VALUE", "COL!=VALUE" or a list of them, one of which must hold: who was asked
 *	kaigo:scale		{VALUE: NUMBER}: scores of a scale's answers
 *	kaigo:nets		{LABEL: [VALUE]}: answers that are also counted together
 *	kaigo:other		VALUE: the category of answers that are no category; without it the one called その他, unless it has
 *				a value besides: a code that is no category is a mistake
 *	kaigo:code		"office" "municipality" "insurer" "corporate": a code with a check digit
 * VALUE is a category's value or its label, whichever is written. A category called 無回答, 非該当 or 不明 is a reason for no
 * answer, as a value of missingValues is.
 */
#ifndef KG_CODEBOOK_H
#define KG_CODEBOOK_H

#include "arena.h"
#include "category.h"
#include "code.h"
#include "decimal.h"
#include "error.h"
#include "text.h"

enum kg_book_type {
	KG_BOOK_STRING, KG_BOOK_NUMBER, KG_BOOK_INTEGER, KG_BOOK_BOOLEAN, KG_BOOK_DATE, KG_BOOK_YEAR, KG_BOOK_LIST,
	KG_BOOK_ANY,		/* datetime, time, geopoint, ...: not checked */
};

/* Why there is no answer. */
enum kg_missing {
	KG_PRESENT,
	KG_NO_ANSWER,		/* 無回答: asked and not answered; a blank cell, too */
	KG_NOT_ASKED,		/* 非該当: in no base */
	KG_UNCLEAR,		/* 不明: an answer that cannot be read, or any other reason; a row of its own */
};

struct kg_book_category {
	struct kg_slice value, label;	/* the label is the value where it has none */
	struct kg_slice value_key, label_key;	/* folded, by kg_codebook_prepare() */
	enum kg_missing missing;	/* a reason for no answer, by its label; else KG_PRESENT */
	bool exclusive, scored;
	struct kg_decimal score;
};

struct kg_book_missing {
	struct kg_slice value, label;	/* the label is empty where it has none */
	struct kg_slice key;		/* the value folded, by kg_codebook_prepare() */
	enum kg_missing kind;
};

struct kg_book_condition {
	struct kg_slice column, value;
	bool unequal;
};

struct kg_book_net {
	struct kg_slice label;
	uint32_t *categories;		/* places in the field's categories */
	size_t count;
};

struct kg_book_field {
	struct kg_slice name, title;	/* the title is the name where it has none */
	enum kg_book_type type;
	struct kg_slice other_type, format;	/* kept as written: a type that is KG_BOOK_ANY, a format; empty without one */
	struct kg_book_category *categories;	/* of enum, too, whose labels are its values */
	size_t category_count;
	bool ordered;
	struct kg_book_missing *missing;	/* the field's own or else the schema's; none given: a blank cell */
	size_t missing_count;
	bool required, unique, key;	/* key: in primaryKey */
	bool has_minimum, has_maximum;
	struct kg_slice minimum, maximum, pattern;	/* as written; empty without one */
	struct kg_pattern *compiled;	/* by kg_codebook_prepare() */
	struct kg_slice *yes, *no;	/* trueValues and falseValues; besides them the marks of mark.h are understood */
	size_t yes_count, no_count;
	struct kg_slice separator;	/* of several answers; empty for one */
	struct kg_slice question, choice;	/* of a column for one choice; empty otherwise */
	bool exclusive;			/* that choice */
	struct kg_book_condition *asked;
	size_t asked_count;
	struct kg_book_net *nets;
	size_t net_count;
	int other;			/* the category of what is none, -1 without one */
	enum kg_code_kind code;
};

struct kg_codebook {
	struct kg_book_field *fields;	/* in the questionnaire's order */
	size_t count;
	struct kg_book_missing *missing;	/* the schema's, which fields without their own share */
	size_t missing_count;
	struct kg_categories names;	/* of fields; the place's offset is that in `fields` */
	struct kg_arena arena;
};

/* Reads a schema's bytes; `file` is the number of its name in err, for messages. KG_OK, KG_INPUT or KG_SYSTEM. What the
 * Table Schema allows and this library does not know is passed over; a kaigo: property that is not listed above is an error, and
 * so is a value of the wrong kind, a name that comes twice, and a kaigo:asked column that is no field. */
int kg_codebook_read(struct kg_codebook *, struct kg_slice json, uint32_t file, struct kg_error *);
void kg_codebook_fini(struct kg_codebook *);

/* Gets a book that was put together by hand ready for the functions below: keys and patterns, in its arena. KG_OK; KG_INPUT for a
 * pattern that is none, and then *bad is its field's place in `fields`; KG_SYSTEM, as kg_pattern_make() has it. */
int kg_codebook_prepare(struct kg_codebook *, size_t *bad);

/* A type's name in the Table Schema; false for one that the Table Schema has not. */
const char *kg_book_type_name(enum kg_book_type);
bool kg_book_type_read(struct kg_slice name, enum kg_book_type *);

/* Why a word that stands for no answer does so: 無回答, 非該当, 不明 and their like; KG_PRESENT for any other word. */
enum kg_missing kg_missing_word(struct kg_slice);

/* The field of a column, by its name in any width and case; NULL without one. */
const struct kg_book_field *kg_codebook_field(const struct kg_codebook *, struct kg_slice column);

/* The schema as JSON, indented, a line feed at its end, in `arena`; `at` is NULL when memory is short. What was read and is known
 * is there again. */
struct kg_slice kg_codebook_write(const struct kg_codebook *, struct kg_arena *);

/* The category with this value or label, matched as categories are; -1 without one. */
int kg_book_category(const struct kg_book_field *, struct kg_slice cell);

/* The category of answers that are no category where kaigo:other does not name one; -1 without one. */
int kg_book_usual_other(const struct kg_book_field *);

/* Is it a question that can be counted: with categories, several answers, or a choice? */
bool kg_book_is_question(const struct kg_book_field *);

/* Has a cell several answers? */
static inline bool kg_book_is_multiple(const struct kg_book_field *field)
{
	return field->separator.len > 0;
}

/* What one cell of the field means. */
struct kg_meaning {
	struct kg_slice text;		/* the category's label; else the cell as it is; empty when missing */
	enum kg_missing missing;
	const char *fault;		/* what is wrong: "required" "type" "category" "range" "pattern"; NULL for nothing */
};

/* A cell with several answers is only looked at for missing and required. A cell with one that is no category is the category
 * kaigo:other, if there is one. 無回答 is no answer whether it is listed or not, and so is a dash where a number or a date belongs.
 * "required" is never said of a field with kaigo:asked. A true or false of the field's own becomes "true" or "false". Borrows from
 * the cell or the codebook. */
struct kg_meaning kg_book_meaning(const struct kg_book_field *, struct kg_slice cell);

/* How many pieces the category with the most separators has; 1 for none. */
size_t kg_book_longest(const struct kg_book_field *, struct kg_slice separator);

/* How many bytes of a list with `separator` between answers the first of them takes, blanks around it included: of `most` pieces
 * (kg_book_longest()) or fewer the longest that is a category; *category is -1 for none, and then it is one piece. */
size_t kg_book_first(const struct kg_book_field *, struct kg_slice separator, size_t most, struct kg_slice list, int *category);

/* Takes the next answer off a cell with several, which has `separator` between them: the longest category that stands between
 * separators or ends, so that a category may hold the separator (その他（電話、FAX）). *category is -1 for what is none: with
 * kaigo:other all up to the next category, one text that somebody wrote; else all up to the next separator. Blanks, marks for
 * missing and a separator at the end are nothing. False when nothing is left. *answer borrows from the cell. */
bool kg_book_next(const struct kg_book_field *, struct kg_slice separator, struct kg_slice *cell, struct kg_slice *answer,
		  int *category);

/* Does a cell of `of`, as it was read, fulfil the condition? Several answers do when one of them does. */
bool kg_book_holds(const struct kg_book_condition *, const struct kg_book_field *of, struct kg_slice cell);

/* Reports a fault in the column's cell. KG_INPUT. */
int kg_book_error(const struct kg_book_field *, const struct kg_meaning *, struct kg_slice cell, struct kg_place,
		  const char *column, struct kg_error *);

#endif
