import CCurl

/// One transfer: options in, status and bytes out, caps and deadlines kept on the way.
///
/// libcurl calls back with a pointer to it, always on the thread of ``CurlTransport``.
final class CurlTransfer {
  typealias Receive = (HTTPHead, UnsafeRawBufferPointer) throws(APIError) -> ListStep

  /// Most bytes and lines of the header; a bomb of either ends the transfer.
  static let headerLimit = 65536
  static let headerLineLimit = 256
  /// Most bytes of an error's body.
  static let errorBodyLimit = 1 << 20

  let handle: UnsafeMutableRawPointer?
  private let request: HTTPRequest
  private let receive: Receive
  private let isCancelled: () -> Bool
  private var watch: TransferWatch
  private var padding = PaddingWatch()
  private var fields: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  private var head = HTTPHead(status: 0)
  private var isHeadComplete = false
  private var headerBytes = 0
  private var headerLines = 0
  private var bodyBytes = 0
  private var isStopped = false
  private var sendCount = 0
  private var fault: APIError?

  init(
    _ request: HTTPRequest, deadlines: Deadlines, isCancelled: @escaping () -> Bool,
    receive: @escaping Receive
  ) {
    self.request = request
    self.receive = receive
    self.isCancelled = isCancelled
    watch = TransferWatch(deadlines, bodyLength: request.body?.count ?? 0)
    handle = ccurl_easy_init()
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    ccurl_easy_cleanup(handle)
    ccurl_slist_free_all(fields)
    errorText.deallocate()
  }

  /// Sets every option. Nothing is sent.
  func prepare() throws(APIError) {
    guard let handle else { throw .neverConnected("libcurl has no memory") }
    // Without its slash a stored base path such as ".evil.example" would become part of the host.
    guard request.target.hasPrefix("/"),
      request.target.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { throw .notAllowed("a path starts with a slash and has visible ASCII only") }
    fields = try headerList()
    let context = Unmanaged.passUnretained(self).toOpaque()
    CurlOptions(handle).apply(
      request, fields: fields, connectLimit: watch.deadlines.connect)
    ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
    ccurl_set_write(handle, CURLOPT_HEADERFUNCTION) { data, size, count, context in
      CurlTransfer.called(context) { $0.headerArrived(data, size * count) } ?? 0
    }
    refuseToRepeat(on: handle, context)
    ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    ccurl_set_write(handle, CURLOPT_WRITEFUNCTION) { data, size, count, context in
      CurlTransfer.called(context) { $0.bodyArrived(data, size * count) } ?? 0
    }
  }

  /// libcurl sends a request again by itself when a reused connection dies before the first byte
  /// of the answer. The server may have applied a write already, and somebody may have written
  /// since: whether it goes out again is decided by reading, not here.
  private func refuseToRepeat(
    on handle: UnsafeMutableRawPointer, _ context: UnsafeMutableRawPointer
  ) {
    guard request.method != .get else { return }
    let isSet = ccurl_set_before_request(
      handle, { context, _, _, _, _ in CurlTransfer.called(context) { $0.sends() } ?? 1 }, context)
    // An old libcurl: what is sent on a connection of its own is not repeated either.
    if !isSet { ccurl_set_long(handle, CURLOPT_FRESH_CONNECT, 1) }
  }

  /// Anything but 0 makes libcurl break off.
  private func sends() -> Int32 {
    sendCount += 1
    guard sendCount > 1 else { return 0 }
    fault = .lost("the connection broke before the answer")
    return 1
  }

  private static func called<Answer: FixedWidthInteger>(
    _ context: UnsafeMutableRawPointer?, _ work: (CurlTransfer) -> Answer
  ) -> Answer? {
    context.map { work(Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue()) }
  }

