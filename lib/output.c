#include "output.h"
#include "temporary.h"
#include "path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_aside(struct kgi_output *output, const struct stat *old, struct kg_error *err)
{
	mode_t mask = umask(0);
	int fd = -1;

	umask(mask);
	output->aside = kgi_temporary_open(output->target, &fd);
	if (output->aside && fchmod(fd, old ? old->st_mode & 07777 : 0666 & ~mask) == 0 && (output->file = fdopen(fd, "w")))
		return KG_OK;

	int status = kg_error_system(err, output->path, errno);

	if (fd >= 0)
		close(fd);
	return status;
}

static int open_file(struct kgi_output *output, struct kg_error *err)
{
	const char *path = output->path;
	struct stat status;

	if (!path) {
		output->file = stdout;
		return KG_OK;
	}

	bool there = stat(path, &status) == 0;

	if (!there || S_ISREG(status.st_mode)) {
		/* a link stays a link, and a file keeps who may read it */
		output->target = kgi_path_target(path);
		return output->target ? open_aside(output, there ? &status : NULL, err) : kg_error_system(err, path, errno);
	}
	output->file = fopen(path, "w");
	return output->file ? KG_OK : kg_error_system(err, path, errno);
}

int kgi_output_open(struct kgi_output *output, const char *path, const struct kgi_output_to *to, struct kg_error *err)
{
	bool encoded = to && !kgi_encoding_named(to->encoding, "utf-8");
	int status = KG_OK;

	*output = (struct kgi_output){ .path = path };
	if (encoded)
		status = kgi_encoder_open(&output->encoder, to->encoding, to->substitute, err);
	if (status == KG_OK)
		status = open_file(output, err);
	output->stream = output->file;
	if (status == KG_OK && encoded && !(output->stream = open_memstream(&output->text, &output->len)))
		status = kg_error_memory(err);
	return status;
}

static bool is_encoded(const struct kgi_output *output)
{
	return output->stream && output->stream != output->file;
}

int kgi_output_pass(struct kgi_output *output, struct kg_error *err)
{
	int status = KG_OK;

	if (is_encoded(output)) {
		struct kg_slice bytes;

		if (fflush(output->stream) != 0 || ferror(output->stream))
			return kg_error_memory(err);
		status = kgi_encode(&output->encoder, (struct kg_slice){ output->text, output->len }, &bytes, err);
		output->substituted = output->encoder.substituted;
		if (bytes.len)
			fwrite(bytes.at, 1, bytes.len, output->file);
		rewind(output->stream);
	}
	return status == KG_OK && ferror(output->file) ? KG_SYSTEM : status;
}

/* Returns why not all of it was written, an errno; 0 when all was. */
static int close_file(FILE *file)
{
	bool bad = ferror(file) != 0;

	/* what failed before has taken its reason along; another byte fails for the same one */
	errno = 0;
	if (bad)
		putc('\n', file), fflush(file);
	bad |= fclose(file) != 0;
	return bad ? (errno ? errno : EIO) : 0;
}

int kgi_output_close(struct kgi_output *output, bool keep, struct kg_error *err)
{
	int status = keep && output->stream ? kgi_output_pass(output, err) : KG_OK;

	if (is_encoded(output))
		fclose(output->stream);

	int failed = output->file ? close_file(output->file) : 0;

	/* A reader that has gone away is its own affair: the status says enough. */
	if (failed == EPIPE)
		status = err->status = KG_SYSTEM;
	else if (failed)
		status = kg_error_system(err, output->path ? output->path : _("standard output"), failed);
	if (!keep || status != KG_OK)
		kgi_temporary_drop(output->aside);
	else if (output->aside && (failed = kgi_temporary_keep(output->aside, output->target)) != 0)
		status = kg_error_system(err, output->path, failed);
	kgi_encoder_close(&output->encoder);
	free(output->text);
	free(output->target);
	return status;
}
