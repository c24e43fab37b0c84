#include "crew.h"
#include "condition.h"

#include <pthread.h>
#include <stdlib.h>

/* Parts that wait take memory, and so do stacks: both stay under 20 MB for eight workers, and with what is written
 * of them under 50. */
enum { STRETCH = 256 * 1024, SMALL = 2 * STRETCH, ALONE = 4 * STRETCH, FAR = 8 * STRETCH, WAITING = 2, STACK = 1024 * 1024 };

struct part {
	struct kgi_source_part of;
	struct kgi_stream streams[KGI_STREAMS];	/* what is to be written of it */
	struct worker *worker;
	bool taken, checked, irregular, done;
	bool stopped;			/* before its end */
};

struct worker {
	struct crew *crew;
	struct kgi_reader reader;
	struct kgi_run run;		/* as the file's, with errors and counts of its own */
	void *state;			/* of all its parts */
	int status;
	pthread_t thread;
	bool started;
};

struct crew {
	struct kgi_run *run;
	struct kgi_reader *reader;	/* the file's */
	kgi_record_function *record_of;
	struct worker *workers;		/* the last is the file's own thread */
	size_t worker_count;
	struct part *parts;		/* a ring, in the file's order */
	size_t room, first, count;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	struct worker *stopped;		/* the work of whom is the last that counts */
	bool over;
};

static struct part *part_at(struct crew *crew, size_t i)
{
	return &crew->parts[(crew->first + i) % crew->room];
}

static int copy_conditions(struct kgi_run *run, const struct kgi_condition *of)
{
	run->where = calloc(run->common.where.count + 1, sizeof *run->where);
	if (!run->where)
		return kg_error_memory(&run->err);
	for (size_t i = 0; i < run->common.where.count; i++) {
		run->where[i] = (struct kgi_condition){ .is = of[i].is, .field = of[i].field };
		if (!kg_condition_begin(&of[i].is, &run->where[i].cells))
			return kg_error_memory(&run->err);
	}
	return KG_OK;
}

/* A run like the file's that shares nothing that is written to. Only the file's own thread writes to that one. */
static int copy_run(struct kgi_run *run, const struct kgi_run *of)
{
	*run = *of;
	kg_error_init(&run->err, of->err.tool);
	kg_error_init(&run->left_out, of->err.tool);
	run->left_out.lead = of->left_out.lead;
	run->where = NULL;
	run->bad = run->blank_rows = 0;
	for (size_t i = 0; i < KGI_STREAMS; i++)
		run->streams[i] = (struct kgi_stream){ .open = of->streams[i].open };
	for (uint32_t i = 0; i < of->err.file_count; i++)
		if (!kg_error_file(&run->err, of->err.files[i]) || !kg_error_file(&run->left_out, of->err.files[i]))
			return kg_error_memory(&run->err);
	return copy_conditions(run, of->where);
}

/* This thread's. */
static struct worker *own_worker(struct crew *crew)
{
	return &crew->workers[crew->worker_count - 1];
}

static int open_worker(struct worker *worker, struct crew *crew, void *state)
{
	worker->crew = crew;
	worker->status = copy_run(&worker->run, crew->run);
	if (!kgi_reader_lend(&worker->reader, crew->reader))
		worker->status = kg_error_memory(&worker->run.err);
	if (worker->status == KG_OK)
		worker->status = crew->run->way->hire(&worker->run, state, worker == own_worker(crew), &worker->state);
	return worker->status;
}

static void free_streams(struct kgi_stream *streams)
{
	for (size_t i = 0; i < KGI_STREAMS; i++)
		kgi_buffer_fini(&streams[i].memory);
}

static void close_worker(struct worker *worker, const void *state)
{
	struct kgi_run *run = &worker->run;

	for (size_t i = 0; run->where && i < run->common.where.count; i++)
		kg_categories_fini(&run->where[i].cells);
	free(run->where);
	kg_error_fini(&run->left_out);
	kg_error_fini(&run->err);
	kgi_reader_close(&worker->reader);
	free_streams(run->streams);
	if (worker->state && worker->state != state)
		run->way->dismiss(run, worker->state);
}

/* With bad records the others are read for their diagnostics, unless the first stops it all. */
static bool goes_on(const struct kgi_run *run, int status)
{
	return status == KG_OK || (status == KG_INPUT && !run->way->stops);
}

/* Reads what the worker's reader holds. */
static void fold(struct worker *worker)
{
	int status = kgi_run_records(&worker->run, &worker->reader, worker->crew->record_of, worker->state);

	worker->status = status ? status : worker->status;
	worker->run.blank_rows += worker->reader.blank_rows;
	worker->reader.blank_rows = 0;
}

/* What has been written in memory becomes the part's. */
static void fold_part(struct worker *worker, struct part *part)
{
	if (goes_on(&worker->run, worker->status))
		fold(worker);
	for (size_t i = 0; i < KGI_STREAMS; i++) {
		part->streams[i] = worker->run.streams[i];
		worker->run.streams[i] = (struct kgi_stream){ .open = part->streams[i].open };
	}
}

