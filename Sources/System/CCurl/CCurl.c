#define CURL_DISABLE_TYPECHECK
#include "CCurl.h"

#include <dlfcn.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>

#define FUNCTIONS(use)                                                                            \
  use(curl_global_init) use(curl_easy_init) use(curl_easy_cleanup) use(curl_easy_strerror)        \
  use(curl_easy_setopt) use(curl_easy_getinfo) use(curl_multi_init) use(curl_multi_cleanup)       \
  use(curl_multi_add_handle) use(curl_multi_remove_handle) use(curl_multi_perform)                \
  use(curl_multi_poll) use(curl_multi_wakeup) use(curl_multi_info_read) use(curl_multi_fdset)     \
  use(curl_slist_append) use(curl_slist_free_all) use(curl_getdate)

#define MEMBER(name) __typeof__(name) *name;
static struct { FUNCTIONS(MEMBER) } library;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded;

static void load(void) {
  void *handle = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!handle) handle = dlopen("libcurl-gnutls.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return;
  int is_whole = 1;
#define FIND(name) is_whole &= (library.name = (__typeof__(name) *)dlsym(handle, #name)) != NULL;
  FUNCTIONS(FIND)
  is_loaded = is_whole;
}

// Whether the table may be called. Loads the library when nobody has yet.
static int ready(void) {
  pthread_once(&once, load);
  return is_loaded;
}

// Thread-safe since libcurl 7.84.
CURLcode ccurl_start(void) {
  return ready() ? library.curl_global_init(CURL_GLOBAL_DEFAULT) : CURLE_FAILED_INIT;
}

CURL *ccurl_easy_init(void) { return ready() ? library.curl_easy_init() : NULL; }

void ccurl_easy_cleanup(CURL *handle) {
  if (handle) library.curl_easy_cleanup(handle);
}

const char *ccurl_easy_strerror(CURLcode code) {
  return ready() ? library.curl_easy_strerror(code) : NULL;
}

CURLM *ccurl_multi_init(void) { return ready() ? library.curl_multi_init() : NULL; }

void ccurl_multi_cleanup(CURLM *multi) {
  if (multi) library.curl_multi_cleanup(multi);
}

// Whoever has a handle or a list has loaded the library.

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) {
  return multi ? library.curl_multi_add_handle(multi, handle) : CURLM_BAD_HANDLE;
}

CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return multi ? library.curl_multi_remove_handle(multi, handle) : CURLM_BAD_HANDLE;
}

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
  return multi ? library.curl_multi_perform(multi, running) : CURLM_BAD_HANDLE;
}

CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd fds[], unsigned int count,
                           int timeout_ms, int *ready) {
  return multi ? library.curl_multi_poll(multi, fds, count, timeout_ms, ready) : CURLM_BAD_HANDLE;
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) {
  return multi ? library.curl_multi_wakeup(multi) : CURLM_BAD_HANDLE;
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return ready() ? library.curl_slist_append(list, text) : NULL;
}

void ccurl_slist_free_all(struct curl_slist *list) {
  if (list) library.curl_slist_free_all(list);
}

time_t ccurl_getdate(const char *text, const time_t *unused) {
  return ready() ? library.curl_getdate(text, unused) : -1;
}

#define SET(name, type)                                                                           \
  CURLcode name(CURL *handle, CURLoption option, type value) {                                    \
    return handle ? library.curl_easy_setopt(handle, option, value) : CURLE_FAILED_INIT;          \
  }
SET(ccurl_set_long, long)
SET(ccurl_set_offset, curl_off_t)
SET(ccurl_set_text, const char *)
SET(ccurl_set_pointer, void *)
SET(ccurl_set_list, struct curl_slist *)
SET(ccurl_set_write, ccurl_write_callback)
static SET(set_prepare, ccurl_prepare_callback)

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return handle ? library.curl_easy_getinfo(handle, info, value) : CURLE_FAILED_INIT;
}

CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return handle ? library.curl_easy_getinfo(handle, info, value) : CURLE_FAILED_INIT;
}

CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while (multi && (message = library.curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}

int ccurl_multi_socket(CURLM *multi) {
  fd_set reading, writing, failed;
  FD_ZERO(&reading);
  FD_ZERO(&writing);
  FD_ZERO(&failed);
  int highest = -1, found = -1;
  if (!multi || library.curl_multi_fdset(multi, &reading, &writing, &failed, &highest) != CURLM_OK)
    return -1;
  for (int socket = 0; socket <= highest; socket++) {
    if (!FD_ISSET(socket, &reading) && !FD_ISSET(socket, &writing)) continue;
    if (found >= 0) return -1;
    found = socket;
  }
  return found;
}

int64_t ccurl_bytes_read(int socket) {
  struct tcp_info facts;
  socklen_t size = sizeof facts;
  int unread = 0;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &facts, &size) != 0
      || size < offsetof(struct tcp_info, tcpi_bytes_received) + sizeof facts.tcpi_bytes_received
      || ioctl(socket, FIONREAD, &unread) != 0)
    return -1;
  return (int64_t)facts.tcpi_bytes_received - unread;
}

void ccurl_set_quick_exit(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  ccurl_set_long(handle, CURLOPT_QUICK_EXIT, 1);
#else
  (void)handle;
#endif
}

bool ccurl_set_before_request(CURL *handle, ccurl_prepare_callback call, void *context) {
#if LIBCURL_VERSION_NUM >= 0x075000
  return set_prepare(handle, CURLOPT_PREREQFUNCTION, call) == CURLE_OK
         && ccurl_set_pointer(handle, CURLOPT_PREREQDATA, context) == CURLE_OK;
#else
  (void)handle, (void)call, (void)context;
  return false;
#endif
}
