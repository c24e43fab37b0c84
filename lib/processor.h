/* processor - what this machine's processor has: KGI_PROCESSOR_HAS(AVX2, "avx2").
 *
 * The C library has asked it already; to ask again, as compilers do, takes 50 us where the processor is a virtual one. */
#ifndef KGI_PROCESSOR_H
#define KGI_PROCESSOR_H

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define KGI_PROCESSOR_HAS(feature, name) CPU_FEATURE_ACTIVE(feature)
#elif defined(__x86_64__)
#define KGI_PROCESSOR_HAS(feature, name) __builtin_cpu_supports(name)
#endif

#endif
