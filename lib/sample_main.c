/* Constructed records on standard output, always the same for the same form, number of records and seed: what the tools are
 * measured on. No respondent, office or person in it exists.
 * Usage: sample plain|quoted|cp932|jsonl|numeric|wide|offices|pairs RECORDS [SEED] */
#include <iconv.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 10, WIDE = 400, CELL = 256, LINE = 8192 };

struct sample {
	uint64_t random, number;
	bool quoted;
	iconv_t code; /* (iconv_t)-1: UTF-8 as it is */
	char line[LINE];
	size_t len;
};

static const char *const areas[] = {
	"第1圏域", "第2圏域", "第3圏域", "第4圏域", "第5圏域", "第6圏域", "第7圏域", "第8圏域", "第9圏域", "第10圏域", "第11圏域",
};
static const char *const services[] = {
	"訪問介護", "訪問看護", "通所介護", "通所リハビリテーション", "短期入所生活介護", "居宅介護支援", "介護老人福祉施設",
	"介護老人保健施設", "認知症対応型共同生活介護", "特定施設入居者生活介護",
};
static const char *const states[] = { "導入している", "導入を検討している", "導入の予定はない", "やめた", "" };
static const char *const devices[] = {
	"見守り", "移乗支援", "移動支援", "入浴支援", "排泄支援", "介護業務支援", "コミュニケーション", "その他",
};
static const char *const wishes[] = { "参加したい", "どちらともいえない", "参加したくない", "" };
static const char *const remarks[] = {
	"", "", "", "", "", "", "費用が高い", "記録の時間が短くなった", "夜勤の負担が減った", "職員の研修が必要", "特になし",
};
static const char *const quoted_remarks[] = {
	"", "", "費用が高い,補助がほしい", "「見守り」は\"便利\"だった", "記録の時間が短くなった\n夜勤の負担も減った", "職員の研修が必要",
};

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PICK(s, a) (a)[below(s, COUNT(a))]

