#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <microhttpd.h>

// MHD_start_daemon, MHD_get_daemon_info and MHD_get_connection_info are variadic, which Swift
// does not see: a function each.

// Listens on 127.0.0.1 only; port 0 takes any free one. One thread per connection.
// `opened` sees the request line as it was sent, before any decoding; what it returns becomes the request's context.
// `memory` bytes per connection bound a header, one read of an upload, and (half of it) one chunk of an answer.
static inline struct MHD_Daemon *cmhd_start(uint16_t port, void *(*opened)(void *, const char *, struct MHD_Connection *),
                                            MHD_AccessHandlerCallback handler,
                                            MHD_RequestCompletedCallback completed, void *context,
                                            unsigned int idle_seconds, size_t memory) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC,
                          port, NULL, NULL, handler, context,
                          MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                          MHD_OPTION_NOTIFY_COMPLETED, completed, context,
                          MHD_OPTION_URI_LOG_CALLBACK, opened, context,
                          MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
                          MHD_OPTION_CONNECTION_MEMORY_INCREMENT, memory / 4,
                          MHD_OPTION_END);
}
// An answer that is made slowly must not count as an idle connection.
static inline enum MHD_Result cmhd_set_idle_seconds(struct MHD_Connection *connection, unsigned int seconds) {
  return MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, seconds);
}
static inline uint16_t cmhd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}
// The socket of a connection, to cut it in the middle of an answer; -1 when unknown.
static inline int cmhd_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? (int)info->connect_fd : -1;
}
static inline struct MHD_Response *cmhd_response_copy(const void *bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}
