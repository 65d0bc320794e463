#define _GNU_SOURCE
#include "CPosixTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

int cposix_terminal_open(const char *path) {
  int terminal = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return -errno;
  if (isatty(terminal)) return terminal;
  close(terminal);
  return -ENOTTY;
}

int cposix_terminal_size(int terminal, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return errno;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

FILE *cposix_terminal_file(int terminal) {
  int copy = fcntl(terminal, F_DUPFD_CLOEXEC, 3);
  FILE *file = copy < 0 ? NULL : fdopen(copy, "r+");
  if (!file && copy >= 0) close(copy);
  return file;
}

int cposix_memory_file(void) {
  int file = memfd_create("weir", MFD_CLOEXEC);
  return file < 0 ? -errno : file;
}

int cposix_redirect(int descriptor, int source) {
  return dup3(source, descriptor, O_CLOEXEC) < 0 ? errno : 0;
}

int cposix_cell_width(wchar_t character) { return wcwidth(character); }

int cposix_wake_up_pipe(int *read_end, int *write_end) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
  *read_end = ends[0];
  *write_end = ends[1];
  return 0;
}

// --- the guard -------------------------------------------------------------------------------

enum { MOST_BYTES = 2048 };

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGUSR1};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { CAUGHT = sizeof caught / sizeof *caught, CRASHES = sizeof crashes / sizeof *crashes };

// Signal handlers can be handed nothing, so this is the one state of the process.
static struct {
  int terminal;
  int signal_pipe;
  struct termios modes;
  char sequence[MOST_BYTES];
  size_t size;
  const char *note;
  size_t note_size;
  struct sigaction caught_before[CAUGHT];
  struct sigaction crashes_before[CRASHES];
  stack_t stack_before;
  void *stack;
} guard = {.terminal = -1, .signal_pipe = -1};

// Whether the terminal is in our modes. Exchanged, so that it is restored once.
static atomic_int armed;
static atomic_int has_exit_handler;
static atomic_int continued;

static void write_all(int descriptor, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(descriptor, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes += count;
    size -= (size_t)count;
  }
}

// A background process that sets modes would be stopped, and then nobody restores anything.
static void ignore_background_stop(void) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGTTOU, &ignore, NULL);
}

void cposix_guard_restore(void) {
  if (!atomic_exchange(&armed, 0)) return;
  ignore_background_stop();
  write_all(guard.terminal, guard.sequence, guard.size);
  tcsetattr(guard.terminal, TCSANOW, &guard.modes);
}

static void on_signal(int number) {
  int error = errno;
  if (number == SIGCONT) atomic_store(&continued, 1);
  unsigned char byte = (unsigned char)number;
  // A full pipe means that the loop has enough to read already.
  if (write(guard.signal_pipe, &byte, 1) < 0) {}
  errno = error;
}

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  int was_armed = atomic_load(&armed);
  cposix_guard_restore();
  if (was_armed && guard.note_size > 0) write_all(STDERR_FILENO, guard.note, guard.note_size);
  // Not the handler of before: that of Swift's runtime would ask on the terminal how to go on, and
  // hold it meanwhile.
  struct sigaction plain = {.sa_handler = SIG_DFL};
  sigaction(number, &plain, NULL);
  // A fault of the processor happens again when we return, so that a debugger or a core file shows
  // the true place. All else must be sent again.
  if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

int cposix_guard_sequence(const char *sequence, size_t size) {
  if (size > MOST_BYTES) return EMSGSIZE;
  memcpy(guard.sequence, sequence, size);
  guard.size = size;
  return 0;
}

int cposix_guard_start(int terminal, int signal_pipe) {
  if (tcgetattr(terminal, &guard.modes) != 0) return errno;
  guard.terminal = terminal;
  guard.signal_pipe = signal_pipe;
  if (!atomic_exchange(&has_exit_handler, 1)) atexit(cposix_guard_restore);

  // A crash for want of stack needs another stack to be handled on.
  guard.stack = malloc(64 * 1024);
  stack_t stack = {.ss_sp = guard.stack, .ss_size = 64 * 1024};
  sigaltstack(guard.stack ? &stack : NULL, &guard.stack_before);

  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  for (size_t i = 0; i < CAUGHT; i++) sigaction(caught[i], &action, &guard.caught_before[i]);
  struct sigaction crash = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&crash.sa_mask);
  for (size_t i = 0; i < CRASHES; i++) sigaction(crashes[i], &crash, &guard.crashes_before[i]);
  return 0;
}

