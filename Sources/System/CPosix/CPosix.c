#define _GNU_SOURCE
#include "CPosix.h"

FILE *cposix_stdin(void) { return stdin; }
FILE *cposix_stdout(void) { return stdout; }
FILE *cposix_stderr(void) { return stderr; }
