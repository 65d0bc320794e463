import CCurl

/// The options of one transfer: what libcurl may do, and above all what it may not.
struct CurlOptions {
  private let handle: UnsafeMutableRawPointer

  init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

  func apply(
    _ request: HTTPRequest, fields: UnsafeMutablePointer<curl_slist>?, connectLimit: Duration
  ) {
    limitReach(to: request.origin)
    verify(caFile: request.caFile)
    set(CURLOPT_URL, request.origin.text + request.target)
    set(CURLOPT_PATH_AS_IS, 1)
    ccurl_set_list(handle, CURLOPT_HTTPHEADER, fields)
    set(CURLOPT_ACCEPT_ENCODING, "gzip")
    set(CURLOPT_CONNECTTIMEOUT_MS, connectLimit.inMilliseconds)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_BUFFERSIZE, 65_536)
    ccurl_set_quick_exit(handle)
    setMethod(of: request)
  }

  /// One server, by http, and nothing that libcurl could find in files or in the environment.
  private func limitReach(to origin: Origin) {
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // HTTP/1.1 has exactly one way in which libcurl sends a request again, and a fresh
    // connection closes it. HTTP/2 has more.
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_HTTP09_ALLOWED, 0)
    // Over plain http a proxy would read the token; to this computer a proxy makes no sense.
    if origin.scheme == .http || origin.isLoopback { set(CURLOPT_NOPROXY, "*") }
  }

  private func verify(caFile: String?) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let caFile { set(CURLOPT_CAINFO, caFile) }
  }

  private func setMethod(of request: HTTPRequest) {
    switch request.method {
    case .get: set(CURLOPT_HTTPGET, 1)
    case .post:
      set(CURLOPT_POST, 1)
      // libcurl sends a request again by itself when a reused connection dies before the first
      // byte of the answer. That would make two objects of one order; CurlTransfer stops it for
      // every write, a connection of its own also where an old libcurl cannot be stopped.
      set(CURLOPT_FRESH_CONNECT, 1)
      set(CURLOPT_FORBID_REUSE, 1)
    case .put, .patch, .delete: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
    guard request.body != nil || request.method == .post else { return }
    let body = request.body ?? []
    ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    // Copied by libcurl: it outlives this call.
    var copied = body.isEmpty ? [0] : body
    copied.withUnsafeMutableBytes { bytes in
      _ = ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress)
    }
  }

  private func set(_ option: CURLoption, _ number: Int) {
    ccurl_set_long(handle, option, number)
  }

  private func set(_ option: CURLoption, _ text: String) {
    ccurl_set_text(handle, option, text)
  }
}

extension Duration {
  var inMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
