#define _GNU_SOURCE
#include "CPosixPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <gnu/libc-version.h>
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