void cposix_guard_stop(void) {
  if (guard.terminal < 0) return;
  for (size_t i = 0; i < CAUGHT; i++) sigaction(caught[i], &guard.caught_before[i], NULL);
  for (size_t i = 0; i < CRASHES; i++) sigaction(crashes[i], &guard.crashes_before[i], NULL);
  if (guard.stack) {
    stack_t before = guard.stack_before;
    if (before.ss_sp == NULL) before.ss_flags = SS_DISABLE;
    // The stack belongs to the thread that started; from another one it must not be freed.
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && now.ss_sp == guard.stack) {
      sigaltstack(&before, NULL);
      free(guard.stack);
    }
    guard.stack = NULL;
  }
  guard.note_size = 0;
  guard.terminal = -1;
}

void cposix_guard_crash_note(const char *note, size_t size) {
  guard.note = note;
  guard.note_size = size;
}

void cposix_guard_arm(void) { atomic_store(&armed, 1); }

void cposix_guard_release(void) {
  if (!atomic_exchange(&armed, 0)) return;
  tcsetattr(guard.terminal, TCSADRAIN, &guard.modes);
}

void cposix_guard_save_modes(void) { tcgetattr(guard.terminal, &guard.modes); }

void cposix_guard_drop_input(void) { tcflush(guard.terminal, TCIFLUSH); }

// --- stopping and going on -------------------------------------------------------------------

// Takes the terminal for our group. The signal that this may bring is held off meanwhile.
static void take_foreground(void) {
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  while (tcsetpgrp(guard.terminal, getpgrp()) != 0 && errno == EINTR) {}
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// The parent of the leader of our group, 0 if nobody knows.
static pid_t parent_of_leader(void) {
  if (getpgrp() == getpid()) return getppid();
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)getpgrp());
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  char line[512] = "";
  size_t count = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[count] = 0;
  // The second field is a name in brackets that may hold anything.
  char *end = strrchr(line, ')');
  int parent = 0;
  char state;
  return end && sscanf(end + 1, " %c %d", &state, &parent) == 2 ? parent : 0;
}

// A shell with job control is in our session and in a group of its own.
static int can_be_continued(void) {
  pid_t parent = parent_of_leader();
  return parent > 1 && getsid(parent) == getsid(0) && getpgid(parent) != getpgrp();
}

int cposix_suspend_group(void) {
  if (!can_be_continued()) return ENOTSUP;
  atomic_store(&continued, 0);
  if (kill(0, SIGSTOP) != 0) return errno;
  // The stop may take another thread first; only SIGCONT tells that it is over.
  for (int i = 0; i < 200 && !atomic_load(&continued); i++) {
    struct timespec pause = {0, 5000000};
    nanosleep(&pause, NULL);
  }
  take_foreground();
  return 0;
}

// --- programs in the foreground --------------------------------------------------------------

static int spawn(char *const arguments[], char *const environment[], const char *folder,
                 pid_t *child) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  // Without a guarded terminal the program has what we have: a subcommand runs an editor so.
  for (int i = 0; i < 3; i++) {
    posix_spawn_file_actions_adddup2(&actions, guard.terminal < 0 ? i : guard.terminal, i);
  }
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  if (folder) posix_spawn_file_actions_addchdir_np(&actions, folder);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  int code = posix_spawnp(child, arguments[0], &actions, &attributes, arguments,
                          environment ? environment : environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return code;
}

int cposix_spawn_foreground(char *const arguments[], char *const environment[],
                            const char *folder, int *wait_status) {
  // Keys reach the whole group. Ctrl-c is for the program alone; Ctrl-z stops both, so that the
  // shell takes over, and lets both go on.
  static const int keys[] = {SIGINT, SIGQUIT, SIGTSTP};
  struct sigaction before[3];
  for (int i = 0; i < 3; i++) {
    struct sigaction action = {.sa_handler = keys[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
    sigaction(keys[i], &action, &before[i]);
  }
  pid_t child = 0;
  int code = spawn(arguments, environment, folder, &child);
  if (code == 0) {
    while (waitpid(child, wait_status, 0) < 0) {
      if (errno == EINTR) continue;
      code = errno;
      break;
    }
  }
  for (int i = 0; i < 3; i++) sigaction(keys[i], &before[i], NULL);
  if (guard.terminal >= 0) take_foreground();
  return code;
}

int cposix_wait_signal(int wait_status) {
  return WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
}

int cposix_wait_exit(int wait_status) { return WEXITSTATUS(wait_status); }
