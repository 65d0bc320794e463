#pragma once
#include <stddef.h>

// Runs a program without a terminal and without our descriptors, and keeps what it prints.
// Returns 0 and the wait status, or an errno: ETIMEDOUT and EMSGSIZE mean that it was killed
// because it took too long or printed more than fits.
int cposix_capture(char *const arguments[], char *const environment[], int timeout_ms,
                   char *output, size_t output_size, size_t *output_used,
                   char *errors, size_t errors_size, size_t *errors_used, int *wait_status);

// Runs a program without a terminal and without our descriptors that reads `input` and prints to
// nobody. Waits for it alone: what it leaves in the background runs on. Returns 0 and the wait
// status, or an errno; ETIMEDOUT means that it was killed.
int cposix_feed(char *const arguments[], char *const environment[], int timeout_ms,
                const char *input, size_t input_size, int *wait_status);

// The exit status of a wait status; a signal's number, negative, when one ended it.
int cposix_exit_code(int wait_status);
