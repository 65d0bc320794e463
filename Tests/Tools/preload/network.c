// Calls on sockets to a server, and the clocks.
//
// A socket counts when it speaks IPv4; libcurl wakes itself through other kinds, at moments that
// differ from run to run. Receiving counts when something came: how often nothing was there yet
// depends on how busy the machine is.
#include "bench.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

REAL(int, connect, int, const struct sockaddr *, socklen_t)
REAL(ssize_t, send, int, const void *, size_t, int)
REAL(ssize_t, sendto, int, const void *, size_t, int, const struct sockaddr *, socklen_t)
REAL(ssize_t, sendmsg, int, const struct msghdr *, int)
REAL(ssize_t, recv, int, void *, size_t, int)
REAL(ssize_t, recvfrom, int, void *, size_t, int, struct sockaddr *, socklen_t *)
REAL(int, clock_gettime, clockid_t, struct timespec *)
REAL(int, gettimeofday, struct timeval *, void *)
REAL(long, dispatch_semaphore_wait, void *, uint64_t)

static int is_counted(int socket) {
  if (!bench_state) return 0;
  int kept = errno;
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  int is_ours = getsockname(socket, (struct sockaddr *)&address, &size) == 0 &&
    address.ss_family == AF_INET;
  errno = kept;
  return is_ours;
}

static void note(uint64_t number, const char *name) {
  bench_record(number, BENCH_OTHER, name, 0, 0, 0, "socket", NULL, NULL, 0);
}

// The profile's address stays the same while each point has a server of its own.
int connect(int socket, const struct sockaddr *address, socklen_t size) {
  find_connect();
  if (!bench_state || address->sa_family != AF_INET) return real_connect(socket, address, size);
  struct sockaddr_in target;
  memcpy(&target, address, sizeof target);
  const char *port = getenv("WEIR_BENCH_PORT");
  if (port && ntohs(target.sin_port) == 9) target.sin_port = htons((uint16_t)atoi(port));
  uint64_t number = bench_enter();
  int result = real_connect(socket, (struct sockaddr *)&target, sizeof target);
  note(number, "connect");
  bench_leave(number);
  return result;
}

#define COUNTED(name, call)                    \
  find_##name();                               \
  if (!is_counted(socket)) return call;        \
  uint64_t number = bench_enter();             \
  ssize_t count = call;                        \
  note(number, #name);                         \
  bench_leave(number);                         \
  return count;

ssize_t send(int socket, const void *bytes, size_t size, int flags) {
  COUNTED(send, real_send(socket, bytes, size, flags))
}
ssize_t sendto(int socket, const void *bytes, size_t size, int flags,
               const struct sockaddr *address, socklen_t address_size) {
  COUNTED(sendto, real_sendto(socket, bytes, size, flags, address, address_size))
}
ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
  COUNTED(sendmsg, real_sendmsg(socket, message, flags))
}

static ssize_t received(int socket, const char *name, ssize_t count) {
  if (count <= 0 || !is_counted(socket)) return count;
  int kept = errno;
  uint64_t number = bench_enter();
  note(number, name);
  bench_leave(number);
  errno = kept;
  return count;
}

ssize_t recv(int socket, void *room, size_t size, int flags) {
  find_recv();
  return received(socket, "recv", real_recv(socket, room, size, flags));
}
ssize_t recvfrom(int socket, void *room, size_t size, int flags, struct sockaddr *address,
                 socklen_t *address_size) {
  find_recvfrom();
  return received(socket, "recvfrom", real_recvfrom(socket, room, size, flags, address, address_size));
}

// MARK: Time

static int64_t warp(void) {
  return bench_state ? __atomic_load_n(&bench_state->warp, __ATOMIC_SEQ_CST) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  find_clock_gettime();
  int result = real_clock_gettime(clock, time);
  int64_t ahead = warp();
  if (result != 0 || ahead == 0 || clock == CLOCK_PROCESS_CPUTIME_ID ||
      clock == CLOCK_THREAD_CPUTIME_ID)
    return result;
  int64_t nanoseconds = time->tv_nsec + ahead % 1000000000;
  time->tv_sec += ahead / 1000000000 + nanoseconds / 1000000000;
  time->tv_nsec = nanoseconds % 1000000000;
  return 0;
}

int gettimeofday(struct timeval *time, void *zone) {
  find_gettimeofday();
  int result = real_gettimeofday(time, zone);
  time->tv_sec += warp() / 1000000000;
  return result;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}

// The engine's waits (120 s and more after a lost request). The clocks jump instead. A pool's own
// threads wait for work with the same call: those are left alone.
long dispatch_semaphore_wait(void *semaphore, uint64_t limit) {
  find_dispatch_semaphore_wait();
  static uint64_t (*now)(uint64_t, int64_t);
  if (!now) *(void **)&now = dlsym(RTLD_NEXT, "dispatch_time");
  Dl_info caller = {0};
  if (!bench_state || !now || limit == 0 || limit == UINT64_MAX ||
      (dladdr(__builtin_return_address(0), &caller) && caller.dli_fname &&
       strstr(caller.dli_fname, "libdispatch.so")))
    return real_dispatch_semaphore_wait(semaphore, limit);
  int64_t left = (int64_t)(limit - now(0, 0));
  if (left > (int64_t)7200 * 1000000000) return real_dispatch_semaphore_wait(semaphore, limit);
  // A short one too: after a jump the kernel, whose clock has not jumped, would wait that much longer.
  if (left < 0) left = 0;
  __atomic_add_fetch(&bench_state->sleeps, 1, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&bench_state->warp, left, __ATOMIC_SEQ_CST);
  return real_dispatch_semaphore_wait(semaphore, 0);
}
