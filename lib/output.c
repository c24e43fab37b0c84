#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_aside(struct kgi_output *output, const struct stat *old, struct kg_error *err)
{
	size_t size = strlen(output->target) + sizeof ".XXXXXX";
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	output->aside = malloc(size);
	if (!output->aside)
		return kg_error_memory(err);
	snprintf(output->aside, size, "%s.XXXXXX", output->target);
	fd = mkstemp(output->aside);
	if (fd < 0 || fchmod(fd, old ? old->st_mode & 07777 : 0666 & ~mask) != 0 || !(output->stream = fdopen(fd, "w")))
		return kg_error_system(err, output->path, errno);
	return KG_OK;
}

int kgi_output_open(struct kgi_output *output, const char *path, struct kg_error *err)
{
	struct stat status;

	*output = (struct kgi_output){ .path = path, .stream = path ? NULL : stdout };
	if (!path)
		return KG_OK;

	bool there = stat(path, &status) == 0;

	if (!there || S_ISREG(status.st_mode)) {
		/* a link stays a link, and a file keeps who may read it */
		output->target = there ? realpath(path, NULL) : strdup(path);
		return output->target ? open_aside(output, there ? &status : NULL, err) : kg_error_system(err, path, errno);
	}
	output->stream = fopen(path, "w");
	return output->stream ? KG_OK : kg_error_system(err, path, errno);
}

int kgi_output_close(struct kgi_output *output, bool keep, struct kg_error *err)
{
	int status = KG_OK, failed = 0;

	if (output->stream) {
		bool bad = ferror(output->stream) != 0;

		/* what failed before has taken its reason along; another byte fails for the same one */
		errno = 0;
		if (bad)
			putc('\n', output->stream), fflush(output->stream);
		bad |= fclose(output->stream) != 0;
		failed = bad ? (errno ? errno : EIO) : 0;
	}
	/* A reader that has gone away is its own affair: the status says enough. */
	if (failed == EPIPE)
		status = err->status = KG_SYSTEM;
	else if (failed)
		status = kg_error_system(err, output->path ? output->path : _("standard output"), failed);
	if (output->aside && (!keep || status != KG_OK))
		unlink(output->aside);
	else if (output->aside && rename(output->aside, output->target) != 0)
		status = kg_error_system(err, output->path, errno);
	free(output->aside);
	free(output->target);
	return status;
}
