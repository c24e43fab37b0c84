/* error - diagnostics, the places they point at, and the exit statuses.
 *
 *	struct kg_error err;
 *
 *	kg_error_init(&err, "survey-tally");
 *	...
 *	if (bad)
 *		return kg_error_at(&err, place, "導入状況", _("'%s' is not a number"), cell);
 *	...
 *	status = kg_error_print(&err, stderr);
 *	kg_error_fini(&err);
 *
 * Every reporting function returns the exit status it stands for, so a caller can return it as it is.
 * Diagnostics are kept, not printed: the ten earliest by place, and how many there were.
 */
#ifndef KG_ERROR_H
#define KG_ERROR_H

#include <libintl.h>
#include <stdint.h>
#include <stdio.h>

#include "text.h"

#define KG_DOMAIN "kaigo-tools"		/* the gettext domain */
#define _(text) dgettext(KG_DOMAIN, text)
#define N_(text) text			/* in a table: translated where it is printed */
#define KG_PRINTF(at, first) __attribute__((format(printf, at, first)))

/* What a function returns and a tool exits with. */
enum kg_status {
	KG_OK = 0,
	KG_NOT_HELD = 1,	/* done, and what --check asked does not hold */
	KG_USAGE = 2,		/* the command line is wrong */
	KG_INPUT = 3,		/* the input is rejected */
	KG_SYSTEM = 4,		/* a file, memory or the disk failed */
};

/* Where a record begins. Places are ordered by file, then offset, and never depend on how input was cut. */
struct kg_place {
	uint64_t offset;	/* bytes before the record */
	uint32_t file;		/* kg_error_file()'s number, from 1; 0 is no place at all */
	uint32_t line;		/* from 1; 0 when lines mean nothing */
};

enum { KG_ERROR_KEPT = 10, KG_FILES_MAX = 1000000 };

struct kg_diagnostic {
	struct kg_place place;
	char *text;		/* without the tool's name and the place; NULL: memory is short */
};

/* What is wrong with a record. */
struct kg_fault {
	struct kg_place place;
	const char *column;	/* NULL without one */
	const char *code;	/* what it is in a word: "ragged" "quote" "nul" "carriage-return" "undecodable" "json", or a fault of
				 * kg_book_meaning() */
	struct kg_slice value;	/* the cell that it is about; empty where that says nothing */
	const char *text;	/* for people; dies when the call returns */
};

struct kg_error {
	const char *tool;
	void (*listener)(void *data, const struct kg_fault *);	/* is told of faults, which then are no errors; NULL for none */
	void *listener_data;
	const char *lead;		/* goes before each text; NULL for nothing */
	char **files;			/* names by number - 1 */
	uint32_t file_count;
	struct kg_diagnostic kept[KG_ERROR_KEPT];	/* the earliest, in order of place */
	unsigned kept_count;
	uint64_t count;			/* of all diagnostics */
	int status;			/* the gravest reported, KG_OK if none */
};

void kg_error_init(struct kg_error *, const char *tool);
void kg_error_fini(struct kg_error *);

/* Registers a file's name (copied) for places. Returns its number, 0 when memory is short, or there are more than KG_FILES_MAX, which
 * are more than a command line has room for. */
uint32_t kg_error_file(struct kg_error *, const char *name);

/* The name behind a place's file number; "-" for none. Borrowed. */
const char *kg_error_file_name(const struct kg_error *, uint32_t file);

/* A bad record or cell: KG_INPUT. `column` may be NULL. */
int kg_error_at(struct kg_error *, struct kg_place, const char *column, const char *format, ...) KG_PRINTF(4, 5);

/* The same with a code for whoever listens; KG_INPUT. */
int kg_error_fault(struct kg_error *, struct kg_place, const char *column, const char *code, const char *format, ...)
	KG_PRINTF(5, 6);

/* The same of a cell, `value`. */
int kg_error_cell(struct kg_error *, struct kg_place, const char *column, struct kg_slice value, const char *code,
		  const char *format, ...) KG_PRINTF(6, 7);

/* Input that is rejected as a whole: KG_INPUT. */
int kg_error_input(struct kg_error *, const char *format, ...) KG_PRINTF(2, 3);

/* The command line: KG_USAGE. */
int kg_error_usage(struct kg_error *, const char *format, ...) KG_PRINTF(2, 3);

/* `what` (a file's name) failed for the reason in `errnum`: KG_SYSTEM. */
int kg_error_system(struct kg_error *, const char *what, int errnum);

/* Memory is short: KG_SYSTEM. Needs no memory itself. */
int kg_error_memory(struct kg_error *);

/* Moves the diagnostics of `from` into `to`, as if they had been reported there. */
void kg_error_merge(struct kg_error *to, struct kg_error *from);

/* Prints `tool: file:line: text` for each kept diagnostic, control characters escaped, then how many more there
 * were. Returns the status. */
int kg_error_print(const struct kg_error *, FILE *);

/* Prints text from cells and headers, which may hold anything: a terminal must not obey it, and it is one line of UTF-8. */
void kg_print_escaped(const char *text, FILE *);

/* -1, 0, 1: the order of two places. */
static inline int kg_place_compare(struct kg_place a, struct kg_place b)
{
	if (a.file != b.file)
		return a.file < b.file ? -1 : 1;
	return (a.offset > b.offset) - (a.offset < b.offset);
}

#endif