static void free_part(struct part *part)
{
	free_streams(part->streams);
	free(part->of.memory);
}

/* Waits until all before the part is known to be regular: then it begins where a record does. False when something is not. */
static bool is_right(struct crew *crew, const struct part *part)
{
	for (size_t i = 0; part_at(crew, i) != part;) {
		struct part *before = part_at(crew, i);

		if (before->checked && before->irregular)
			return false;
		if (before->checked) {
			i++;
			continue;
		}
		pthread_cond_wait(&crew->done, &crew->lock);
		i = 0;		/* the first ones may be gone */
	}
	return !part->irregular;
}

/* Folds the first part that nobody has taken; called with the lock. False when there is none. */
static bool work_once(struct crew *crew, struct worker *worker)
{
	struct part *part = NULL;

	for (size_t i = 0; i < crew->count && !part; i++)
		if (!part_at(crew, i)->taken)
			part = part_at(crew, i);
	if (!part)
		return false;
	part->taken = true;
	part->worker = worker;
	pthread_mutex_unlock(&crew->lock);
	if (!kgi_reader_part(&worker->reader, &part->of))
		worker->status = kg_error_memory(&worker->run.err);
	pthread_mutex_lock(&crew->lock);
	part->checked = true;
	part->irregular = worker->reader.irregular;
	pthread_cond_broadcast(&crew->done);
	if (is_right(crew, part)) {
		pthread_mutex_unlock(&crew->lock);
		fold_part(worker, part);
		pthread_mutex_lock(&crew->lock);
	}
	part->stopped = !goes_on(crew->run, worker->status);
	part->done = true;
	pthread_cond_broadcast(&crew->done);
	return true;
}

/* After the last part come the records that stand for others. */
static void finish_work(struct worker *worker)
{
	if (!goes_on(&worker->run, worker->status))
		return;
	kgi_reader_parted(&worker->reader);
	fold(worker);
}

