#pragma once
#include <curl/curl.h>
#include <stdbool.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not see:
// one function per type of argument.
typedef size_t (*ccurl_write_callback)(char *data, size_t size, size_t count, void *context);
typedef int (*ccurl_progress_callback)(void *context, curl_off_t download_total, curl_off_t download_now,
                                       curl_off_t upload_total, curl_off_t upload_now);

static inline CURLcode ccurl_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_offset(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_text(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_write(CURL *h, CURLoption o, ccurl_write_callback v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode ccurl_set_progress(CURL *h, ccurl_progress_callback v) { return curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, v); }

static inline CURLcode ccurl_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode ccurl_get_offset(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode ccurl_get_text(CURL *h, CURLINFO i, const char **v) { return curl_easy_getinfo(h, i, v); }

static inline CURLMcode ccurl_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
// The result and the private pointer of a finished transfer; NULL when none is waiting.
static inline CURL *ccurl_multi_finished(CURLM *m, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(m, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) { *result = message->data.result; return message->easy_handle; }
  }
  return NULL;
}

// Does not wait for a name lookup that was given up (libcurl 7.87); older ones wait.
static inline void ccurl_set_quick_exit(CURL *h) {
#if LIBCURL_VERSION_NUM >= 0x075700
  curl_easy_setopt(h, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)h;
#endif
}
// Called before each sending of a request, also when libcurl sends it again by itself (libcurl 7.80).
// False: this libcurl has no such call.
typedef int (*ccurl_prepare_callback)(void *context, char *remote, char *local, int remote_port, int local_port);
static inline bool ccurl_set_before_request(CURL *h, ccurl_prepare_callback call, void *context) {
#if LIBCURL_VERSION_NUM >= 0x075000
  return curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, call) == CURLE_OK
      && curl_easy_setopt(h, CURLOPT_PREREQDATA, context) == CURLE_OK;
#else
  (void)h; (void)call; (void)context;
  return false;
#endif
}
// Thread-safe since libcurl 7.84; the constant is a macro of casts.
static inline CURLcode ccurl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }
