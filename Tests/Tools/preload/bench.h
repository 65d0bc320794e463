// What the files of this library share. It is loaded before libc (LD_PRELOAD) into the real
// program, numbers the calls that change a disk or talk to a server, and ends the program, or lets
// a call fail, at one number. Tests/CrashTests compiles it and reads what it writes.
//
// Environment:
//   WEIR_BENCH_STATE   a file of at least sizeof(struct bench_state); shared, kept between programs
//   WEIR_BENCH_HOME    files below this folder count, and the first two descriptors; nothing else
//   WEIR_BENCH_TRACE   a file to append a record for each call to; none: nothing is recorded
//   WEIR_BENCH_AT      the number of the call at which something happens; 0: nothing happens
//   WEIR_BENCH_DO      kill-before, kill-after, ENOSPC, EIO, EROFS, EDQUOT, short or fsync
//   WEIR_BENCH_ON      set: from that call on for good (errors only)
//   WEIR_BENCH_PORT    the port that 127.0.0.1:9 stands for
//
// Children inherit it all and do nothing: only a program called "weir" counts.
#ifndef BENCH_H
#define BENCH_H

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Layout known to CallState.swift.
struct bench_state {
  uint64_t calls;     // counted so far, over all programs of a script
  uint64_t injected;  // calls that failed on request
  int64_t warp;       // nanoseconds that clocks are ahead
  uint64_t sleeps;    // waits that were skipped
};

// What a record says; known to CallTrace.swift.
enum bench_kind {
  BENCH_WRITE = 1, BENCH_TRUNCATE, BENCH_SYNC, BENCH_RENAME, BENCH_UNLINK, BENCH_CREATE,
  BENCH_FOLDER, BENCH_OTHER
};

// What can be asked to go wrong.
enum bench_wish { WISH_NONE, WISH_KILL_BEFORE, WISH_KILL_AFTER, WISH_ERROR, WISH_SHORT, WISH_FSYNC };

extern struct bench_state *bench_state;  // NULL: this program is not watched
extern enum bench_wish bench_wish;

// Takes the lock that keeps calls and their records in one order, numbers the call, and kills
// when asked to. Returns its number.
uint64_t bench_enter(void);
// Ends it: kills when asked to, gives the lock back. Keeps errno.
void bench_leave(uint64_t number);
// The errno this call shall fail with, 0 for none. Only between enter and leave.
int bench_failure(uint64_t number, enum bench_kind kind, int is_removal);
// Whether this write shall be short.
int bench_is_short(uint64_t number);

void bench_record(uint64_t number, enum bench_kind kind, const char *name, int error, uint64_t file,
                  int64_t offset, const char *path, const char *second, const void *bytes,
                  size_t size);

// The path of a descriptor below the home, or "1" and "2" for the first two; 0 when it is not
// counted.
int bench_path_of(int descriptor, char *path, size_t size);
// The same of a path, made absolute.
int bench_is_counted(int folder, const char *path, char *full, size_t size);
uint64_t bench_inode(int descriptor);

#define REAL(result, name, ...)                                  \
  static result (*real_##name)(__VA_ARGS__);                     \
  static void find_##name(void) {                                \
    if (!real_##name) *(void **)&real_##name = dlsym(RTLD_NEXT, #name); \
  }

#endif
