// Calls on files. Syncs are not handed on: the bench has no disk whose power goes, it has the
// record of what was synced.
#include "bench.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, pwrite, int, const void *, size_t, off_t)
REAL(ssize_t, writev, int, const struct iovec *, int)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, ftruncate, int, off_t)
REAL(int, renameat, int, const char *, int, const char *)
REAL(int, unlinkat, int, const char *, int)
REAL(int, mkdir, const char *, mode_t)
REAL(int, flock, int, int)
REAL(int, openat, int, const char *, int, ...)

static int is_stream(const char *path) { return path[0] != '/'; }

// Where a plain write will land.
static int64_t position(int file) {
  int kept = errno;
  int flags = fcntl(file, F_GETFL);
  struct stat facts;
  int64_t place = flags >= 0 && (flags & O_APPEND) && fstat(file, &facts) == 0
    ? facts.st_size : lseek(file, 0, SEEK_CUR);
  errno = kept;
  return place;
}

// `offset` < 0: at the file's own position.
static ssize_t put(const char *name, int file, const void *bytes, size_t size, int64_t offset) {
  find_write();
  find_pwrite();
  char path[PATH_MAX];
  if (!bench_path_of(file, path, sizeof path))
    return offset < 0 ? real_write(file, bytes, size) : real_pwrite(file, bytes, size, offset);
  uint64_t number = bench_enter();
  enum bench_kind kind = is_stream(path) ? BENCH_OTHER : BENCH_WRITE;
  int64_t place = offset < 0 && kind == BENCH_WRITE ? position(file) : offset;
  ssize_t count = -1;
  int failure = bench_failure(number, kind, 0);
  if (failure) {
    errno = failure;
  } else {
    if (kind == BENCH_WRITE && size > 1 && bench_is_short(number)) size /= 2;
    count = offset < 0 ? real_write(file, bytes, size) : real_pwrite(file, bytes, size, offset);
  }
  bench_record(number, kind, name, count < 0 ? errno : 0, bench_inode(file), place, path, NULL,
               count > 0 && kind == BENCH_WRITE ? bytes : NULL, count > 0 ? (size_t)count : 0);
  bench_leave(number);
  return count;
}

ssize_t write(int file, const void *bytes, size_t size) { return put("write", file, bytes, size, -1); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
  return put("pwrite", file, bytes, size, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset) {
  return put("pwrite64", file, bytes, size, offset);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  find_writev();
  char path[PATH_MAX];
  if (!bench_path_of(file, path, sizeof path)) return real_writev(file, parts, count);
  // As one write a part: what the first leaves undone, the caller writes again.
  for (int i = 0; i < count; i++)
    if (parts[i].iov_len > 0) return put("writev", file, parts[i].iov_base, parts[i].iov_len, -1);
  return 0;
}

static int flush(const char *name, int file, int (*real)(int)) {
  char path[PATH_MAX];
  if (!bench_path_of(file, path, sizeof path) || is_stream(path)) return real(file);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_SYNC, 0);
  bench_record(number, BENCH_SYNC, name, failure, bench_inode(file), 0, path, NULL, NULL, 0);
  if (failure) errno = failure;
  bench_leave(number);
  return failure ? -1 : 0;
}

int fsync(int file) {
  find_fsync();
  return flush("fsync", file, real_fsync);
}
int fdatasync(int file) {
  find_fdatasync();
  return flush("fdatasync", file, real_fdatasync);
}

static int shorten(const char *name, int file, off_t length) {
  find_ftruncate();
  char path[PATH_MAX];
  if (!bench_path_of(file, path, sizeof path) || is_stream(path)) return real_ftruncate(file, length);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_TRUNCATE, 1);
  int result = failure ? -1 : real_ftruncate(file, length);
  if (failure) errno = failure;
  bench_record(number, BENCH_TRUNCATE, name, result < 0 ? errno : 0, bench_inode(file), length, path,
               NULL, NULL, 0);
  bench_leave(number);
  return result;
}

