#include "temporary.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct kgi_temporary {
	struct kgi_temporary *next;
	char name[];
};

/* A handler is told nothing but the signal. Changed only while signals wait. */
static struct kgi_temporary *all;

/* What ends a program that says nothing of it. */
static const int endings[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGXCPU, SIGXFSZ };

enum { ENDINGS = sizeof endings / sizeof *endings };

/* Calls only what a handler may. The signal comes again when this returns, and does what it would have done. */
static void end(int number)
{
	for (const struct kgi_temporary *file = all; file; file = file->next)
		unlink(file->name);
	signal(number, SIG_DFL);
	raise(number);
}

static sigset_t all_endings(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ENDINGS; i++)
		sigaddset(&set, endings[i]);
	return set;
}

static void hold_signals(sigset_t *before)
{
	sigset_t set = all_endings();

	pthread_sigmask(SIG_BLOCK, &set, before);
}

static void let_signals(const sigset_t *before)
{
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

/* What is ignored stays so, as under nohup(1), and so does what has a handler already. */
static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = end, .sa_mask = all_endings() }, old;

	for (size_t i = 0; i < ENDINGS; i++)
		if (sigaction(endings[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(endings[i], &action, NULL);
}

static void forget(struct kgi_temporary *file)
{
	struct kgi_temporary **at = &all;

	while (*at != file)
		at = &(*at)->next;
	*at = file->next;
}

/* Makes the file and lists it. -1 with an errno. */
static int make(struct kgi_temporary *file)
{
	sigset_t before;

	hold_signals(&before);

	int fd = mkstemp(file->name);

	if (fd >= 0) {
		file->next = all;
		all = file;
	}
	let_signals(&before);
	return fd;
}

/* Its file gets the name `target`, or goes where that is NULL or fails. Returns an errno. */
static int finish(struct kgi_temporary *file, const char *target)
{
	sigset_t before;
	int failed;

	hold_signals(&before);
	failed = target && rename(file->name, target) != 0 ? errno : 0;
	if (!target || failed)
		unlink(file->name);
	forget(file);
	let_signals(&before);
	free(file);
	return failed;
}

struct kgi_temporary *kgi_temporary_open(const char *target, int *fd)
{
	static const char random[] = ".XXXXXX";
	size_t len = strlen(target);
	struct kgi_temporary *file = malloc(sizeof *file + len + sizeof random);

	if (!file)
		return NULL;
	memcpy(file->name, target, len);
	memcpy(file->name + len, random, sizeof random);
	catch_signals();
	*fd = make(file);
	if (*fd >= 0)
		return file;
	free(file);
	return NULL;
}

int kgi_temporary_keep(struct kgi_temporary *file, const char *target)
{
	return finish(file, target);
}

void kgi_temporary_drop(struct kgi_temporary *file)
{
	if (file)
		finish(file, NULL);
}
