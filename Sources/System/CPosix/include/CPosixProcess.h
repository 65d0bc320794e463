#pragma once
#include <stddef.h>
#include <sys/types.h>

// Files are made for their owner only, no core is dumped, nobody may attach, and a closed pipe is
// an error of write(2), not a signal.
void cposix_harden(void);

// Starts a program of ours that ends when its standard input does. Writes its process id and our
// end of its input and output. Returns 0 or an errno.
int cposix_spawn_service(char *const arguments[], char *const environment[], pid_t *child,
                         int *input, int *output);

// Sends a signal and waits at most so long; then kills. Returns the wait status.
int cposix_end_service(pid_t child, int signal_number, int timeout_ms);
