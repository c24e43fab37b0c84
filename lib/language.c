#include "language.h"
#include "error.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

/* Catalogues lie beside the program, ../share/locale from where it is, built or installed. */
static void bind_catalogue(void)
{
	static const char beside[] = "/../share/locale";
	char path[PATH_MAX + sizeof beside];

	if (!realpath((const char *)getauxval(AT_EXECFN), path))
		return;

	char *slash = strrchr(path, '/');

	memcpy(slash, beside, sizeof beside);
	bindtextdomain(KG_DOMAIN, path);
	bind_textdomain_codeset(KG_DOMAIN, "UTF-8");
}

void kgi_set_language(const char *language)
{
	const char *wanted = language ? language : getenv("KAIGO_LANG");

	/* gettext looks at LANGUAGE only where LC_MESSAGES is not C; English needs neither */
	if (wanted && strcmp(wanted, "ja") == 0 && setlocale(LC_MESSAGES, "C.UTF-8")) {
		setenv("LANGUAGE", "ja", 1);
		bind_textdomain_codeset("libc", "UTF-8");	/* for strerror() */
		bind_catalogue();
	}
}