int ftruncate(int file, off_t length) { return shorten("ftruncate", file, length); }
int ftruncate64(int file, off_t length) { return shorten("ftruncate64", file, length); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  find_renameat();
  char old[PATH_MAX * 2], new[PATH_MAX * 2];
  int is_counted = bench_is_counted(from_folder, from, old, sizeof old);
  is_counted &= bench_is_counted(to_folder, to, new, sizeof new);
  if (!is_counted) return real_renameat(from_folder, from, to_folder, to);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_RENAME, 0);
  int result = failure ? -1 : real_renameat(from_folder, from, to_folder, to);
  if (failure) errno = failure;
  bench_record(number, BENCH_RENAME, "rename", result < 0 ? errno : 0, 0, 0, old, new, NULL, 0);
  bench_leave(number);
  return result;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char *name, int flags) {
  find_unlinkat();
  char path[PATH_MAX * 2];
  struct stat facts;
  // Removing what is not there changes nothing: it is asked for often, and is no point of its own.
  if (!bench_is_counted(folder, name, path, sizeof path) || lstat(path, &facts) != 0)
    return real_unlinkat(folder, name, flags);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_UNLINK, 1);
  int result = failure ? -1 : real_unlinkat(folder, name, flags);
  if (failure) errno = failure;
  bench_record(number, BENCH_UNLINK, "unlink", result < 0 ? errno : 0, 0, 0, path, NULL, NULL, 0);
  bench_leave(number);
  return result;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdir(const char *name, mode_t mode) {
  find_mkdir();
  char path[PATH_MAX * 2];
  struct stat facts;
  if (!bench_is_counted(AT_FDCWD, name, path, sizeof path) || lstat(path, &facts) == 0)
    return real_mkdir(name, mode);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_FOLDER, 0);
  int result = failure ? -1 : real_mkdir(name, mode);
  if (failure) errno = failure;
  bench_record(number, BENCH_FOLDER, "mkdir", result < 0 ? errno : 0, 0, 0, path, NULL, NULL, 0);
  bench_leave(number);
  return result;
}

// An open counts when it makes a file. For one that is there it only says which file it is.
static int make(int folder, const char *name, int flags, mode_t mode) {
  find_openat();
  char path[PATH_MAX * 2];
  struct stat facts;
  int is_ours = (flags & O_CREAT) && bench_is_counted(folder, name, path, sizeof path);
  if (!is_ours || lstat(path, &facts) == 0) return real_openat(folder, name, flags, mode);
  uint64_t number = bench_enter();
  int failure = bench_failure(number, BENCH_CREATE, 0);
  int result = failure ? -1 : real_openat(folder, name, flags, mode);
  if (failure) errno = failure;
  bench_record(number, BENCH_CREATE, "open", result < 0 ? errno : 0,
               result < 0 ? 0 : bench_inode(result), 0, path, NULL, NULL, 0);
  bench_leave(number);
  return result;
}

#define MODE(flags, mode)                    \
  mode_t mode = 0;                           \
  if ((flags) & O_CREAT) {                   \
    va_list list;                            \
    va_start(list, flags);                   \
    mode = (mode_t)va_arg(list, unsigned);   \
    va_end(list);                            \
  }

int open(const char *name, int flags, ...) {
  MODE(flags, mode)
  return make(AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
  MODE(flags, mode)
  return make(AT_FDCWD, name, flags, mode);
}
int openat(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return make(folder, name, flags, mode);
}
int openat64(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return make(folder, name, flags, mode);
}

int flock(int file, int operation) {
  find_flock();
  char path[PATH_MAX];
  if (!bench_path_of(file, path, sizeof path)) return real_flock(file, operation);
  uint64_t number = bench_enter();
  int result = real_flock(file, operation);
  bench_record(number, BENCH_OTHER, "flock", result < 0 ? errno : 0, 0, operation, path, NULL, NULL, 0);
  bench_leave(number);
  return result;
}
