#pragma once
// What Swift cannot say or must not do in Swift: signal handlers, child processes, stdio globals.
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

#include "CPosixChild.h"

FILE *cposix_stdin(void);
FILE *cposix_stdout(void);
FILE *cposix_stderr(void);
