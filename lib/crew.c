#include "crew.h"
#include "scan.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* Parts that wait take memory, and so do stacks: both stay under 20 MB for eight workers. */
enum { PART = 256 * 1024, SMALL = 4 * PART, FAR = 128 * PART, WAITING = 4, STACK = 1024 * 1024 };

struct part {
	struct kgi_source_part of;
	void *state;
	struct kgi_run run;		/* as the file's, with errors and counts of its own */
	char *rejects;
	size_t reject_len;
	int status;
	bool taken, done, irregular;
};

struct crew {
	struct kgi_run *run;
	struct kgi_reader *reader;	/* the file's */
	kgi_record_function *record_of;
	struct part *parts;		/* a ring, in the file's order */
	size_t room, first, count;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	bool over;
};

struct worker {
	struct crew *crew;
	struct kgi_reader reader;
	pthread_t thread;
	bool started;
};

static struct part *part_at(struct crew *crew, size_t i)
{
	return &crew->parts[(crew->first + i) % crew->room];
}

static int copy_conditions(struct kgi_run *run, const struct kgi_condition *of)
{
	uint32_t id;

	run->where = calloc(run->common.where.count + 1, sizeof *run->where);
	if (!run->where)
		return kg_error_memory(&run->err);
	for (size_t i = 0; i < run->common.where.count; i++) {
		run->where[i] = (struct kgi_condition){ .is = of[i].is, .field = of[i].field };
		if (!kg_category(&run->where[i].values, kg_slice(of[i].is.value), (struct kg_place){ 0 }, &id))
			return kg_error_memory(&run->err);
	}
	return KG_OK;
}

/* A run like the file's that shares nothing that is written to. Only the file's own thread writes to that one. */
static int open_run(struct part *part, const struct kgi_run *of)
{
	struct kgi_run *run = &part->run;

	*run = *of;
	kg_error_init(&run->err, of->err.tool);
	kg_error_init(&run->left_out, of->err.tool);
	run->left_out.lead = of->left_out.lead;
	run->where = NULL;
	run->reject = NULL;
	run->bad = run->blank_rows = 0;
	run->reject_end = kg_slice("");
	for (uint32_t i = 0; i < of->err.file_count; i++)
		if (!kg_error_file(&run->err, of->err.files[i]) || !kg_error_file(&run->left_out, of->err.files[i]))
			return kg_error_memory(&run->err);
	if (of->reject && !(run->reject = open_memstream(&part->rejects, &part->reject_len)))
		return kg_error_memory(&run->err);
	return copy_conditions(run, of->where);
}

static void close_run(struct part *part)
{
	struct kgi_run *run = &part->run;

	for (size_t i = 0; run->where && i < run->common.where.count; i++)
		kg_categories_fini(&run->where[i].values);
	free(run->where);
	kg_error_fini(&run->left_out);
	kg_error_fini(&run->err);
	if (run->reject)
		fclose(run->reject);
	if (run->filter->close && part->state)
		run->filter->close(part->state);
	free(part->state);
	free(part->rejects);
}

static void fold_part(struct part *part, struct crew *crew, struct kgi_reader *reader)
{
	const struct kg_filter *filter = crew->run->filter;

	part->state = calloc(1, filter->state_size ? filter->state_size : 1);
	if (!part->state)
		part->status = kg_error_memory(&part->run.err);
	if (part->status == KG_OK && filter->begin)
		part->status = filter->begin(&part->run.context, part->state, &part->run.err);
	if (part->status == KG_OK) {
		kgi_reader_part(reader, &part->of);
		part->status = kgi_run_records(&part->run, reader, crew->record_of, part->state, false);
		part->run.blank_rows += reader->blank_rows;
		reader->blank_rows = 0;
		part->irregular = reader->irregular;
	}
	if (part->run.reject && fclose(part->run.reject) != 0)
		part->status = kg_error_memory(&part->run.err);
	part->run.reject = NULL;
}

