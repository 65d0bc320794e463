#define _GNU_SOURCE
#include "CPosixPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <gnu/libc-version.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int cposix_pseudo_terminal(char *slave_path, size_t size) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -errno;
  if (grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, slave_path, size) == 0) {
    return master;
  }
  int code = errno;
  close(master);
  return -code;
}

int cposix_pseudo_terminal_resize(int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}

int cposix_pseudo_terminal_spawn(char *const arguments[], char *const environment[], int rows,
                                 int columns, pid_t *child, int *master) {
  char path[64];
  int opened = cposix_pseudo_terminal(path, sizeof path);
  if (opened < 0) return -opened;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  // The leader of a session gets the first terminal it opens as its own.
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, 0, 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  int code = cposix_pseudo_terminal_resize(opened, rows, columns);
  if (code == 0) code = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (code == 0) *master = opened; else close(opened);
  return code;
}

int cposix_terminal_modes(int terminal, unsigned int modes[6]) {
  struct termios now;
  if (tcgetattr(terminal, &now) != 0) return errno;
  modes[0] = now.c_iflag;
  modes[1] = now.c_oflag;
  modes[2] = now.c_cflag;
  modes[3] = now.c_lflag;
  modes[4] = now.c_cc[VMIN];
  modes[5] = now.c_cc[VTIME];
  return 0;
}

const char *cposix_library_version(void) { return gnu_get_libc_version(); }
