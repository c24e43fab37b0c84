#include "encoding.h"
#include "array.h"
#include "utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

const struct kgi_encoding kgi_utf8 = { "UTF-8", KGI_UTF8, 1, false }, kgi_cp932 = { "CP932", KGI_BY_CELL, 1, false };

static const struct kgi_encoding euc_jp = { "EUC-JP-MS", KGI_BY_CELL, 1, false };
static const struct kgi_encoding utf16 = { "UTF-16LE", KGI_WHOLE, 2, true }, utf32 = { "UTF-32LE", KGI_WHOLE, 4, true };
static const struct kgi_encoding utf16le = { "UTF-16LE", KGI_WHOLE, 2, false }, utf16be = { "UTF-16BE", KGI_WHOLE, 2, false };
static const struct kgi_encoding utf32le = { "UTF-32LE", KGI_WHOLE, 4, false }, utf32be = { "UTF-32BE", KGI_WHOLE, 4, false };

/* Names that do not mean what iconv takes them for. With - for _. */
static const struct {
	const char *name;
	const struct kgi_encoding *is;
} known[] = {
	{ "utf-8", &kgi_utf8 }, { "utf8", &kgi_utf8 }, { "utf-8-bom", &kgi_utf8 }, { "utf-8-sig", &kgi_utf8 },
	{ "cp932", &kgi_cp932 }, { "sjis", &kgi_cp932 }, { "shift-jis", &kgi_cp932 }, { "shiftjis", &kgi_cp932 },
	{ "ms932", &kgi_cp932 }, { "windows-31j", &kgi_cp932 }, { "x-sjis", &kgi_cp932 }, { "sjis-win", &kgi_cp932 },
	{ "ms-kanji", &kgi_cp932 },
	{ "euc-jp", &euc_jp }, { "eucjp", &euc_jp }, { "euc-jp-ms", &euc_jp }, { "eucjp-ms", &euc_jp }, { "ujis", &euc_jp },
	{ "utf-16", &utf16 }, { "utf16", &utf16 }, { "utf-16le", &utf16le }, { "utf-16be", &utf16be },
	{ "utf-32", &utf32 }, { "utf32", &utf32 }, { "utf-32le", &utf32le }, { "utf-32be", &utf32be },
};

/* UTF-32LE before UTF-16LE: its mark begins like the other's. */
static const struct {
	const char *bytes;
	size_t len;
	const struct kgi_encoding *of;
} marks[] = {
	{ "\xEF\xBB\xBF", 3, &kgi_utf8 },
	{ "\xFF\xFE\0\0", 4, &utf32le },
	{ "\0\0\xFE\xFF", 4, &utf32be },
	{ "\xFF\xFE", 2, &utf16le },
	{ "\xFE\xFF", 2, &utf16be },
};

bool kgi_encoding_named(const char *name, const char *known_name)
{
	size_t i = 0;

	while (name[i] && strncasecmp(name[i] == '_' ? "-" : name + i, known_name + i, 1) == 0)
		i++;
	return name[i] == '\0' && known_name[i] == '\0';
}

enum kgi_conversion kgi_convert(iconv_t conversion, struct kg_slice from, struct kgi_converted *to, size_t *read)
{
	char *in = (char *)from.at;
	size_t left = from.len;

	for (;;) {
		if (!kg_grow(&to->bytes, &to->room, to->used + left + 16, 1))
			return KGI_NO_MEMORY;

		char *out = to->bytes + to->used;
		size_t space = to->room - to->used, got = iconv(conversion, in ? &in : NULL, &left, &out, &space);
		int reason = errno;

		to->used = (size_t)(out - to->bytes);
		*read = from.len - left;
		if (got != (size_t)-1)
			return KGI_CONVERTED;
		if (reason != E2BIG)
			return KGI_NOT_CONVERTED;
		if (!kg_grow(&to->bytes, &to->room, to->room + 1, 1))
			return KGI_NO_MEMORY;
	}
}

/* How many bytes a line feed has. A stream's first character may bring a mark along. */
static unsigned char unit_of(const char *name)
{
	struct kgi_converted bytes = { 0 };
	struct kg_slice feed = kg_slice("\n");
	size_t read, first = 0;
	iconv_t conversion = iconv_open(name, "UTF-8");

	if (conversion == (iconv_t)-1)
		return 1;
	if (kgi_convert(conversion, feed, &bytes, &read) == KGI_CONVERTED && (first = bytes.used) > 0)
		kgi_convert(conversion, feed, &bytes, &read);
	iconv_close(conversion);
	free(bytes.bytes);
	return bytes.used > first ? (unsigned char)(bytes.used - first) : 1;
}

bool kgi_encoding_find(const char *name, struct kgi_encoding *found)
{
	struct kgi_encoding other = { .kind = KGI_WHOLE };
	size_t len = strlen(name);

	for (size_t i = 0; i < COUNT(known); i++)
		if (kgi_encoding_named(name, known[i].name)) {
			*found = *known[i].is;
			return true;
		}
	/* to iconv an empty name is the locale's, and what follows a / is no name */
	if (len == 0 || len >= sizeof other.name || strchr(name, '/'))
		return false;
	for (size_t i = 0; i < len; i++)
		other.name[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);

	iconv_t conversion = iconv_open("UTF-8", other.name);

	for (char *low = other.name; conversion == (iconv_t)-1 && (low = strchr(low, '_')); ) {
		*low = '-';
		conversion = iconv_open("UTF-8", other.name);
	}
	if (conversion == (iconv_t)-1)
		return false;
	iconv_close(conversion);
	other.unit = unit_of(other.name);
	*found = other;
	return true;
}

