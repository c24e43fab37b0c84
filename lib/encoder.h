/* encoder - UTF-8 to texts that must not be UTF-8.
 *
 *	struct kgi_encoder to = { 0 };
 *	struct kg_slice bytes;
 *
 *	status = kgi_encoder_open(&to, "cp932", false, err);
 *	while (... there is text ...)
 *		status = kgi_encode(&to, text, &bytes, err);	// then write the bytes
 *	kgi_encoder_close(&to);
 */
#ifndef KGI_ENCODER_H
#define KGI_ENCODER_H

#include "encoding.h"

/* A stream. The bytes stay until the next call. */
struct kgi_encoder {
	const struct kgi_target *target;	/* what is written */
	iconv_t iconv;
	bool open, substitute, begun;
	struct kgi_converted bytes;
	uint64_t lines;			/* line feeds so far */
	uint64_t substituted;		/* characters that were replaced; stays when it is closed */
};

/* `name` is the output's: "utf-8", "utf-8-bom" or "cp932". */
int kgi_encoder_open(struct kgi_encoder *, const char *name, bool substitute, struct kg_error *);
void kgi_encoder_close(struct kgi_encoder *);

/* Encodes the next piece of the output, whole characters of UTF-8. The first that is not empty gets the mark of utf-8-bom. A
 * character that the encoding lacks is an error (KG_INPUT) that names it, with its code point and the line of the output it
 * stands in, or with `substitute` is replaced: by the nearest that there is (➡ →, • ・, ⻑ 長; its NFKC form), else by 〓. Two
 * characters for one sign (〜 ～, − －, — ―, ‖ ∥, ¥ ￥, ‾ ￣) are no substitution. */
int kgi_encode(struct kgi_encoder *, struct kg_slice text, struct kg_slice *bytes, struct kg_error *);

#endif
