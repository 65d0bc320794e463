#pragma once
// What Swift cannot say or must not do in Swift: signal handlers, child processes, stdio globals.
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

#include "CPosixChild.h"
#include "CPosixProcess.h"
#include "CPosixPseudoTerminal.h"
#include "CPosixTerminal.h"

FILE *cposix_stdin(void);
FILE *cposix_stdout(void);
FILE *cposix_stderr(void);

// The kind of file system a path lies on, as in linux/magic.h; 0 when the system does not say.
uint32_t cposix_file_system_kind(const char *path);
