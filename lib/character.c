/* character - decoding, radicals, kinds of characters. */
#include <utf8proc.h>

#include "character.h"

/* The ideographs that the CJK radicals from U+2E80 and the Kangxi radicals from U+2F00 stand for: Unicode 14.0,
 * EquivalentUnifiedIdeograph.txt and NFKC; but ⼾ and ⿊ as in Japanese fonts (Adobe-Japan1, UniJIS2004-UTF32-H), or a PDF's
 * 神⼾ would not be 神戸. "" for none. */
static const char radicals[][5] = {
	/* 2E80 */ "", "厂", "乛", "乚", "乙", "亻", "冂", "𠘨", "刀", "刂", "卜", "㔾", "小", "小", "兀", "尣",
	/* 2E90 */ "尢", "𡯂", "巳", "幺", "彑", "彐", "忄", "心", "扌", "攵", "", "旡", "日", "月", "歺", "母",
	/* 2EA0 */ "民", "氵", "氺", "灬", "爫", "爫", "丬", "牛", "犭", "王", "𤴔", "目", "示", "礻", "𥫗", "糹",
	/* 2EB0 */ "纟", "罓", "罒", "㓁", "冗", "𦉫", "羊", "𦍌", "𦍋", "耂", "肀", "聿", "肉", "𦥑", "艹", "艹",
	/* 2EC0 */ "艹", "虎", "衤", "覀", "西", "见", "角", "𧢲", "讠", "贝", "𧾷", "车", "辶", "辶", "辶", "邑",
	/* 2ED0 */ "钅", "長", "镸", "长", "门", "𨸏", "阝", "雨", "青", "韦", "页", "风", "飞", "食", "𩙿", "飠",
	/* 2EE0 */ "饣", "𩠐", "马", "骨", "鬼", "鱼", "鸟", "卤", "麦", "黄", "黾", "斉", "齐", "歯", "齿", "竜",
	/* 2EF0 */ "龙", "龜", "亀", "龟", "", "", "", "", "", "", "", "", "", "", "", "",
	/* 2F00 */ "一", "丨", "丶", "丿", "乙", "亅", "二", "亠", "人", "儿", "入", "八", "冂", "冖", "冫", "几",
	/* 2F10 */ "凵", "刀", "力", "勹", "匕", "匚", "匸", "十", "卜", "卩", "厂", "厶", "又", "口", "囗", "土",
	/* 2F20 */ "士", "夂", "夊", "夕", "大", "女", "子", "宀", "寸", "小", "尢", "尸", "屮", "山", "巛", "工",
	/* 2F30 */ "己", "巾", "干", "幺", "广", "廴", "廾", "弋", "弓", "彐", "彡", "彳", "心", "戈", "戸", "手",
	/* 2F40 */ "支", "攴", "文", "斗", "斤", "方", "无", "日", "曰", "月", "木", "欠", "止", "歹", "殳", "毋",
	/* 2F50 */ "比", "毛", "氏", "气", "水", "火", "爪", "父", "爻", "爿", "片", "牙", "牛", "犬", "玄", "玉",
	/* 2F60 */ "瓜", "瓦", "甘", "生", "用", "田", "疋", "疒", "癶", "白", "皮", "皿", "目", "矛", "矢", "石",
	/* 2F70 */ "示", "禸", "禾", "穴", "立", "竹", "米", "糸", "缶", "网", "羊", "羽", "老", "而", "耒", "耳",
	/* 2F80 */ "聿", "肉", "臣", "自", "至", "臼", "舌", "舛", "舟", "艮", "色", "艸", "虍", "虫", "血", "行",
	/* 2F90 */ "衣", "襾", "見", "角", "言", "谷", "豆", "豕", "豸", "貝", "赤", "走", "足", "身", "車", "辛",
	/* 2FA0 */ "辰", "辵", "邑", "酉", "釆", "里", "金", "長", "門", "阜", "隶", "隹", "雨", "靑", "非", "面",
	/* 2FB0 */ "革", "韋", "韭", "音", "頁", "風", "飛", "食", "首", "香", "馬", "骨", "高", "髟", "鬥", "鬯",
	/* 2FC0 */ "鬲", "鬼", "魚", "鳥", "鹵", "鹿", "麥", "麻", "黃", "黍", "黒", "黹", "黽", "鼎", "鼓", "鼠",
	/* 2FD0 */ "鼻", "齊", "齒", "龍", "龜", "龠",
};

enum {
	RADICALS_FIRST = 0x2E80,
	RADICALS_COUNT = sizeof(radicals) / sizeof(*radicals),
	LONGEST = 4,	/* bytes of a character */
};

char32_t kgi_character(struct kg_slice text, size_t i, size_t *bytes)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.len - i), &point);

	*bytes = len > 0 ? (size_t)len : 1;
	return len > 0 ? (char32_t)point : KGI_NO_CHARACTER;
}

size_t kgi_character_write(char32_t point, char text[KGI_CHARACTER_ROOM])
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)text);
}

unsigned kgi_character_width(char32_t c)
{
	return (unsigned)utf8proc_charwidth((utf8proc_int32_t)c);
}

size_t kgi_character_before(struct kg_slice text, size_t i)
{
	size_t at = i;

	while (at > 0 && i - at < LONGEST && ((unsigned char)text.at[--at] & 0xC0) == 0x80)
		;
	return at;
}

struct kg_slice kgi_first_character(struct kg_slice text)
{
	struct kg_slice first = { text.at, 0 };

	kgi_character(text, 0, &first.len);
	return first;
}

char32_t kgi_point(struct kg_slice character)
{
	size_t bytes;
	char32_t c = kgi_character(character, 0, &bytes);

	return c == KGI_NO_CHARACTER ? 0xFFFD : c;
}

const char *kgi_radical(char32_t c)
{
	const char *ideograph = c >= RADICALS_FIRST && c - RADICALS_FIRST < RADICALS_COUNT ? radicals[c - RADICALS_FIRST] : "";

	return *ideograph ? ideograph : NULL;
}

bool kgi_is_katakana(char32_t c)
{
	return (c >= U'ァ' && c <= U'ヺ') || c == U'ー';
}

bool kgi_is_kana(char32_t c)
{
	return kgi_is_katakana(c) || (c >= U'ぁ' && c <= U'ゖ');
}

bool kgi_is_ideograph(char32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'々' ||
	       (c >= 0xF900 && c <= 0xFAFF) || kgi_radical(c);
}
