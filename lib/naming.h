/* naming - what the name of a column, or the label of an answer, says by its words.
 *
 *	kg_naming_key(kg_slice("回答者ID"))		// true
 *	kg_naming_measure(kg_slice("残業時間（分）"))	// true: its numbers are no codes
 *	kg_naming_exclusive(kg_slice("特になし"))	// true
 *
 * In any width and case. A word of Latin letters is one only where no letter stands before it.
 */
#ifndef KG_NAMING_H
#define KG_NAMING_H

#include "code.h"

/* Tells respondents apart: ID, 受付番号, 回答者番号, 事業所番号. */
bool kg_naming_key(struct kg_slice name);

/* May number the rows of a file and nothing else: No, 連番. It is a key, too. */
bool kg_naming_row(struct kg_slice name);

/* Which of the codes with a check digit it holds; KG_CODE_NONE for none. */
enum kg_code_kind kg_naming_code(struct kg_slice name);

/* The time at which a form was sent: タイムスタンプ, 完了時刻. */
bool kg_naming_stamp(struct kg_slice name);

bool kg_naming_year(struct kg_slice name);

/* Has days: 導入日, 生年月日, 日付, start date. */
bool kg_naming_day(struct kg_slice name);

/* A question with several answers, which may be numbers with commas between them: Ｑ２ 機器（複数回答）. */
bool kg_naming_several(struct kg_slice name);

/* What is counted or measured: 職員数, 年齢, 残業時間（分）. */
bool kg_naming_measure(struct kg_slice name);

/* An answer that stands alone among several: 特になし, いずれも利用していない. */
bool kg_naming_exclusive(struct kg_slice label);

#endif
