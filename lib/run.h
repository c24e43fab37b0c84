/* run - one run of a filter: what the command line says, what is read, and what was wrong with it.
 *
 * driver.c sets it up; fold.c and pass.c read the input in their two ways, each through kgi_run_file().
 */
#ifndef KGI_RUN_H
#define KGI_RUN_H

#include "arena.h"
#include "category.h"
#include "command_line.h"
#include "driver.h"
#include "printer.h"
#include "stream.h"

/* --where: a column, and the category a cell of it must be, or must not. */
struct kgi_condition {
	struct kg_condition is;
	struct kg_categories cells;	/* of condition.h */
	int field;
	uint64_t held;			/* records it was true of */
};

/* What is written as records are read. */
enum { KGI_ROWS, KGI_REJECTS, KGI_LOG, KGI_STREAMS };

struct kgi_run {
	const struct kg_filter *filter;
	const struct kgi_way *way;
	struct kgi_command_line common;
	struct kgi_input input;
	struct kg_context context;
	void *args, *shared;
	struct kg_error err;
	struct kg_error left_out;		/* what was wrong with records that are left out */
	struct kg_error faults;			/* and with records that a filter has asked about */
	struct kg_codebook book;
	struct kgi_remarks remarks;
	struct kg_binding binding;
	struct kg_slice *groups;		/* the names of -g's columns */
	struct kgi_condition *where;
	uint64_t bad, blank_rows;
	struct kgi_stream streams[KGI_STREAMS];
	struct kgi_output rejects, log;		/* files beside the output, if there are any */
	bool alone;				/* no workers for the file that is open */
	bool ready;				/* states for workers can be made */
	struct kg_arena arena;
};

typedef int kgi_record_function(const struct kg_context *, void *target, const struct kg_record *, struct kg_error *);

/* What is done with a file's records, and with the states of several workers: a fold's way, or a pass-through's. */
struct kgi_way {
	bool stops;			/* at the first bad record, unless such are left out */
	/* Is told that a file is open, and has its columns if they stand in a header. May be NULL. */
	int (*file)(struct kgi_run *, const struct kgi_reader *, void *state);
	/* The state of a worker, whose run it is, beside `of`, the file's, which may be that of the file's `own` thread; adds it
	 * to that; frees it. */
	int (*hire)(struct kgi_run *, void *of, bool own, void **state);
	int (*merge)(struct kgi_run *, void *of, void *state);
	void (*dismiss)(struct kgi_run *, void *state);
};

/* Reads the sides, --where and where columns are; opens --reject and --log, which are written as --output is. */
int kgi_run_begin(struct kgi_run *, char **files, size_t count);

/* The only record loop: gives every record of the file to `record_of`. Goes on behind a bad record, to find the others or since
 * they are left out, unless the way `stops`. A side has other fields than the filter, and no record to do without. */
int kgi_run_records(struct kgi_run *, struct kgi_reader *, kgi_record_function *, void *target);
int kgi_run_file(struct kgi_run *, const char *path, const struct kgi_input *, struct kg_binding *, kgi_record_function *,
		 void *target);

/* Reads --schema. */
int kgi_run_book(struct kgi_run *);

/* Closes what kgi_run_begin() opened, also where that failed; gives the files their names, if `keep`. */
int kgi_run_end(struct kgi_run *, bool keep);

/* On standard error: remarks in every form, notes where the form has no place for them. */
void kgi_run_print_notes(const struct kgi_run *, const struct kgi_remarks *);

/* Tells of rows and records that were left out, and of characters that were written as others. False when memory is short. */
bool kgi_run_tell_left_out(const struct kgi_run *, struct kgi_remarks *);
bool kgi_run_tell_substituted(const struct kgi_run *, const struct kgi_output *, struct kgi_remarks *);

/* The two ways, to the end: KG_OK, KG_NOT_HELD or an error. */
int kgi_fold(struct kgi_run *, char **files, size_t count, enum kgi_merge_order);
int kgi_pass(struct kgi_run *, char **files, size_t count);

#endif
