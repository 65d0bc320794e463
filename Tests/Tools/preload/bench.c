// Counting, recording, and what happens at the chosen number.
#include "bench.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct bench_state *bench_state;
enum bench_wish bench_wish;

static char home[PATH_MAX];
static size_t home_length;
static int trace = -1;
static uint64_t wished_call;
static int wished_error;
static int wished_for_good;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Raw system calls: what this library does itself must not be counted.
static int raw_open(const char *path, int flags) {
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
}

static int error_named(const char *name) {
  static const struct { const char *name; int number; } errors[] = {
    {"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EROFS", EROFS}, {"EDQUOT", EDQUOT}};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp(errors[i].name, name) == 0) return errors[i].number;
  return 0;
}

static void read_wish(const char *what) {
  if (strcmp(what, "kill-before") == 0) bench_wish = WISH_KILL_BEFORE;
  else if (strcmp(what, "kill-after") == 0) bench_wish = WISH_KILL_AFTER;
  else if (strcmp(what, "short") == 0) bench_wish = WISH_SHORT;
  else if (strcmp(what, "fsync") == 0) bench_wish = WISH_FSYNC;
  else if ((wished_error = error_named(what)) != 0) bench_wish = WISH_ERROR;
}

__attribute__((constructor)) static void begin(void) {
  const char *state_path = getenv("WEIR_BENCH_STATE"), *folder = getenv("WEIR_BENCH_HOME");
  if (!state_path || !folder || strcmp(program_invocation_short_name, "weir") != 0) return;
  int file = raw_open(state_path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *place = mmap(NULL, sizeof *bench_state, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (place == MAP_FAILED) return;
  home_length = strlen(folder);
  if (home_length >= sizeof home) return;
  memcpy(home, folder, home_length + 1);
  const char *trace_path = getenv("WEIR_BENCH_TRACE");
  if (trace_path) {
    int opened = raw_open(trace_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC);
    // Far from the numbers the program gets, which must be those of an ordinary run.
    trace = (int)syscall(SYS_fcntl, opened, F_DUPFD_CLOEXEC, 700);
    syscall(SYS_close, opened);
  }
  const char *at = getenv("WEIR_BENCH_AT"), *what = getenv("WEIR_BENCH_DO");
  wished_call = at ? strtoull(at, NULL, 10) : 0;
  if (wished_call > 0 && what) read_wish(what);
  wished_for_good = getenv("WEIR_BENCH_ON") != NULL;
  bench_state = place;
}

static void end_here(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) syscall(SYS_pause);
}

uint64_t bench_enter(void) {
  pthread_mutex_lock(&lock);
  uint64_t number = __atomic_add_fetch(&bench_state->calls, 1, __ATOMIC_SEQ_CST);
  if (bench_wish == WISH_KILL_BEFORE && number == wished_call) end_here();
  return number;
}

void bench_leave(uint64_t number) {
  if (bench_wish == WISH_KILL_AFTER && number == wished_call) end_here();
  pthread_mutex_unlock(&lock);
}

static int is_wished(uint64_t number) {
  return wished_for_good ? number >= wished_call : number == wished_call;
}

static int injected(int error) {
  bench_state->injected++;
  return error;
}

int bench_failure(uint64_t number, enum bench_kind kind, int is_removal) {
  if (!is_wished(number) || kind == BENCH_OTHER) return 0;
  // After a short write for good comes what made it short.
  if (bench_wish == WISH_SHORT)
    return wished_for_good && number > wished_call && !is_removal && kind != BENCH_SYNC
      ? injected(ENOSPC) : 0;
  if (bench_wish == WISH_FSYNC) return kind == BENCH_SYNC ? injected(EIO) : 0;
  if (bench_wish != WISH_ERROR) return 0;
  switch (wished_error) {
    case EIO: return injected(EIO);
    case EROFS: return kind == BENCH_SYNC ? 0 : injected(EROFS);
    // Removing and shortening need no room.
    default: return is_removal ? 0 : injected(wished_error);
  }
}

int bench_is_short(uint64_t number) {
  if (bench_wish != WISH_SHORT || number != wished_call) return 0;
  bench_state->injected++;
  return 1;
}

// Layout known to CallTrace.swift.
struct record {
  uint64_t number, file;
  int64_t offset;
  uint64_t size;
  uint32_t kind;
  int32_t error;
  uint32_t name_size, path_size, second_size, magic;
};

static void put(const void *bytes, size_t size) {
  const char *place = bytes;
  while (size > 0) {
    ssize_t count = syscall(SYS_write, trace, place, size);
    if (count <= 0) return;
    place += count;
    size -= (size_t)count;
  }
}

void bench_record(uint64_t number, enum bench_kind kind, const char *name, int error, uint64_t file,
                  int64_t offset, const char *path, const char *second, const void *bytes,
                  size_t size) {
  if (trace < 0) return;
  int kept = errno;
  struct record record = {
    .number = number, .file = file, .offset = offset, .size = bytes ? size : 0, .kind = kind,
    .error = error, .name_size = (uint32_t)strlen(name), .path_size = (uint32_t)strlen(path),
    .second_size = second ? (uint32_t)strlen(second) : 0, .magic = 0x77656972};
  put(&record, sizeof record);
  put(name, record.name_size);
  put(path, record.path_size);
  if (second) put(second, record.second_size);
  if (bytes) put(bytes, size);
  errno = kept;
}

// The folder itself counts too: a sync of it keeps the names in it.
static int is_below_home(const char *path) {
  return strncmp(path, home, home_length) == 0 &&
    (path[home_length] == '/' || path[home_length] == 0);
}

int bench_path_of(int descriptor, char *path, size_t size) {
  if (!bench_state || descriptor < 0) return 0;
  int kept = errno;
  if (descriptor == 1 || descriptor == 2) {
    snprintf(path, size, "%d", descriptor);
    errno = kept;
    return 1;
  }
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  long length = syscall(SYS_readlink, link, path, size - 1);
  errno = kept;
  if (length <= 0) return 0;
  path[length] = 0;
  return is_below_home(path);
}

int bench_is_counted(int folder, const char *path, char *full, size_t size) {
  if (!bench_state || !path) return 0;
  int kept = errno;
  if (path[0] == '/') {
    snprintf(full, size, "%s", path);
  } else {
    char base[PATH_MAX] = "";
    if (folder == AT_FDCWD) {
      if (syscall(SYS_getcwd, base, sizeof base) <= 0) base[0] = 0;
    } else if (!bench_path_of(folder, base, sizeof base)) {
      errno = kept;
      return 0;
    }
    if (snprintf(full, size, "%s/%s", base, path) >= (int)size) { errno = kept; return 0; }
  }
  errno = kept;
  return is_below_home(full);
}

uint64_t bench_inode(int descriptor) {
  int kept = errno;
  struct stat facts;
  uint64_t number = fstat(descriptor, &facts) == 0 ? facts.st_ino : 0;
  errno = kept;
  return number;
}
