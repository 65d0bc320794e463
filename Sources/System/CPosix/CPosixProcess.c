#define _GNU_SOURCE
#include "CPosixProcess.h"
#include "CPosixSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void cposix_harden(void) {
  umask(0077);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  signal(SIGPIPE, SIG_IGN);
}

void cposix_return_large_blocks(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

int cposix_spawn_service(char *const arguments[], char *const environment[], pid_t *child,
                         int *input, int *output) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0) return errno;
  if (pipe2(out, O_CLOEXEC) != 0) {
    int code = errno;
    close(in[0]);
    close(in[1]);
    return code;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  // A session of its own: Ctrl-c and Ctrl-z of our terminal are not meant for it.
  cposix_spawn_begin(&actions, &attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  int code = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environment);
  cposix_spawn_done(&actions, &attributes);
  close(in[0]);
  close(out[1]);
  if (code != 0) {
    close(in[1]);
    close(out[0]);
    return code;
  }
  *input = in[1];
  *output = out[0];
  return 0;
}

int cposix_end_service(pid_t child, int signal_number, int timeout_ms) {
  int status = 0;
  kill(child, signal_number);
  for (int waited = 0; waited < timeout_ms; waited += 5) {
    if (waitpid(child, &status, WNOHANG) == child) return status;
    struct timespec pause = {0, 5000000};
    nanosleep(&pause, NULL);
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  return status;
}

static sigset_t ending_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  return set;
}

void cposix_hold_signals(void) {
  sigset_t set = ending_signals();
  sigaddset(&set, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int cposix_held_signal(void) {
  sigset_t pending;
  sigpending(&pending);
  const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (sigismember(&pending, numbers[i])) return numbers[i];
  return 0;
}

int cposix_supervise(char *const arguments[], char *const environment[], int *wait_status) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  cposix_spawn_begin(&actions, &attributes, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  pid_t child = 0;
  int code = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
  cposix_spawn_done(&actions, &attributes);
  if (code != 0) return code;
  sigset_t set = ending_signals();
  sigaddset(&set, SIGCHLD);
  // A terminal sends its own signals to both of us; what is meant for us alone is handed on.
  while (waitpid(child, wait_status, WNOHANG) != child) {
    siginfo_t information;
    int number = sigwaitinfo(&set, &information);
    if (number > 0 && number != SIGCHLD && information.si_code <= 0) kill(child, number);
  }
  return 0;
}
