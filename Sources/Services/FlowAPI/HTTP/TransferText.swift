import CCurl

/// What a person reads when libcurl gave a transfer up. Its own words are meant for programmers, or
/// say nothing at all: "No error", "Out of memory".
enum TransferText {
  /// The end of a sentence that began with "The answer was lost:".
  ///
  /// - Parameter detail: libcurl's own words; may be empty.
  static func sentence(for result: CURLcode, detail: String) -> String {
    // So it says also when a line of the header or behind the last chunk does not fit its own buffer.
    if result == CURLE_OUT_OF_MEMORY || detail.hasPrefix("Out of memory") {
      return "a header line is too long, or memory is out"
    }
    return words(for: result, detail)
  }

  private static func words(for result: CURLcode, _ detail: String) -> String {
    switch result {
    // libcurl is content with a connection that ends inside the header.
    case CURLE_OK: "it ended before its header did"
    case CURLE_GOT_NOTHING: "the server closed the connection without an answer"
    case CURLE_PARTIAL_FILE: "it ended before it was whole"
    case CURLE_UNSUPPORTED_PROTOCOL: "what the server sends is not HTTP" + inBrackets(detail)
    case CURLE_WEIRD_SERVER_REPLY: "what the server sends is not proper HTTP" + inBrackets(detail)
    case CURLE_BAD_CONTENT_ENCODING: "it is not packed as it says" + inBrackets(detail)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR: "the connection broke" + inBrackets(detail)
    default: detail.isEmpty ? ownWords(for: result) : detail
    }
  }

  private static func inBrackets(_ detail: String) -> String {
    detail.isEmpty ? "" : " (\(detail))"
  }

  private static func ownWords(for result: CURLcode) -> String {
    ccurl_easy_strerror(result).map { String(cString: $0) } ?? "the transfer failed"
  }
}