size_t kgi_encoding_mark(struct kg_slice bytes, struct kgi_encoding *found)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (bytes.len >= marks[i].len && memcmp(bytes.at, marks[i].bytes, marks[i].len) == 0) {
			*found = *marks[i].of;
			return marks[i].len;
		}
	return 0;
}

/* How many of these characters there are in little-endian order, less those in big-endian order. */
static long count_little(struct kg_slice bytes, size_t unit, const char *characters)
{
	long little = 0;

	for (size_t i = 0; i + unit <= bytes.len; i += unit) {
		char first = bytes.at[i], last = bytes.at[i + unit - 1];

		little += first && !last && strchr(characters, first);
		little -= last && !first && strchr(characters, last);
	}
	return little;
}

void kgi_encoding_order(struct kg_slice bytes, struct kgi_encoding *encoding)
{
	static const char ends[] = "\n\r,;\t\"", letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t unit = encoding->unit;

	if (!encoding->either)
		return;

	/* U+3000 and 一 look like 0 and N the other way round, but nothing usual like what ends cells */
	long little = count_little(bytes, unit, ends);

	if (little == 0)
		little = count_little(bytes, unit, letters);
	if (little > 0)
		*encoding = unit == 2 ? utf16le : utf32le;
	else if (little < 0)
		*encoding = unit == 2 ? utf16be : utf32be;
}

/* The bytes that a sequence with this first one has. */
static size_t sequence_len(char first)
{
	unsigned char lead = (unsigned char)first;

	return lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Is it the beginning of a character? Any has 80 or A0 among the bytes that may come second. */
static bool is_cut(struct kg_slice rest)
{
	size_t len = rest.len ? sequence_len(rest.at[0]) : 0;
	char filled[4];

	if (rest.len >= len)
		return false;
	for (int fill = 0x80; fill <= 0xA0; fill += 0x20) {
		memset(filled, fill, sizeof filled);
		memcpy(filled, rest.at, rest.len);
		if (kg_utf8_valid((struct kg_slice){ filled, len }) == len)
			return true;
	}
	return false;
}

const struct kgi_encoding *kgi_encoding_guess(struct kg_slice window, bool whole)
{
	size_t longer = 0, misfits = 0;

	if (kgi_is_utf8(window))
		return &kgi_utf8;
	for (;;) {
		size_t valid = kg_utf8_valid(window);
		struct kg_slice rest = kg_slice_from(window, valid);
		bool done = rest.len == 0 || (!whole && is_cut(rest));

		if (done && misfits == 0)
			return &kgi_utf8;
		for (size_t i = 0; i < valid; i++)
			longer += (unsigned char)window.at[i] >= 0xE0;
		if (done)
			return longer > misfits ? &kgi_utf8 : &kgi_cp932;
		misfits++;
		window = kg_slice_from(rest, 1);
	}
}

int kgi_conversion_open(const char *to, const char *from, iconv_t *conversion, struct kg_error *err)
{
	char what[80];

	*conversion = iconv_open(to, from);
	if (*conversion != (iconv_t)-1)
		return KG_OK;

	int reason = errno == EINVAL ? ENOPKG : errno;

	snprintf(what, sizeof what, _("conversion of %s to %s"), from, to);
	return kg_error_system(err, what, reason);
}

int kgi_decoder_open(struct kgi_decoder *decoder, const struct kgi_encoding *from, struct kg_error *err)
{
	*decoder = (struct kgi_decoder){ 0 };

	int status = kgi_conversion_open("UTF-8", from->name, &decoder->iconv, err);

	decoder->open = status == KG_OK;
	return status;
}

void kgi_decoder_close(struct kgi_decoder *decoder)
{
	if (decoder->open)
		iconv_close(decoder->iconv);
	free(decoder->text.bytes);
	*decoder = (struct kgi_decoder){ 0 };
}

bool kgi_decode(struct kgi_decoder *decoder, struct kg_slice raw, struct kg_slice *text, size_t *bad)
{
	enum kgi_conversion result = KGI_CONVERTED;
	size_t none;

	decoder->text.used = *bad = 0;
	iconv(decoder->iconv, NULL, NULL, NULL, NULL);
	if (raw.len)
		result = kgi_convert(decoder->iconv, raw, &decoder->text, bad);
	/* some decoders wait for a mark that may follow */
	if (result != KGI_NO_MEMORY &&
	    kgi_convert(decoder->iconv, (struct kg_slice){ NULL, 0 }, &decoder->text, &none) == KGI_NO_MEMORY)
		result = KGI_NO_MEMORY;
	*text = (struct kg_slice){ result == KGI_NO_MEMORY ? NULL : decoder->text.bytes, decoder->text.used };
	return result == KGI_CONVERTED;
}