/* Folds the first part that nobody has taken; called with the lock. False when there is none. */
static bool work_once(struct crew *crew, struct kgi_reader *reader)
{
	struct part *part = NULL;

	for (size_t i = 0; i < crew->count && !part; i++)
		if (!part_at(crew, i)->taken)
			part = part_at(crew, i);
	if (!part)
		return false;
	part->taken = true;
	pthread_mutex_unlock(&crew->lock);
	fold_part(part, crew, reader);
	pthread_mutex_lock(&crew->lock);
	part->done = true;
	pthread_cond_broadcast(&crew->done);
	return true;
}

static void *work(void *data)
{
	struct worker *worker = data;
	struct crew *crew = worker->crew;

	pthread_mutex_lock(&crew->lock);
	while (!crew->over)
		if (!work_once(crew, &worker->reader))
			pthread_cond_wait(&crew->work, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

/* Waits for the oldest part, and works meanwhile. */
static void wait_for_first(struct crew *crew, struct kgi_reader *reader)
{
	pthread_mutex_lock(&crew->lock);
	while (!part_at(crew, 0)->done)
		if (!work_once(crew, reader))
			pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

/* What the part found counts. */
static int take_over(struct crew *crew, struct part *part, void *state)
{
	struct kgi_run *run = crew->run;
	int status = part->status;

	if (status == KG_OK || status == KG_INPUT) {
		int merged = run->filter->merge(&run->context, state, part->state, &run->err);

		status = merged ? merged : status;
	}
	kg_error_merge(&run->err, &part->run.err);
	kg_error_merge(&run->left_out, &part->run.left_out);
	run->bad += part->run.bad;
	run->blank_rows += part->run.blank_rows;
	for (size_t i = 0; part->run.where && i < run->common.where.count; i++)
		run->where[i].held += part->run.where[i].held;
	if (run->reject && part->reject_len) {
		if (run->reject_end.len)
			fwrite(run->reject_end.at, 1, run->reject_end.len, run->reject);
		fwrite(part->rejects, 1, part->reject_len, run->reject);
		run->reject_end = part->run.reject_end;
	}
	return status;
}

/* Is the oldest part right? Then it counts, and makes room. */
static int settle_first(struct crew *crew, struct kgi_reader *reader, void *state, bool *irregular)
{
	struct part *part = part_at(crew, 0);
	int status = KG_OK;

	wait_for_first(crew, reader);
	*irregular = part->irregular;
	if (*irregular)
		return KG_OK;
	status = take_over(crew, part, state);
	close_run(part);
	pthread_mutex_lock(&crew->lock);
	free(part->of.memory);
	crew->first = (crew->first + 1) % crew->room;
	crew->count--;
	pthread_mutex_unlock(&crew->lock);
	return status;
}

/* Where the last line ends outside quotes, if all is regular; 0 if there is none. *lines: how many end up to there. */
static size_t find_cut(const char *bytes, size_t len, char line_end, size_t *lines)
{
	struct kgi_scan_counts counts = kgi_scan_count(bytes, len, line_end);
	size_t cut = len;

	for (; cut > 0; cut--) {
		bool quote = bytes[cut - 1] == '"', end = bytes[cut - 1] == line_end;

		if (end && counts.quotes % 2 == 0)
			break;
		counts.quotes -= quote;
		counts.lines -= end;
	}
	*lines = counts.lines;
	return cut;
}

/* Cuts the next part off. *none: what is left is for the file's own reader. */
static int cut_part(struct crew *crew, bool *none, struct kg_error *err)
{
	struct kgi_source *source = &crew->reader->source;
	struct part *next = part_at(crew, crew->count);
	size_t need = PART, cut = 0, lines;
	int status = KG_OK;

	for (; cut == 0 && status == KG_OK; need *= 2) {
		status = kgi_source_hold(source, need, err);
		*none = kgi_source_held(source) < need || need > FAR;
		if (status != KG_OK || *none)
			return status;
		cut = find_cut(kgi_source_at(source, 0), kgi_source_held(source), source->line_end, &lines);
	}
	*next = (struct part){ 0 };
	if (!kgi_source_take(source, cut, (uint32_t)lines, &next->of))
		return kg_error_memory(err);
	next->status = open_run(next, crew->run);
	pthread_mutex_lock(&crew->lock);
	crew->count++;
	pthread_cond_signal(&crew->work);
	pthread_mutex_unlock(&crew->lock);
	return KG_OK;
}

/* Gives the parts that do not count back to the file, the last first. */
static int give_back(struct crew *crew)
{
	struct kgi_source *source = &crew->reader->source;
	int status = KG_OK;

	for (size_t i = crew->count; i-- > 0;) {
		struct part *part = part_at(crew, i);

		if (status == KG_OK && !kgi_source_return(source, &part->of))
			status = kg_error_memory(&crew->run->err);
		close_run(part);
		free(part->of.memory);
	}
	crew->count = 0;
	return status;
}

static void wait_for_taken(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	for (size_t i = 0; i < crew->count; i++)
		while (part_at(crew, i)->taken && !part_at(crew, i)->done)
			pthread_cond_wait(&crew->done, &crew->lock);
	for (size_t i = 0; i < crew->count; i++)	/* nobody begins another one */
		part_at(crew, i)->taken = true;
	pthread_mutex_unlock(&crew->lock);
}

static int run_crew(struct crew *crew, struct kgi_reader *own, void *state)
{
	bool none = false, irregular = false;
	int status = KG_OK;

	while (status == KG_OK && !none && !irregular) {
		if (crew->count == crew->room)
			status = settle_first(crew, own, state, &irregular);
		if (status == KG_INPUT)
			status = KG_OK;		/* the others are read for their diagnostics */
		if (status == KG_OK && !irregular)
			status = cut_part(crew, &none, &crew->run->err);
	}
	while (status == KG_OK && !irregular && crew->count) {
		status = settle_first(crew, own, state, &irregular);
		status = status == KG_INPUT ? KG_OK : status;
	}
	wait_for_taken(crew);

	int given = give_back(crew);

	return status ? status : given;
}

static unsigned processors(void)
{
	enum { MANY = 8 };
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	return count < 1 ? 1 : count > MANY ? MANY : (unsigned)count;
}

static bool is_for_crew(const struct kgi_run *run, const struct kgi_reader *reader)
{
	return run->common.jobs != 1 && reader->kind == &kgi_csv && !run->filter->bad && kgi_source_has_parts(&reader->source);
}

int kgi_crew_fold(struct kgi_run *run, struct kgi_reader *reader, kgi_record_function *record_of, void *state)
{
	struct crew crew = { .run = run, .reader = reader, .record_of = record_of,
			     .lock = PTHREAD_MUTEX_INITIALIZER, .work = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER };
	struct worker *workers;
	pthread_attr_t small;
	size_t count;
	int status;

	if (!is_for_crew(run, reader))
		return KG_OK;
	kgi_csv_settle(reader);
	status = kgi_source_hold(&reader->source, SMALL, &run->err);
	if (status != KG_OK || kgi_source_held(&reader->source) < SMALL)
		return status;
	count = run->common.jobs ? run->common.jobs : processors();
	if (count == 1)
		return KG_OK;
	crew.room = count + WAITING;
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	workers = calloc(count, sizeof *workers);
	crew.parts = calloc(crew.room, sizeof *crew.parts);
	status = workers && crew.parts ? KG_OK : kg_error_memory(&run->err);
	for (size_t i = 0; i < count && status == KG_OK; i++) {
		workers[i].crew = &crew;
		if (!kgi_reader_lend(&workers[i].reader, reader))
			status = kg_error_memory(&run->err);
		/* the last is this thread; one that does not start is done without */
		if (status == KG_OK && i + 1 < count)
			workers[i].started = pthread_create(&workers[i].thread, &small, work, &workers[i]) == 0;
	}
	if (status == KG_OK)
		status = run_crew(&crew, &workers[count - 1].reader, state);
	pthread_mutex_lock(&crew.lock);
	crew.over = true;
	pthread_cond_broadcast(&crew.work);
	pthread_mutex_unlock(&crew.lock);
	for (size_t i = 0; workers && i < count; i++) {
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
		if (workers[i].crew)
			kgi_reader_close(&workers[i].reader);
	}
	pthread_attr_destroy(&small);
	free(workers);
	free(crew.parts);
	return status;
}