  private func headerList() throws(APIError) -> UnsafeMutablePointer<curl_slist>? {
    var lines = request.fields
    if let credential = request.credential {
      lines.append(HTTPField("Authorization", try credential.authorization(for: request.origin)))
    }
    // Without a wait for "100 Continue", which few servers send and no proxy reliably.
    var texts = ["Expect:"]
    if request.body?.isEmpty != false { texts.append("Content-Type:") }
    for line in lines {
      guard line.value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
        throw .notAllowed("the header field \(line.name) has characters that no header may hold")
      }
      texts.append("\(line.name): \(line.value)")
    }
    var list: UnsafeMutablePointer<curl_slist>?
    for text in texts { list = ccurl_slist_append(list, text) ?? list }
    return list
  }

  // MARK: While it runs

  /// Milliseconds until a deadline must be looked at again.
  ///
  /// - Throws: when one has passed.
  func pauseBeforeDeadline() throws(APIError) -> Int32 {
    var bodyBytes: curl_off_t = 0
    ccurl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &bodyBytes)
    watch.note(requestBytes: requestBytes, bodyBytes: Int(bodyBytes))
    if let overdue = watch.overdue { throw failure(saying: overdue) }
    return watch.pauseInMilliseconds
  }

  /// - Parameter socket: what the answer comes through; -1 when that is not known.
  /// - Throws: when far more arrived than the answer is long.
  func checkPadding(on socket: Int32) throws(APIError) {
    guard padding.isTooMuch(on: socket, besides: headerBytes + bodyBytes) else { return }
    throw .unreadable("the server sends without end what is no part of an answer")
  }

  /// Takes one header line; anything but `count` makes libcurl break off.
  private func headerArrived(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    watch.noteReceived(count)
    headerBytes += count
    headerLines += 1
    if headerBytes > Self.headerLimit || headerLines > Self.headerLineLimit {
      return breakOff(.tooLarge(limit: Self.headerLimit))
    }
    if isCancelled() { return breakOff(.cancelled) }
    // Trailers come after the body and mean nothing here.
    guard bodyBytes == 0, let data else { return count }
    let line = UnsafeRawBufferPointer(start: data, count: count)
    var text = Substring(String(decoding: line, as: UTF8.self))
    while let last = text.last, last.isNewline { text.removeLast() }
    if text.hasPrefix("HTTP/") {
      head = HTTPHead(status: Self.status(in: text))
    } else if text.isEmpty {
      return headEnded() ? count : 0
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...]
      head.fields.append(HTTPField(String(text[..<colon]), value.trimmingSpaces))
    }
    return count
  }

  private static func status(in line: Substring) -> Int {
    line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// False when the answer is not wanted.
  private func headEnded() -> Bool {
    // 100 to 199 are followed by the real head.
    guard head.status >= 200 else { return true }
    isHeadComplete = true
    if (300...399).contains(head.status), head.status != 304 {
      return breakOff(.redirected(host: redirectHost)) != 0
    }
    guard let length = head["content-length"].flatMap({ Int($0) }) else { return true }
    watch.expect(length)
    if head.isGood, length > bodyLimit { return breakOff(.tooLarge(limit: bodyLimit)) != 0 }
    return true
  }

  private var bodyLimit: Int { head.isGood ? request.bodyLimit : Self.errorBodyLimit }

  /// The host that a 3xx names; our own for a path.
  private var redirectHost: String {
    let location = head["location"] ?? ""
    guard let mark = location.firstRange(of: "//") else { return request.origin.host }
    let authority = location[mark.upperBound...].prefix { !"/?#\\".contains($0) }
    let host = authority.split(separator: "@").last ?? ""
    let plain = host.utf8.prefix(255).filter { (0x21...0x7e).contains($0) }
    return String(decoding: plain, as: UTF8.self)
  }

  private func bodyArrived(_ data: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    watch.noteReceived(count)
    bodyBytes += count
    if bodyBytes > bodyLimit { return breakOff(.tooLarge(limit: bodyLimit)) }
    if isCancelled() { return breakOff(.cancelled) }
    do {
      let bytes = UnsafeRawBufferPointer(start: data, count: count)
      isStopped = try watch.leavingOut { () throws(APIError) in try receive(head, bytes) } == .stop
      return isStopped ? 0 : count
    } catch {
      return breakOff(error)
    }
  }

  private func breakOff(_ error: APIError) -> Int {
    fault = error
    return 0
  }

  // MARK: Afterwards

  func outcome(of result: CURLcode) throws(APIError) -> HTTPHead {
    if let fault { throw fault }
    if isStopped { return head }
    if result == CURLE_OK, isHeadComplete { return head }
    // The refusal itself arrived; what was cut is only its explanation.
    if isHeadComplete, head.status >= 400 { return head }
    throw failure(saying: message(for: result))
  }

  /// Lost, or never connected when no byte of the request left.
  func failure(saying text: String) -> APIError {
    requestBytes == 0 ? .neverConnected(text) : .lost(text)
  }

  private var requestBytes: Int {
    var count: CLong = 0
    ccurl_get_long(handle, CURLINFO_REQUEST_SIZE, &count)
    return count
  }

  private func message(for result: CURLcode) -> String {
    TransferText.sentence(for: result, detail: String(cString: errorText))
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