/* splitmix64 */
static uint64_t next(struct sample *s)
{
	uint64_t z = s->random += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static size_t below(struct sample *s, size_t n)
{
	return (size_t)((next(s) >> 32) * n >> 32);
}

static void put(struct sample *s, const char *text)
{
	size_t len = strlen(text);

	memcpy(s->line + s->len, text, len);
	s->len += len;
}

static void cell(struct sample *s, const char *text)
{
	if (s->len > 0)
		put(s, ",");
	if (!s->quoted) {
		put(s, text);
		return;
	}
	put(s, "\"");
	for (; *text; text++) {
		if (*text == '"')
			s->line[s->len++] = '"';
		s->line[s->len++] = *text;
	}
	put(s, "\"");
}

static void cell_number(struct sample *s, uint64_t whole, unsigned tenths)
{
	char text[CELL];

	if (tenths == 0)
		snprintf(text, sizeof text, "%" PRIu64, whole);
	else
		snprintf(text, sizeof text, "%" PRIu64 ".%u", whole, tenths);
	cell(s, text);
}

static void end(struct sample *s)
{
	char out[LINE], *from = s->line, *to = out;
	size_t room = sizeof out;

	s->line[s->len++] = '\n';
	if (s->code == (iconv_t)-1) {
		fwrite(s->line, 1, s->len, stdout);
	} else if (iconv(s->code, &from, &s->len, &to, &room) == 0) {
		fwrite(out, 1, sizeof out - room, stdout);
	} else {
		fputs("sample: a character that CP932 lacks\n", stderr);
		exit(1);
	}
	s->len = 0;
}

static void header(struct sample *s, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cell(s, names[i]);
	end(s);
}

static void day(struct sample *s, char *text)
{
	unsigned d = (unsigned)below(s, 3 * 12 * 28);

	snprintf(text, CELL, "%u-%02u-%02u", 2023 + d / 28 / 12, 1 + d / 28 % 12, 1 + d % 28);
}

/* Some of the devices, each at most once, in their order. */
static void several(struct sample *s, char *text)
{
	uint64_t bits = next(s);

	*text = '\0';
	for (size_t i = 0; i < COUNT(devices); i++) {
		if ((bits >> 3 * i & 7) != 0)
			continue;
		if (*text)
			strcat(text, ";");
		strcat(text, devices[i]);
	}
}

/* What one respondent answered, in the order of the columns. */
static const char *const answer_names[COLUMNS] = {
	"回答者番号", "圏域", "サービス", "導入状況", "導入機器", "研修会", "試用貸出", "提供時間", "回答日", "意見",
};

struct answers {
	const char *of[COLUMNS];
	char number[CELL], devices[CELL], hours[CELL], date[CELL];
};

static void draw(struct sample *s, struct answers *a)
{
	unsigned tenths;

	snprintf(a->number, sizeof a->number, "%" PRIu64, s->number);
	several(s, a->devices);
	tenths = (unsigned)below(s, 2000);
	snprintf(a->hours, sizeof a->hours, "%u.%u", tenths / 10, tenths % 10);
	day(s, a->date);
	a->of[0] = a->number;
	a->of[1] = PICK(s, areas);
	a->of[2] = PICK(s, services);
	a->of[3] = PICK(s, states);
	a->of[4] = a->devices;
	a->of[5] = PICK(s, wishes);
	a->of[6] = PICK(s, wishes);
	a->of[7] = a->hours;
	a->of[8] = a->date;
	a->of[9] = s->quoted ? PICK(s, quoted_remarks) : PICK(s, remarks);
}

static void answers_header(struct sample *s)
{
	header(s, answer_names, COUNT(answer_names));
}

static void answers_record(struct sample *s)
{
	struct answers a;

	draw(s, &a);
	for (size_t i = 0; i < COLUMNS; i++)
		cell(s, a.of[i]);
	end(s);
}

/* The same answers as an object, the two numbers as numbers. No text in it needs an escape. */
static void object_record(struct sample *s)
{
	struct answers a;

	draw(s, &a);
	for (size_t i = 0; i < COLUMNS; i++) {
		const char *quote = i == 0 || i == 7 ? "" : "\"";

		put(s, i == 0 ? "{\"" : ",\"");
		put(s, answer_names[i]);
		put(s, "\":");
		put(s, quote);
		put(s, a.of[i]);
		put(s, quote);
	}
	put(s, "}");
	end(s);
}

static void nothing(struct sample *s)
{
	(void)s;
}

static void numeric_header(struct sample *s)
{
	static const char *const names[COLUMNS] = {
		"番号", "圏域", "提供時間", "職員数", "利用者数", "訪室回数", "歩数", "残業時間", "点数", "距離",
	};

	header(s, names, COUNT(names));
}

static void numeric_record(struct sample *s)
{
	cell_number(s, s->number, 0);
	cell(s, PICK(s, areas));
	for (size_t i = 2; i < COLUMNS; i++) {
		uint64_t whole = below(s, i == 6 ? 20000 : 200);
		unsigned tenths = i % 2 == 0 ? (unsigned)below(s, 10) : 0;

		cell_number(s, whole, tenths);
	}
	end(s);
}

static void wide_header(struct sample *s)
{
	char name[CELL];

	for (unsigned i = 1; i <= WIDE; i++) {
		snprintf(name, sizeof name, "問%u", i);
		cell(s, name);
	}
	end(s);
}

static void wide_record(struct sample *s)
{
	static const char *const codes[] = { "1", "2", "3", "4", "5", "99", "はい", "いいえ" };

	for (unsigned i = 1; i <= WIDE; i++)
		cell(s, PICK(s, codes));
	end(s);
}

static void offices_header(struct sample *s)
{
	static const char *const names[] = { "事業所番号", "圏域", "サービス", "導入日", "離脱日" };

	header(s, names, COUNT(names));
}

/* Every eighth office gives a second service, and stands twice. */
static void offices_record(struct sample *s)
{
	uint64_t office = (s->number - 1) * 7 / 8;
	char text[CELL];

	snprintf(text, sizeof text, "%010" PRIu64, 3100000000 + office);
	cell(s, text);
	cell(s, areas[office % COUNT(areas)]);
	cell(s, PICK(s, services));
	*text = '\0';
	if (below(s, 3) == 0)
		day(s, text);
	cell(s, text);
	if (*text)
		strcpy(text, below(s, 8) == 0 ? "2026-04-01" : "");
	cell(s, text);
	end(s);
}

static void pairs_header(struct sample *s)
{
	static const char *const names[] = { "職員番号", "圏域", "指標", "前", "後" };

	header(s, names, COUNT(names));
}

static void pairs_record(struct sample *s)
{
	uint64_t before = 30 + below(s, 400);
	uint64_t after = before + below(s, 50) - 30;

	cell_number(s, s->number, 0);
	cell(s, PICK(s, areas));
	cell(s, "夜勤時の記録時間");
	cell_number(s, before, 1 + (unsigned)below(s, 9));
	cell_number(s, after, 1 + (unsigned)below(s, 9));
	end(s);
}

static const struct form {
	const char *name;
	void (*header)(struct sample *);
	void (*record)(struct sample *);
	bool quoted;
	const char *code;
} forms[] = {
	{ "plain", answers_header, answers_record, false, NULL },
	{ "quoted", answers_header, answers_record, true, NULL },
	{ "cp932", answers_header, answers_record, false, "CP932" },
	{ "jsonl", nothing, object_record, false, NULL },
	{ "numeric", numeric_header, numeric_record, false, NULL },
	{ "wide", wide_header, wide_record, false, NULL },
	{ "offices", offices_header, offices_record, false, NULL },
	{ "pairs", pairs_header, pairs_record, false, NULL },
};

int main(int argc, char **argv)
{
	uint64_t records = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	static struct sample s;

	s.random = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	for (size_t i = 0; argc > 2 && i < COUNT(forms); i++) {
		const struct form *form = &forms[i];

		if (strcmp(form->name, argv[1]) != 0)
			continue;
		s.quoted = form->quoted;
		s.code = form->code ? iconv_open(form->code, "UTF-8") : (iconv_t)-1;
		form->header(&s);
		for (s.number = 1; s.number <= records; s.number++)
			form->record(&s);
		return fclose(stdout) != 0;
	}
	fputs("usage: sample plain|quoted|cp932|jsonl|numeric|wide|offices|pairs RECORDS [SEED]\n", stderr);
	return 2;
}
