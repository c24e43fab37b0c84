/* temporary - a file under a name of its own until it is whole. It does not outlive a signal that ends the program.
 *
 *	struct kgi_temporary *file = kgi_temporary_open("/there/out.csv", &fd);	// /there/out.csv.Rq1zXk
 *
 *	... write to fd, close it ...
 *	if (good)
 *		failed = kgi_temporary_keep(file, "/there/out.csv");
 *	else
 *		kgi_temporary_drop(file);
 */
#ifndef KGI_TEMPORARY_H
#define KGI_TEMPORARY_H

/* Makes a file beside the absolute path `target` that only its owner may use. NULL with an errno. This and the next two are for one
 * thread, with no others at the time. */
struct kgi_temporary *kgi_temporary_open(const char *target, int *fd);

/* Gives it the name `target`. Returns an errno where that fails, and then it is gone, or 0. Frees it. */
int kgi_temporary_keep(struct kgi_temporary *, const char *target);

/* Removes it. Frees it; NULL does nothing. */
void kgi_temporary_drop(struct kgi_temporary *);

#endif
