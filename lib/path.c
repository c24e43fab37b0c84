#include "path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the last name of a path begins. */
static size_t folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* `name` as it is meant in the folder that `path` stands in. Freed by the caller. */
static char *beside(const char *path, const char *name)
{
	size_t folder = *name == '/' ? 0 : folder_len(path), len = strlen(name);
	char *joined = malloc(folder + len + 1);

	if (joined) {
		memcpy(joined, path, folder);
		memcpy(joined + folder, name, len + 1);
	}
	return joined;
}

/* A name that is free yet, in the folder as it really is. */
static char *in_real_folder(const char *path)
{
	char *folder = beside(path, "."), *real = folder ? realpath(folder, NULL) : NULL, *target = NULL;
	size_t len = real ? strlen(real) : 0;

	if (real && (target = malloc(len + strlen(path) + 2))) {
		memcpy(target, real, len);
		target[len] = '/';
		strcpy(target + len + 1, path + folder_len(path));
	}
	free(folder);
	free(real);
	return target;
}

char *kgi_path_target(const char *path)
{
	char *target = realpath(path, NULL), linked[PATH_MAX];

	if (target || errno != ENOENT)
		return target;

	/* nothing is there yet: the name is free, or a link's that leads to one which is; links in a circle are another error */
	ssize_t len = readlink(path, linked, sizeof linked - 1);
	char *next;

	if (len < 0)
		return in_real_folder(path);
	linked[len] = '\0';
	next = beside(path, linked);
	target = next ? kgi_path_target(next) : NULL;
	free(next);
	return target;
}

bool kgi_path_same(const char *path, const char *other)
{
	struct stat a, b;
	bool there = stat(path, &a) == 0, other_there = stat(other, &b) == 0;

	if (there || other_there)
		return there && other_there && S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;

	char *target = kgi_path_target(path), *other_target = kgi_path_target(other);
	bool same = target && other_target && strcmp(target, other_target) == 0;

	free(target);
	free(other_target);
	return same;
}
