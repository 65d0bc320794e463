#pragma once
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

// What must be C to leave a sane terminal behind: signal handlers and the calls they may make.
// There is one guarded terminal in a process. Functions that can fail return 0 or an errno.

// Opens a terminal for reading and writing, close-on-exec; a negative errno when it is none.
int cposix_terminal_open(const char *path);
// The size as the terminal driver knows it; 0 rows or columns when it does not.
int cposix_terminal_size(int terminal, int *rows, int *columns);
// The terminal once more as a C file, with a descriptor of its own; NULL when there is none left.
FILE *cposix_terminal_file(int terminal);
// A file in memory that no child inherits; a negative errno when there is none.
int cposix_memory_file(void);
// Makes a descriptor stand for what another one stands for; no child inherits it. 0 or an errno.
int cposix_redirect(int descriptor, int source);
// Cells of a character in the locale of the process, as wcwidth(3) counts.
int cposix_cell_width(wchar_t character);
// A pipe that never blocks and no child inherits.
int cposix_wake_up_pipe(int *read_end, int *write_end);

// Saves the modes of a terminal and catches signals. INT TERM HUP QUIT TSTP CONT WINCH USR1
// arrive as bytes, their numbers, in the pipe. After SEGV BUS ILL TRAP ABRT FPE, and at exit,
// an armed terminal is restored.
int cposix_guard_start(int terminal, int signal_pipe);
// The bytes that leave every mode that will be entered. Not while armed.
int cposix_guard_sequence(const char *sequence, size_t size);
// Undoes it: the handlers are those of before.
void cposix_guard_stop(void);
// A sentence for standard error after a crash; it must stay valid.
void cposix_guard_crash_note(const char *note, size_t size);
// From now on the terminal needs restoring.
void cposix_guard_arm(void);
// The terminal was left in an orderly way: puts back the saved modes.
void cposix_guard_release(void);
// The modes that are put back from now on are the present ones.
void cposix_guard_save_modes(void);
// Writes the sequence and puts back the modes, if armed, once. Safe in a signal handler.
void cposix_guard_restore(void);
// Drops what was typed and not yet read.
void cposix_guard_drop_input(void);

// Stops our process group as Ctrl-z would, and returns when it goes on in the foreground.
// ENOTSUP when no shell could let it go on.
int cposix_suspend_group(void);

// Runs a program in our process group with the guarded terminal as its standard input, output
// and error, or with ours where none is guarded, and waits for it. `environment` and `folder` may
// be NULL: ours.
int cposix_spawn_foreground(char *const arguments[], char *const environment[],
                            const char *folder, int *wait_status);
// How a wait status is to be read: the signal that ended the program, or 0 and its exit status.
int cposix_wait_signal(int wait_status);
int cposix_wait_exit(int wait_status);
