/* progress - how far an initiative has come (進捗状況), in a word.
 *
 *	kg_progress_read(kg_slice("【取組中】"))	// KG_PROGRESS_RUNNING
 *	kg_progress_word(KG_PROGRESS_RUNNING)	// in_progress
 */
#ifndef KG_PROGRESS_H
#define KG_PROGRESS_H

#include "text.h"

enum kg_progress {
	KG_PROGRESS_DONE,	/* 実施済 実施済み 完了 達成 済 done completed */
	KG_PROGRESS_RUNNING,	/* 取組中 実施中 継続 進行中 in progress */
	KG_PROGRESS_DISCUSSED,	/* 協議中 検討中 調整中 準備中 in discussion */
	KG_PROGRESS_PLANNED,	/* 未実施 未着手 予定 計画 planned */
	KG_PROGRESS_CANCELLED,	/* 中止 廃止 取りやめ cancelled */
	KG_PROGRESS_OTHER,	/* anything else, and nothing */
	KG_PROGRESS_COUNT
};

/* Reads one of these words, in any width and case, with or without brackets 【 】 〔 〕 ［ ］ around it. */
enum kg_progress kg_progress_read(struct kg_slice cell);

/* done, in_progress, in_discussion, planned, cancelled, other. */
const char *kg_progress_word(enum kg_progress);

#endif
