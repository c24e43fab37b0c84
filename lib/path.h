/* path - which file a path leads to, through its links, also where there is no file yet.
 *
 *	if (kgi_path_same("out.csv", "./out.csv"))
 *		... what is written to one would be lost in the other ...
 */
#ifndef KGI_PATH_H
#define KGI_PATH_H

#include <stdbool.h>

/* The end of its links, an absolute path, freed by the caller. Its folder must be there. NULL with an errno. */
char *kgi_path_target(const char *path);

/* Do both lead to one regular file, or to one place where a file can be? Hard links do. A device or a pipe may have many writers:
 * it is no file here. */
bool kgi_path_same(const char *path, const char *other);

#endif
