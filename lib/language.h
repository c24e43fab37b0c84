/* language - the words of messages, headings and notes: English, or Japanese. */
#ifndef KGI_LANGUAGE_H
#define KGI_LANGUAGE_H

/* Japanese if --lang or KAIGO_LANG say so. Looks at argv before it is parsed, so that complaints about it are in the right
 * language, too. */
void kgi_set_language(int argc, char **argv);

#endif
