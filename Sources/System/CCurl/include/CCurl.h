#pragma once
// libcurl, loaded when it is first used. With the thirty libraries it needs it takes longer to load
// than a list takes to show, and most commands never ask a server.
//
// Types and constants are those of curl.h; call the functions below, never those of curl.h.
#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

// Loads and starts libcurl; CURLE_FAILED_INIT when it is not installed. From any thread.
CURLcode ccurl_start(void);

// As their namesakes. Before a successful ccurl_start they fail, or do nothing.
CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);
CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, struct curl_waitfd fds[], unsigned int count,
                           int timeout_ms, int *ready);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);
time_t ccurl_getdate(const char *text, const time_t *unused);

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not see: one function per
// type of argument.
typedef size_t (*ccurl_write_callback)(char *data, size_t size, size_t count, void *context);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_write(CURL *handle, CURLoption option, ccurl_write_callback value);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);

// The transfer that has finished, with its result; NULL when none has.
CURL *ccurl_multi_finished(CURLM *multi, CURLcode *result);

// The TCP socket of the transfer that runs; -1 while there is none, or more than one.
int ccurl_multi_socket(CURLM *multi);

// Bytes that were read from a TCP socket since it was opened, those of TLS and of HTTP's framing
// among them; -1 when the kernel does not tell (before Linux 4.1).
int64_t ccurl_bytes_read(int socket);

// Does not wait for a name lookup that was given up (libcurl 7.87); older ones wait.
void ccurl_set_quick_exit(CURL *handle);

// Called before each sending of a request, also when libcurl sends it again by itself (libcurl
// 7.80). False: this libcurl has no such call.
typedef int (*ccurl_prepare_callback)(void *context, char *remote, char *local, int remote_port,
                                      int local_port);
bool ccurl_set_before_request(CURL *handle, ccurl_prepare_callback call, void *context);
