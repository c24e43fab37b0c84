/* The worked example of filter.h, a whole command, as the driver's tests run it; and the same with a verdict. */
#include "kaigo.h"

enum { GROUP };
static const struct kg_field fields[] = {
	[GROUP] = { .id = "group", .flags = KG_GROUPED },
	{ 0 }
};

enum { GROUPS, RECORDS };
static const struct kg_column columns[] = {
	[GROUPS] = { .id = "<groups>", .type = KG_GROUPS },
	[RECORDS] = { .id = "records", .heading = "Records", .type = KG_FIGURE, .help = "records of the group" },
	{ 0 }
};

struct state {
	struct kg_groups groups;
	uint64_t *counts;
	size_t room;
};

static int add(struct state *state, uint32_t slot, uint64_t count, struct kg_error *err)
{
	if (!kg_grow(&state->counts, &state->room, slot + 1, sizeof *state->counts))
		return kg_error_memory(err);
	state->counts[slot] += count;
	return KG_OK;
}

static int record(const struct kg_context *ctx, void *v, const struct kg_record *record, struct kg_error *err)
{
	struct state *state = v;
	uint32_t slot;
	int status = kg_group(&state->groups, record, GROUP, &slot, err);

	(void)ctx;
	return status ? status : add(state, slot, 1, err);
}

static int merge(const struct kg_context *ctx, void *v, void *other, struct kg_error *err)
{
	struct state *state = v, *from = other;
	uint32_t *map;
	int status = KG_OK;

	(void)ctx;
	if (!kg_groups_merge(&state->groups, &from->groups, &map))
		return kg_error_memory(err);
	for (uint32_t i = 0; i < from->groups.count && status == KG_OK; i++)
		status = add(state, map[i], from->counts[i], err);
	free(map);
	return status;
}

static int finish(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	struct state *state = v;
	uint32_t *slots = malloc((state->groups.count + 1) * sizeof *slots);

	(void)ctx;
	if (!slots || !kg_groups_order(&state->groups, KG_ORDER_GIVEN, slots)) {
		free(slots);
		return kg_error_memory(err);
	}
	kg_table_layout(table, (struct kg_layout){ .side = "<groups>", .cells = "records" });
	for (size_t i = 0; i < state->groups.count; i++) {
		kg_table_row(table);
		kg_set_group(table, GROUPS, &state->groups, slots[i]);
		kg_set_count(table, RECORDS, state->counts[slots[i]]);
	}
	free(slots);
	return KG_OK;
}

static void close(void *v)
{
	struct state *state = v;

	kg_groups_fini(&state->groups);
	free(state->counts);
}

static const struct kg_filter command = {
	.name = "record-count", .brief = "count records by group", .fields = fields, .columns = columns,
	.state_size = sizeof(struct state), .record = record, .merge = merge, .finish = finish, .close = close,
};

/* It does not hold where a group has more than two records. */
static int finish_checked(const struct kg_context *ctx, void *v, struct kg_table *table, struct kg_error *err)
{
	struct state *state = v;

	for (uint32_t slot = 0; slot < state->groups.count; slot++)
		kg_table_verdict(table, state->counts[slot] > 2);
	return finish(ctx, v, table, err);
}

static const struct kg_filter checked = {
	.name = "record-count", .brief = "count records by group", .fields = fields, .columns = columns, .flags = KG_HAS_VERDICT,
	.state_size = sizeof(struct state), .record = record, .merge = merge, .finish = finish_checked, .close = close,
};
