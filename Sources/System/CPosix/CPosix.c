#define _GNU_SOURCE
#include "CPosix.h"

#include <sys/vfs.h>

FILE *cposix_stdin(void) { return stdin; }
FILE *cposix_stdout(void) { return stdout; }
FILE *cposix_stderr(void) { return stderr; }

uint32_t cposix_file_system_kind(const char *path) {
  struct statfs facts;
  return statfs(path, &facts) == 0 ? (uint32_t)facts.f_type : 0;
}