static void *work(void *data)
{
	struct worker *worker = data;
	struct crew *crew = worker->crew;

	pthread_mutex_lock(&crew->lock);
	while (!crew->over)
		if (!work_once(crew, worker))
			pthread_cond_wait(&crew->work, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
	finish_work(worker);
	return NULL;
}

/* Waits for the oldest part, and works meanwhile. */
static void wait_for_first(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	while (!part_at(crew, 0)->done)
		if (!work_once(crew, own_worker(crew)))
			pthread_cond_wait(&crew->done, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

static int write_part(struct kgi_run *run, const struct part *part)
{
	int status = KG_OK;

	for (size_t i = 0; i < KGI_STREAMS && status == KG_OK; i++) {
		const struct kgi_stream *of = &part->streams[i];

		status = kgi_stream_write(&run->streams[i], (struct kg_slice){ of->memory.at, of->memory.len }, of->owed, &run->err);
	}
	return status;
}

/* Writes the oldest part and makes room where it stands, unless it is irregular. *last: so it is, or it was stopped. */
static int settle_first(struct crew *crew, bool *last)
{
	struct part *part = part_at(crew, 0);
	int status;

	wait_for_first(crew);
	*last = part->irregular || part->stopped;
	if (part->irregular)
		return KG_OK;
	if (part->stopped)
		crew->stopped = part->worker;
	status = write_part(crew->run, part);
	free_streams(part->streams);
	kgi_source_leave(&crew->reader->source, &part->of);
	pthread_mutex_lock(&crew->lock);
	crew->first = (crew->first + 1) % crew->room;
	crew->count--;
	pthread_mutex_unlock(&crew->lock);
	return status;
}

/* What the worker found counts, unless it may be behind the place where another one stopped. */
static int take_over(struct crew *crew, struct worker *worker, void *state)
{
	struct kgi_run *run = crew->run;
	int status = worker->status;

	if (worker != crew->stopped && (crew->stopped || (status == KG_INPUT && run->way->stops)))
		return KG_OK;
	if (goes_on(run, status) && worker->state != state) {
		int merged = run->way->merge(run, state, worker->state);

		status = merged ? merged : status;
	}
	kg_error_merge(&run->err, &worker->run.err);
	kg_error_merge(&run->left_out, &worker->run.left_out);
	run->bad += worker->run.bad;
	run->blank_rows += worker->run.blank_rows;
	for (size_t i = 0; worker->run.where && i < run->common.where.count; i++)
		run->where[i].held += worker->run.where[i].held;
	return status;
}

/* Cuts the next part off. *none: what is left is for the file's own reader. */
static int cut_part(struct crew *crew, bool *none, struct kg_error *err)
{
	struct kgi_source *source = &crew->reader->source;
	struct part *next = part_at(crew, crew->count);
	size_t need = crew->reader->kind->part_size, cut = 0, lines;
	int status = KG_OK;

	for (; cut == 0 && status == KG_OK; need *= 2) {
		status = kgi_source_hold_just(source, need, err);
		*none = kgi_source_held(source) < need || need > FAR;
		if (status != KG_OK || *none)
			return status;
		cut = kgi_reader_cut(crew->reader, need, &lines);
	}
	*next = (struct part){ 0 };
	if (!kgi_source_take(source, cut, (uint32_t)lines, &next->of))
		return kg_error_memory(err);
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
		free_part(part);
	}
	crew->count = 0;
	return status;
}

/* Until all parts that were taken are done, and nobody begins another one. */
static void end_work(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	for (size_t i = 0; i < crew->count; i++)
		while (part_at(crew, i)->taken && !part_at(crew, i)->done)
			pthread_cond_wait(&crew->done, &crew->lock);
	for (size_t i = 0; i < crew->count; i++)
		part_at(crew, i)->taken = true;
	crew->over = true;
	pthread_cond_broadcast(&crew->work);
	pthread_mutex_unlock(&crew->lock);
}

/* Cuts parts off and sees to it that they are folded, up to the end or the first that is irregular. */
static int run_crew(struct crew *crew)
{
	bool none = false, last = false;
	int status = KG_OK;

	while (status == KG_OK && !last && (!none || crew->count)) {
		if (none || crew->count == crew->room)
			status = settle_first(crew, &last);
		else
			status = cut_part(crew, &none, &crew->run->err);
	}
	return status;
}

/* Begins with the last worker, which is this thread. */
static int begin_work(struct crew *crew, void *state)
{
	pthread_attr_t small;
	int status = KG_OK;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	for (size_t i = crew->worker_count; i-- > 0 && status == KG_OK;) {
		struct worker *worker = &crew->workers[i];

		status = open_worker(worker, crew, state);
		/* one that does not start is done without */
		if (status == KG_OK && worker != own_worker(crew))
			worker->started = pthread_create(&worker->thread, &small, work, worker) == 0;
	}
	pthread_attr_destroy(&small);
	return status;
}

/* The states of all, in one. */
static int end_crew(struct crew *crew, void *state, int status)
{
	int worst = status;

	for (size_t i = crew->worker_count; i-- > 0;) {
		struct worker *worker = &crew->workers[i];

		if (!worker->crew)
			continue;
		if (worker->started)
			pthread_join(worker->thread, NULL);
		else if (worker == own_worker(crew) && status == KG_OK)
			finish_work(worker);
		status = take_over(crew, worker, state);
		worst = status > worst ? status : worst;
		close_worker(worker, state);
	}
	return worst;
}

/* Folds parts up to the end, or to the first that is irregular. */
static int fold_parts(struct kgi_run *run, struct kgi_reader *reader, kgi_record_function *record_of, void *state, size_t workers)
{
	struct crew crew = { .run = run, .reader = reader, .record_of = record_of, .worker_count = workers, .room = workers + WAITING,
			     .lock = PTHREAD_MUTEX_INITIALIZER, .work = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER };
	int status;

	crew.workers = calloc(crew.worker_count, sizeof *crew.workers);
	crew.parts = calloc(crew.room, sizeof *crew.parts);
	if (!crew.workers || !crew.parts)
		crew.worker_count = 0;
	status = crew.worker_count ? begin_work(&crew, state) : kg_error_memory(&run->err);
	if (status == KG_OK)
		status = run_crew(&crew);
	end_work(&crew);

	int given = give_back(&crew);

	status = end_crew(&crew, state, status ? status : given);
	free(crew.workers);
	free(crew.parts);
	return status;
}

/* The file's own reader goes on for about `len` bytes. */
static int read_stretch(struct kgi_run *run, struct kgi_reader *reader, kgi_record_function *record_of, void *state, uint64_t len)
{
	reader->until = reader->source.place.offset + len;

	int status = kgi_run_records(run, reader, record_of, state);

	reader->ended = reader->until != 0;
	reader->until = 0;
	return status;
}

static bool is_long(struct kgi_run *run, struct kgi_reader *reader, int *status)
{
	*status = kgi_source_hold(&reader->source, SMALL, &run->err);
	return *status == KG_OK && kgi_source_held(&reader->source) >= SMALL;
}

int kgi_crew_fold(struct kgi_run *run, struct kgi_reader *reader, kgi_record_function *record_of, void *state)
{
	size_t workers = run->common.seen.workers;

	if (workers == 1 || run->alone || !reader->kind->settle)
		return KG_OK;

	/* a short file is read before another thread is awake */
	int status = read_stretch(run, reader, record_of, state, ALONE);

	/* where attempts fail again and again they become rare */
	for (uint64_t stretch = STRETCH; goes_on(run, status) && !reader->ended && is_long(run, reader, &status); stretch *= 2) {
		if (run->ready && kgi_reader_settle(reader))
			status = fold_parts(run, reader, record_of, state, workers);
		if (goes_on(run, status) && is_long(run, reader, &status))
			status = read_stretch(run, reader, record_of, state, stretch);
	}
	return goes_on(run, status) ? KG_OK : status;
}
