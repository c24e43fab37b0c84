/* language - the words of messages, headings and notes: English, or Japanese. */
#ifndef KGI_LANGUAGE_H
#define KGI_LANGUAGE_H

/* Japanese for "ja"; NULL is what the variable KAIGO_LANG says. Anything else is English. */
void kgi_set_language(const char *language);

#endif
