/* filter - what a command is. The driver does the rest.
 *
 * A whole command, cmd/record-count.c, that counts records by group. The driver's tests compile it from here and run it; what a new
 * command needs besides, a manual, golden cases and Japanese texts, scripts/house tells.
 *
 *	#include "kaigo.h"
 *
 *	enum { GROUP };
 *	static const struct kg_field fields[] = {
 *		[GROUP] = { .id = "group", .flags = KG_GROUPED },
 *		{ 0 }
 *	};
 *
 *	enum { GROUPS, RECORDS };
 *	static const struct kg_column columns[] = {
 *		[GROUPS] = { .id = "<groups>", .type = KG_GROUPS, .help = N_("the columns of -g") },
 *		[RECORDS] = { .id = "records", .heading = N_("Records"), .type = KG_FIGURE, .help = N_("records of the group") },
 *		{ 0 }
 *	};
 *
 *	struct state {
 *		struct kg_groups groups;
 *		uint64_t *counts;		// by slot
 *		size_t room;
 *		uint64_t totals;		// records left out, as they are of a total
 *	};
 *
 *	static int add(struct state *state, uint32_t slot, uint64_t count, struct kg_error *err)
 *	{
 *		if (!kg_grow(&state->counts, &state->room, slot + 1, sizeof *state->counts))
 *			return kg_error_memory(err);
 *		state->counts[slot] += count;
 *		return KG_OK;
 *	}
 *
 *	static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
 *	{
 *		struct state *state = v;
 *		uint32_t slot;
 *		int status;
 *
 *		(void)ctx;
 *		if (kg_group_is_total(record, GROUP)) {
 *			state->totals++;
 *			return KG_OK;
 *		}
 *		status = kg_group(&state->groups, record, GROUP, &slot, err);
 *		return status ? status : add(state, slot, 1, err);
 *	}
 *
 *	static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
 *	{
 *		struct state *state = v, *from = other;
 *		uint32_t *map;
 *		int status = KG_OK;
 *
 *		(void)ctx;
 *		if (!kg_groups_merge(&state->groups, &from->groups, &map))
 *			return kg_error_memory(err);
 *		for (uint32_t i = 0; i < from->groups.count && status == KG_OK; i++)
 *			status = add(state, map[i], from->counts[i], err);
 *		state->totals += from->totals;
 *		free(map);
 *		return status;
 *	}
 *
 *	static void put(struct kg_table *table, const struct kg_groups *groups, uint32_t slot, uint64_t count)
 *	{
 *		kg_table_row(table);
 *		kg_set_group(table, GROUPS, groups, slot);
 *		kg_set_count(table, RECORDS, count);
 *	}
 *
 *	static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
 *	{
 *		struct state *state = v;
 *		uint32_t *slots = malloc((state->groups.count + 1) * sizeof *slots);
 *		uint64_t all = 0;
 *
 *		if (!slots || !kg_groups_order(&state->groups, KG_ORDER_GIVEN, slots)) {
 *			free(slots);
 *			return kg_error_memory(err);
 *		}
 *		kg_table_layout(table, (struct kg_layout){ .side = "<groups>", .cells = "records" });
 *		for (size_t i = 0; i < state->groups.count; i++) {
 *			put(table, &state->groups, slots[i], state->counts[slots[i]]);
 *			all += state->counts[slots[i]];
 *		}
 *		if (ctx->common->total && state->groups.width)
 *			put(table, &state->groups, KG_ALL_GROUPS, all);
 *		if (state->totals)
 *			kg_table_note(table, _("Records whose group is a total (合計, 全体), left out: %llu."),
 *				      (unsigned long long)state->totals);
 *		free(slots);
 *		return KG_OK;
 *	}
 *
 *	static void close(void *v)
 *	{
 *		struct state *state = v;
 *
 *		kg_groups_fini(&state->groups);
 *		free(state->counts);
 *	}
 *
 *	const struct kg_filter kg_command = {
 *		.name = "record-count", .brief = N_("count records by group"), .fields = fields, .columns = columns,
 *		.state_size = sizeof(struct state), .record = record, .merge = merge, .finish = finish, .close = close,
 *	};
 */
#ifndef KG_FILTER_H
#define KG_FILTER_H

#include "option.h"
#include "record.h"
#include "row.h"
#include "table.h"

/* The common options that are for the filter to heed. What a filter declares brings them, and who has them must do as they say:
 *
 *	a field with KG_GROUPED						-g, --total
 *	a column KG_PERCENT, KG_PERCENT_CHANGE or KG_POINTS		--digits, --round
 *	KG_MAKES_WHOLES beside such a column				--round=largest-remainder
 *	KG_HAS_VERDICT without KG_ALWAYS_CHECKS				--check
 *
 * The driver heeds all others by itself. Of those --column comes with a field that is found by its names, and KG_DOCUMENT, `each`
 * and `bad` below add some and take some away.
 */
