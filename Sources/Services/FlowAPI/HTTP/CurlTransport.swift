import CCurl
import Synchronization

/// The network, by libcurl: one multi handle, so that a GET and the write after it share a
/// connection.
///
/// One value serves one thread at a time; ``cancel()`` and ``resume()`` may come from any.
package final class CurlTransport: HTTPTransport, @unchecked Sendable {
  // Guarded by the caller's thread: `multi` is touched only inside send(), which one thread at a
  // time may call. Other threads set the atomic flag and call curl_multi_wakeup, the one function
  // of a multi handle that libcurl allows from any thread.
  private let multi: UnsafeMutableRawPointer?
  private let isCancelled = Atomic<Bool>(false)
  private let deadlines: Deadlines

  private static let isStarted = ccurl_start() == CURLE_OK

  package init(deadlines: Deadlines = Deadlines()) {
    self.deadlines = deadlines
    multi = Self.isStarted ? ccurl_multi_init() : nil
  }

  deinit { ccurl_multi_cleanup(multi) }

  package func cancel() {
    isCancelled.store(true, ordering: .sequentiallyConsistent)
    ccurl_multi_wakeup(multi)
  }

  package func resume() { isCancelled.store(false, ordering: .sequentiallyConsistent) }

  package func send(
    _ request: HTTPRequest,
    receive: (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep
  ) throws(APIError) -> HTTPHead {
    try withoutActuallyEscaping(receive) { (receive) throws(APIError) -> HTTPHead in
      let transfer = CurlTransfer(
        request, deadlines: deadlines, isCancelled: { self.isCancelled.isSet },
        receive: receive)
      return try run(transfer)
    }
  }

  private func run(_ transfer: CurlTransfer) throws(APIError) -> HTTPHead {
    guard let multi else { throw .neverConnected("libcurl could not be loaded (Debian: libcurl4)") }
    if isCancelled.isSet { throw .cancelled }
    try transfer.prepare()
    guard ccurl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
      throw .neverConnected("libcurl took no more transfers")
    }
    defer { ccurl_multi_remove_handle(multi, transfer.handle) }
    return try wait(for: transfer, on: multi)
  }

  private func wait(
    for transfer: CurlTransfer, on multi: UnsafeMutableRawPointer
  ) throws(APIError) -> HTTPHead {
    while true {
      var running: Int32 = 0
      guard ccurl_multi_perform(multi, &running) == CURLM_OK else {
        throw transfer.failure(saying: "libcurl gave the transfer up")
      }
      var result = CURLE_OK
      if ccurl_multi_finished(multi, &result) == transfer.handle {
        return try transfer.outcome(of: result)
      }
      if isCancelled.isSet { throw .cancelled }
      try transfer.checkPadding(on: ccurl_multi_socket(multi))
      let pause = try transfer.pauseBeforeDeadline()
      ccurl_multi_poll(multi, nil, 0, pause, nil)
    }
  }
}

extension Atomic where Value == Bool {
  fileprivate var isSet: Bool { load(ordering: .sequentiallyConsistent) }
}
