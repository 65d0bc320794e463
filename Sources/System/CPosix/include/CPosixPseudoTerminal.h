#pragma once
#include <stddef.h>
#include <sys/types.h>

// The other side of a terminal, for programs that drive one: tests and the benchmark.

// Opens a pseudo terminal; writes the name of its slave. Returns the master, close-on-exec and
// not our controlling terminal, or a negative errno.
int cposix_pseudo_terminal(char *slave_path, size_t size);
// Sets the size of the window; programs that have the terminal get SIGWINCH. 0 or an errno.
int cposix_pseudo_terminal_resize(int master, int rows, int columns);
// Runs a program in a session of its own whose terminal is a new pseudo terminal of this size.
// Writes the process id and the master. Returns 0 or an errno.
int cposix_pseudo_terminal_spawn(char *const arguments[], char *const environment[], int rows,
                                 int columns, pid_t *child, int *master);
// The modes that raw mode changes: input, output, control and local flags, two control
// characters. 0 or an errno.
int cposix_terminal_modes(int terminal, unsigned int modes[6]);

// The version of the C library, whose character widths a terminal program follows.
const char *cposix_library_version(void);
