import CCurl
import FlowModel
import JSONText

/// Reads what a server says when it refuses: Flowise's `{message}` and `{error}`, the problem
/// details of RFC 9457, or plain text.
struct RefusalReader {
  /// Most bytes of a message that are kept.
  private static let messageLimit = 4096

  let service: Service

  func refusal(_ head: HTTPHead, body: [UInt8]) -> Refusal {
    var refusal = Refusal(
      service: service, status: head.status, retryAfter: retryAfter(in: head),
      serverDate: head["date"], contentType: head["content-type"])
    switch head.mediaType {
    case "application/json", "application/problem+json":
      read(body, into: &refusal)
    case "text/plain":
      refusal.message = Self.capped(body[...])
    default: break
    }
    return refusal
  }

  private func read(_ body: [UInt8], into refusal: inout Refusal) {
    let root = JSONDocument(tolerating: body).root
    var node = root
    if let inner = root["error"], inner.kind == .object { node = inner }
    let parts = ["title", "detail"].compactMap { text(node[$0]) }
    let message = text(node["message"]) ?? text(node["error"]) ?? text(root)
    refusal.message = parts.isEmpty ? message ?? "" : parts.joined(separator: ": ")
    refusal.code = text(node["code"])
  }

  private func text(_ node: JSONNode?) -> String? {
    guard let bytes = node?.stringBytes, !bytes.isEmpty else { return nil }
    return Self.capped(bytes[...])
  }

  private static func capped(_ bytes: ArraySlice<UInt8>) -> String {
    var end = min(bytes.endIndex, bytes.startIndex + messageLimit)
    // Not through the middle of a character.
    while end < bytes.endIndex, end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Seconds, from a number or from a date. A date counts from the answer's own `Date`: the two
  /// clocks are never compared (sync.md 2.11).
  private func retryAfter(in head: HTTPHead) -> Int? {
    guard let text = head["retry-after"] else { return nil }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return Int(text) ?? Int(Int32.max)
    }
    guard let now = head["date"].flatMap(Self.seconds), let then = Self.seconds(text) else {
      return nil
    }
    return max(0, then - now)
  }

  private static func seconds(_ date: String) -> Int? {
    let value = ccurl_getdate(date, nil)
    return value < 0 ? nil : value
  }
}
