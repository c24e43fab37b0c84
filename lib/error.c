#include "error.h"
#include "text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void kg_error_init(struct kg_error *err, const char *tool)
{
	*err = (struct kg_error){ .tool = tool };
}

void kg_error_fini(struct kg_error *err)
{
	for (uint32_t i = 0; i < err->file_count; i++)
		free(err->files[i]);
	free(err->files);
	for (unsigned i = 0; i < err->kept_count; i++)
		free(err->kept[i].text);
	*err = (struct kg_error){ .tool = err->tool };
}

uint32_t kg_error_file(struct kg_error *err, const char *name)
{
	char **files = err->file_count < KG_FILES_MAX ? realloc(err->files, (err->file_count + 1) * sizeof *files) : NULL;

	if (!files)
		return 0;
	err->files = files;
	files[err->file_count] = strdup(name);
	return files[err->file_count] ? ++err->file_count : 0;
}

const char *kg_error_file_name(const struct kg_error *err, uint32_t file)
{
	return file > 0 && file <= err->file_count ? err->files[file - 1] : "-";
}

/* Takes `text`. Without a text it is one there was no memory for. */
static int keep(struct kg_error *err, int status, struct kg_place place, char *text)
{
	unsigned at = err->kept_count;

	err->count++;
	if (status > err->status)
		err->status = status;
	while (at > 0 && kg_place_compare(place, err->kept[at - 1].place) < 0)
		at--;
	if (at == KG_ERROR_KEPT) {
		free(text);
		return status;
	}
	if (err->kept_count == KG_ERROR_KEPT)
		free(err->kept[--err->kept_count].text);
	memmove(err->kept + at + 1, err->kept + at, (err->kept_count - at) * sizeof *err->kept);
	err->kept[at] = (struct kg_diagnostic){ place, text };
	err->kept_count++;
	return status;
}

/* "column 'NAME': what" in memory of its own. */
static KG_PRINTF(2, 0) char *compose(const char *column, const char *format, va_list args)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	if (column)
		fprintf(out, _("column '%s': "), column);
	vfprintf(out, format, args);
	if (fclose(out) == 0)
		return text;
	free(text);
	return NULL;
}

/* `about` is all but its text. */
static KG_PRINTF(3, 0) int fault(struct kg_error *err, struct kg_fault about, const char *format, va_list args)
{
	if (!err->listener)
		return keep(err, KG_INPUT, about.place, compose(about.column, format, args));

	char *text = compose(NULL, format, args);

	about.text = text ? text : "";
	err->listener(err->listener_data, &about);
	free(text);
	return KG_INPUT;
}

int kg_error_at(struct kg_error *err, struct kg_place place, const char *column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = fault(err, (struct kg_fault){ .place = place, .column = column, .code = "record" }, format, args);
	va_end(args);
	return status;
}

int kg_error_fault(struct kg_error *err, struct kg_place place, const char *column, const char *code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = fault(err, (struct kg_fault){ .place = place, .column = column, .code = code }, format, args);
	va_end(args);
	return status;
}

int kg_error_cell(struct kg_error *err, struct kg_place place, const char *column, struct kg_slice value, const char *code,
		  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = fault(err, (struct kg_fault){ .place = place, .column = column, .code = code, .value = value }, format, args);
	va_end(args);
	return status;
}

static KG_PRINTF(3, 0) int report(struct kg_error *err, int status, const char *format, va_list args)
{
	return keep(err, status, (struct kg_place){ 0 }, compose(NULL, format, args));
}

int kg_error_input(struct kg_error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = report(err, KG_INPUT, format, args);
	va_end(args);
	return status;
}

int kg_error_usage(struct kg_error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = report(err, KG_USAGE, format, args);
	va_end(args);
	return status;
}

int kg_error_system(struct kg_error *err, const char *what, int errnum)
{
	size_t size = strlen(what) + 256;
	char *text = malloc(size);

	if (text)
		snprintf(text, size, "%s: %s", what, strerror(errnum));
	return keep(err, KG_SYSTEM, (struct kg_place){ 0 }, text);
}

int kg_error_memory(struct kg_error *err)
{
	return keep(err, KG_SYSTEM, (struct kg_place){ 0 }, NULL);
}

void kg_error_merge(struct kg_error *to, struct kg_error *from)
{
	uint64_t unkept = from->count - from->kept_count;

	for (unsigned i = 0; i < from->kept_count; i++)
		keep(to, from->status, from->kept[i].place, from->kept[i].text);
	to->count += unkept;
	if (from->status > to->status)
		to->status = from->status;
	from->kept_count = 0;
	from->count = 0;
	from->status = KG_OK;
}

void kg_print_escaped(const char *text, FILE *out)
{
	struct kg_slice rest = kg_slice(text);
	size_t valid = kg_utf8_valid(rest);

	for (; rest.len; rest.at++, rest.len--) {
		unsigned char c = (unsigned char)rest.at[0];
		bool broken = valid == 0 && rest.len > 0;
		bool control = c < 0x20 || c == 0x7f;

		if (c == 0xc2 && valid > 1 && (unsigned char)rest.at[1] < 0xa0) {
			rest.at++, rest.len--, valid--;	/* U+0080 to U+009F: the second byte is the number */
			c = (unsigned char)rest.at[0];
			control = true;
		}
		if (c == 0xef && valid > 2 && memcmp(rest.at, "\xef\xbb\xbf", 3) == 0) {
			fputs("\\ufeff", out);	/* a byte-order mark is not seen */
			rest.at += 2, rest.len -= 2, valid -= 3;
			continue;
		}
		if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (broken || control)
			fprintf(out, "\\x%02x", c);
		else
			putc(c, out);
		if (broken)
			valid = kg_utf8_valid(kg_slice_from(rest, 1));
		else
			valid--;
	}
}

int kg_error_print(const struct kg_error *err, FILE *out)
{
	for (unsigned i = 0; i < err->kept_count; i++) {
		const struct kg_diagnostic *d = &err->kept[i];

		fprintf(out, "%s: ", err->tool);
		if (d->place.file) {
			kg_print_escaped(kg_error_file_name(err, d->place.file), out);
			if (d->place.line)
				fprintf(out, ":%lu", (unsigned long)d->place.line);
			fputs(": ", out);
		}
		fputs(err->lead ? err->lead : "", out);
		kg_print_escaped(d->text ? d->text : _("out of memory"), out);
		putc('\n', out);
	}
	if (err->count > err->kept_count && err->kept_count)
		fprintf(out, _("%s: %llu errors; the %u earliest are shown\n"), err->tool, (unsigned long long)err->count,
			err->kept_count);
	return err->status;
}