struct kg_common {
	/* --schema; NULL without one. Cells come as it says, and groups in its order: a filter looks here for more than that. */
	const struct kg_codebook *book;
	/* -g, as typed; none without it. kg_group() and kg_set_group() know them: here is only whether there are any. */
	struct kg_list groups;
	/* --total: with groups, rows of KG_ALL_GROUPS come last (of those of a question, where there are several), each once, made of
	 * what was added up and not of the rows above, which are rounded, and stay as many and in order. Nothing without groups, but
	 * what is over something else that rows are of, as units. */
	bool total;
	/* --check: the exit status tells what kg_table_verdict() was told, which is called in any case. Here is it for a filter that
	 * has another option to go with it, or that notes by what it has judged. */
	bool check;
	/* --digits, 1 without it, and --round: kg_set_percent() and kg_set_points() heed both; whoever computes a percentage in another
	 * way passes them on. Figures in their own unit keep the input's digits, and a mean has one more, whatever --digits says:
	 * kg_set_quotient(). */
	unsigned digits;
	enum kg_round round;
	/* --round=largest-remainder, when `round` is half-up: percentages that are parts of one whole add up to 100, by
	 * kg_percents(). All others are as without it. */
	bool largest_remainder;
	/* -j: how many threads may work at once in `finish`, at least 1. Records are shared out by the driver. */
	unsigned workers;
};

/* All that a filter may read. The same for every worker, and never written while records are read. */
struct kg_context {
	const void *args;		/* its options */
	const void *shared;		/* its side inputs */
	const struct kg_common *common;
};

/* A kind of change that a pass-through makes in cells. */
struct kg_change {
	const char *id;			/* in --log; NULL ends a table */
	const char *help;		/* what was done, translated; its count is told */
};

/* A further input, read whole before the main one. It is there when its option is given. */
struct kg_side {
	size_t option;			/* KG_ARG() of a KG_OPTION_TEXT with the file's name; 0 ends a table */
	const struct kg_field *fields;
	/* Adds one record to `shared`, wholly or not at all. */
	int (*record)(const struct kg_context *, void *shared, const struct kg_record *, struct kg_error *);
};

enum kg_filter_flag {
	KG_HAS_VERDICT = 1,	/* --check means something */
	KG_MAKES_WHOLES = 2,	/* --round largest-remainder means something */
	KG_ALWAYS_CHECKS = 4,	/* the verdict is the exit status without --check */
	KG_DOCUMENT = 8,	/* the result is a JSON document (kg_table_document): no --to, --color, --safe-cells, --schema */
	KG_REPEATS = 16,	/* `record` counts by record->times: records whose fields hold the same may come as one */
};

struct kg_filter {
	const char *name, *brief;		/* the man page's NAME line */
	const struct kg_option *options;	/* its own; may be NULL */
	const struct kg_field *fields;
	const struct kg_column *columns;
	const struct kg_side *sides;		/* may be NULL */
	unsigned flags;
	size_t args_size, shared_size, state_size;	/* zeroed by the driver */

	/* Checks what the option table cannot, and begins a state. It is called for every state, of which each FILE and each worker
	 * has its own, and for the first before any input is read, that of sides, too. May be NULL. */
	int (*begin)(const struct kg_context *, void *state, struct kg_error *);
	/* Is told which columns a file has, before its first record: `header` has no cells, and the header's place. Of JSON, which
	 * has no header, it is the first record. May be NULL. */
	int (*header)(const struct kg_context *, void *state, const struct kg_record *header, struct kg_error *);
	/* Adds one record to the state, wholly or not at all: a record that is reported may be left out (--skip-bad), so all that can
	 * be wrong with it is read before anything is added. A worker gets records of several parts of a file, in order, others
	 * those between: but for a filter with `bad`, which has no workers. */
	int (*record)(const struct kg_context *, void *state, const struct kg_record *, struct kg_error *);
	/* Adds another state to this one, and may take what that holds: it is closed next. Any order of merges gives the same table. */
	int (*merge)(const struct kg_context *, void *state, void *other, struct kg_error *);
	/* Turns the state into rows. What only several records together show is reported here. */
	int (*finish)(const struct kg_context *, void *state, struct kg_table *, struct kg_error *);
	/* Is told of everything that is wrong with a record, which then is no reason to reject the input. `record` follows when all
	 * of its cells are there all the same. May be NULL. With it there is no --skip-bad, --reject and --jobs. */
	int (*bad)(const struct kg_context *, void *state, const struct kg_fault *, struct kg_error *);
	/* Frees what a state holds, which may be nothing: one that was never begun is all zeros. */
	void (*close)(void *state);

	/* A pass-through has these two instead of all above but begin and close: `head` puts the names of the output's columns,
	 * once, `each` the cells of one record. The driver keeps the order and writes as it reads, in forms of its own (--to), and
	 * has --log. What a state remembers of records never shows: each worker has its own. */
	int (*head)(const struct kg_context *, const struct kg_record *, struct kg_row *, struct kg_error *);
	int (*each)(const struct kg_context *, void *state, const struct kg_record *, struct kg_row *, struct kg_error *);
	const struct kg_change *changes;	/* the kinds that `each` tells of */
	const char *left;			/* what kg_row_leave() counts, translated; may be NULL where it is not called */
	void (*close_shared)(void *shared);	/* may be NULL */
};

/* Defined by cmd/NAME.c. */
extern const struct kg_filter kg_command;

/* A whole program: returns its exit status. */
int kg_main(const struct kg_filter *, int argc, char **argv);

#endif
