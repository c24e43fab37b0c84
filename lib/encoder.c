#include "encoder.h"
#include "array.h"

#include <stdlib.h>

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

struct kgi_target {
	const char *name;
	const char *iconv;		/* NULL: the bytes of UTF-8 */
	const char *mark;
};

static const struct kgi_target targets[] = {
	{ "utf-8", NULL, "" },
	{ "utf-8-bom", NULL, "\xEF\xBB\xBF" },
	{ "cp932", "CP932", "" },
};

/* The C library makes \ of a yen sign and ~ of an overline: signs that mean something else. */
static const struct {
	const char *from, *to;
} doubles[] = {
	{ "\u00A5", "￥" },
	{ "\u203E", "￣" },
};

/* What CP932 has nearest to characters that it lacks and NFKC does not lead to. Besides signs: what marks of voicing are of their
 * own, and the ideographs of everyday use that JIS X 0208 has in another form. */
static const struct {
	const char *to;
	const char32_t *from;
} nearest[] = {
	{ "・", U"•·‧∙⋅‣⁃" }, { "→", U"➡☞➔➙➜➝➞➟➠⟶☛⮕👉" }, { "←", U"⬅⟵☜👈" }, { "↑", U"⬆☝" }, { "↓", U"⬇☟" }, { "⇒", U"⇨⟹" },
	{ "＞", U"➢➤➣❯›" }, { "＜", U"❮‹" }, { "≫", U"»" }, { "≪", U"«" }, { "レ", U"✓✔☑✅" }, { "×", U"✕✖✗✘❌" },
	{ "！", U"︕❗" }, { "？", U"︖❓" }, { "－", U"–" }, { "/", U"⁄\u2215" }, { "|", U"¦" },
	{ "(C)", U"©" }, { "(R)", U"®" },
	{ " ", U"\u00A0\u2002\u2003\u2009\u202F" },
	{ "□", U"☐▢▫◻" }, { "■", U"▪◼" }, { "○", U"◦⚪" }, { "●", U"⚫" }, { "▲", U"▴" }, { "▼", U"▾" }, { "△", U"▵" },
	{ "▽", U"▿" },
	{ "①", U"❶➀➊" }, { "②", U"❷➁➋" }, { "③", U"❸➂➌" }, { "④", U"❹➃➍" }, { "⑤", U"❺➄➎" }, { "⑥", U"❻➅➏" },
	{ "⑦", U"❼➆➐" }, { "⑧", U"❽➇➑" }, { "⑨", U"❾➈➒" }, { "⑩", U"❿➉➓" },
	{ "゛", U"\u3099" }, { "゜", U"\u309A" }, { "ヴ", U"ゔ" },
	{ "叱", U"𠮟" }, { "填", U"塡" }, { "剥", U"剝" }, { "頬", U"頰" }, { "吉", U"𠮷" },
	{ "", U"\u00AD\u200B\u200C\u200D\u2060\uFEFF" },
};

static const char geta[] = "〓";

static bool append(struct kgi_converted *to, struct kg_slice bytes)
{
	if (!kg_grow(&to->bytes, &to->room, to->used + bytes.len + 1, 1))
		return false;
	if (bytes.len)
		memcpy(to->bytes + to->used, bytes.at, bytes.len);
	to->used += bytes.len;
	return true;
}

int kgi_encoder_open(struct kgi_encoder *encoder, const char *name, bool substitute, struct kg_error *err)
{
	int status = KG_OK;

	*encoder = (struct kgi_encoder){ .substitute = substitute };
	for (size_t i = 0; i < COUNT(targets); i++)
		if (kgi_encoding_named(name, targets[i].name))
			encoder->target = &targets[i];
	if (!encoder->target)
		return kg_error_usage(err, _("there is no output in the encoding '%s'"), name);
	if (encoder->target->iconv) {
		status = kgi_conversion_open(encoder->target->iconv, "UTF-8", &encoder->iconv, err);
		encoder->open = status == KG_OK;
	}
	return status;
}

void kgi_encoder_close(struct kgi_encoder *encoder)
{
	if (encoder->open)
		iconv_close(encoder->iconv);
	free(encoder->bytes.bytes);
	*encoder = (struct kgi_encoder){ .substituted = encoder->substituted };
}

static const char *find_double(struct kg_slice text)
{
	for (size_t i = 0; i < COUNT(doubles); i++)
		if (text.at[0] == doubles[i].from[0] && kg_slice_starts(text, doubles[i].from))
			return doubles[i].to;
	return NULL;
}

