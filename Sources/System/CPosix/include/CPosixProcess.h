#pragma once
#include <stddef.h>
#include <sys/types.h>

// Files are made for their owner only, no core is dumped, nobody may attach, and a closed pipe is
// an error of write(2), not a signal.
void cposix_harden(void);

// Blocks of a megabyte and more go back to the system when they are freed. glibc would keep them
// for the next, apart in each thread: after one flow of 5 MB the process stayed 30 MB larger.
void cposix_return_large_blocks(void);

// Starts a program of ours that ends when its standard input does. Writes its process id and our
// end of its input and output. Returns 0 or an errno.
int cposix_spawn_service(char *const arguments[], char *const environment[], pid_t *child,
                         int *input, int *output);

// Sends a signal and waits at most so long; then kills. Returns the wait status.
int cposix_end_service(pid_t child, int signal_number, int timeout_ms);

// From here on signals that end a program wait until somebody asks for them, so that what was
// made for this run can be taken away first.
void cposix_hold_signals(void);

// The number of a signal that was held back; 0 for none.
int cposix_held_signal(void);

// Runs a program of ours with our terminal and waits for it, handing on the signals that are held
// back. Returns 0 and the wait status, or an errno.
int cposix_supervise(char *const arguments[], char *const environment[], int *wait_status);
