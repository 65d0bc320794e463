#define _GNU_SOURCE
#include "CPosix.h"
#include "CPosixSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void end_group(pid_t child, int *wait_status) {
  kill(-child, SIGKILL);
  kill(child, SIGKILL);
  while (waitpid(child, wait_status, 0) < 0 && errno == EINTR) {}
}

// Waits for the end of the child. ETIMEDOUT when it runs on.
static int wait_until(long long deadline, pid_t child, int *wait_status) {
  for (;;) {
    pid_t done = waitpid(child, wait_status, WNOHANG);
    if (done == child || (done < 0 && errno != EINTR)) return 0;
    if (now_ms() >= deadline) return ETIMEDOUT;
    struct timespec pause = {0, 2000000};
    nanosleep(&pause, NULL);
  }
}

// Reads what is ready of one pipe; the rest beyond the room is read and dropped, so that the
// child never blocks on a full pipe. Returns 0 at the end of the file.
static int drain(int descriptor, char *room, size_t size, size_t *used, int *overflowed) {
  char chunk[4096];
  ssize_t count = read(descriptor, chunk, sizeof chunk);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  if (count == 0) return 0;
  size_t take = (size_t)count;
  if (take > size - *used) {
    take = size - *used;
    *overflowed = 1;
  }
  memcpy(room + *used, chunk, take);
  *used += take;
  return 1;
}

int cposix_capture(char *const arguments[], char *const environment[], int timeout_ms,
                   char *output, size_t output_size, size_t *output_used,
                   char *errors, size_t errors_size, size_t *errors_used, int *wait_status) {
  int out[2], err[2];
  *output_used = *errors_used = 0;
  if (pipe2(out, O_CLOEXEC) != 0) return errno;
  if (pipe2(err, O_CLOEXEC) != 0) {
    int code = errno;
    close(out[0]);
    close(out[1]);
    return code;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  // A session of its own has no terminal: the program cannot read keys meant for us.
  cposix_spawn_begin(&actions, &attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  pid_t child = 0;
  int code = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
  cposix_spawn_done(&actions, &attributes);
  close(out[1]);
  close(err[1]);
  if (code != 0) {
    close(out[0]);
    close(err[0]);
    return code;
  }
  long long deadline = now_ms() + timeout_ms;
  struct pollfd ends[2] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
  int open_ends = 2, overflowed = 0, ignored = 0;
  code = 0;
  while (open_ends > 0 && code == 0) {
    long long left = deadline - now_ms();
    if (left <= 0) { code = ETIMEDOUT; break; }
    int ready = poll(ends, 2, (int)left);
    if (ready < 0 && errno != EINTR) { code = errno; break; }
    if (ready <= 0) continue;
    for (int i = 0; i < 2; i++) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      int more = i == 0 ? drain(out[0], output, output_size, output_used, &overflowed)
                        : drain(err[0], errors, errors_size, errors_used, &ignored);
      if (!more) {
        ends[i].fd = -1;
        open_ends--;
      }
    }
    if (overflowed) code = EMSGSIZE;
  }
  // A program that closed its pipes may still run on; it gets the rest of its time.
  if (code == 0) code = wait_until(deadline, child, wait_status);
  if (code != 0) end_group(child, wait_status);
  close(out[0]);
  close(err[0]);
  return code;
}

static int write_file(int file, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(file, bytes, size);
    if (count < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes += count;
    size -= (size_t)count;
  }
  return lseek(file, 0, SEEK_SET) < 0 ? errno : 0;
}

int cposix_feed(char *const arguments[], char *const environment[], int timeout_ms,
                const char *input, size_t input_size, int *wait_status) {
  // A file in memory, not a pipe: nobody has to write while the program reads.
  int file = cposix_memory_file();
  if (file < 0) return -file;
  int code = write_file(file, input, input_size);
  if (code != 0) {
    close(file);
    return code;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  cposix_spawn_begin(&actions, &attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_adddup2(&actions, file, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  pid_t child = 0;
  code = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
  cposix_spawn_done(&actions, &attributes);
  close(file);
  if (code != 0) return code;
  code = wait_until(now_ms() + timeout_ms, child, wait_status);
  if (code != 0) end_group(child, wait_status);
  return code;
}

int cposix_exit_code(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -WTERMSIG(wait_status);
}