static const char *find_nearest(char32_t point)
{
	/* which of several forms a sign or an ideograph has */
	if ((point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF))
		return "";
	for (size_t i = 0; i < COUNT(nearest); i++)
		for (const char32_t *from = nearest[i].from; *from; from++)
			if (*from == point)
				return nearest[i].to;
	return NULL;
}

static enum kgi_conversion put(struct kgi_encoder *encoder, struct kg_slice text)
{
	size_t read;

	return text.len ? kgi_convert(encoder->iconv, text, &encoder->bytes, &read) : KGI_CONVERTED;
}

/* The nearest that there is of one character, or of each character of its NFKC form. */
static enum kgi_conversion put_nearest(struct kgi_encoder *encoder, struct kg_slice c)
{
	char room[KG_FOLD_ROOM(4)];
	const char *near = find_nearest(kgi_point(c));
	size_t used = encoder->bytes.used;
	struct kg_slice folded = { room, 0 };
	enum kgi_conversion result = near ? put(encoder, kg_slice(near)) : KGI_CONVERTED;

	if (near)
		return result;
	folded.len = kg_fold(c, KG_FOLD_WIDTH, room);
	if (folded.len == 0)
		result = KGI_NOT_CONVERTED;
	for (struct kg_slice rest = folded, one; rest.len && result == KGI_CONVERTED; rest.at += one.len, rest.len -= one.len) {
		one = kgi_first_character(rest);
		result = put(encoder, one);
		if (result == KGI_NOT_CONVERTED && (near = find_nearest(kgi_point(one))))
			result = put(encoder, kg_slice(near));
	}
	if (result != KGI_NOT_CONVERTED)
		return result;
	encoder->bytes.used = used;
	return put(encoder, kg_slice(geta));
}

/* A character that iconv refuses or would make something else of. */
static int put_other(struct kgi_encoder *encoder, struct kg_slice c, struct kg_error *err)
{
	const char *twin = find_double(c);
	enum kgi_conversion result = twin ? put(encoder, kg_slice(twin)) : KGI_NOT_CONVERTED;

	if (!twin && !encoder->substitute)
		return kg_error_input(err, _("line %llu of the output: %s has no '%.*s' (U+%04lX); "
					     "--substitute writes the nearest one, or 〓"),
				      (unsigned long long)encoder->lines + 1, encoder->target->iconv, KG_SLICE_ARG(c),
				      (unsigned long)kgi_point(c));
	if (!twin) {
		result = put_nearest(encoder, c);
		encoder->substituted++;
	}
	return result == KGI_CONVERTED ? KG_OK : kg_error_memory(err);
}

/* How far iconv may be let. Not far: where it refuses a character it has looked at what comes behind it, too, and that was for
 * nothing. */
static size_t next_run(struct kg_slice text)
{
	enum { RUN = 512 };
	size_t i = 0;

	while (i < text.len && i < RUN && !find_double(kg_slice_from(text, i)))
		i++;
	while (i < text.len && i > 0 && ((unsigned char)text.at[i] & 0xC0) == 0x80)
		i--;
	return i;
}

static int put_all(struct kgi_encoder *encoder, struct kg_slice text, struct kg_error *err)
{
	int status = KG_OK;

	while (text.len && status == KG_OK) {
		size_t read = next_run(text);
		enum kgi_conversion result = KGI_NOT_CONVERTED;

		if (read)
			result = kgi_convert(encoder->iconv, (struct kg_slice){ text.at, read }, &encoder->bytes, &read);
		if (result == KGI_NO_MEMORY)
			return kg_error_memory(err);
		for (size_t i = 0; i < read; i++)
			encoder->lines += text.at[i] == '\n';
		text.at += read;
		text.len -= read;
		if (result == KGI_NOT_CONVERTED) {
			struct kg_slice other = kgi_first_character(text);

			status = put_other(encoder, other, err);
			text.at += other.len;
			text.len -= other.len;
		}
	}
	return status;
}

int kgi_encode(struct kgi_encoder *encoder, struct kg_slice text, struct kg_slice *bytes, struct kg_error *err)
{
	uint64_t lines = encoder->lines;
	int status = KG_OK;

	*bytes = kg_slice("");
	encoder->bytes.used = 0;
	if (!append(&encoder->bytes, kg_slice(encoder->begun || text.len == 0 ? "" : encoder->target->mark)))
		return kg_error_memory(err);
	encoder->begun |= text.len > 0;
	if (encoder->open)
		status = put_all(encoder, text, err);
	else if (!append(&encoder->bytes, text))
		status = kg_error_memory(err);
	if (status != KG_OK)
		encoder->lines = lines;
	*bytes = (struct kg_slice){ encoder->bytes.bytes, status == KG_OK ? encoder->bytes.used : 0 };
	return status;
}
