/// Where Flowise shows a flow in its web interface.
package enum WebLink {
  /// Built from the address of the profile and the id alone, so that nothing of it controls a
  /// terminal or leads to another host: what is no plain character of an address is spelled `%1B`.
  ///
  /// - Returns: nil where it is not known: never sent, or another product.
  package static func address(of flow: FlowSummary, on server: Server) -> String? {
    guard flow.kind == .chatflow, server.service == .flowise, let id = flow.remoteID,
      !id.isEmpty, id != ".", id != "..", isPlain(server.origin, besides: ":/[]")
    else { return nil }
    // A server may stand below a path: /flows/api/v1 has its pages at /flows.
    var base = server.basePath ?? ""
    if base.hasSuffix("/api/v1") { base.removeLast("/api/v1".count) }
    guard isPlain(base, besides: "/%") else { return nil }
    let page =
      switch flow.type?.uppercased() {
      case "AGENTFLOW": "v2/agentcanvas"
      case "MULTIAGENT": "agentcanvas"
      case "ASSISTANT": "assistants/custom"
      default: "canvas"
      }
    return "\(server.origin)\(base)/\(page)/\(escaped(id))"
  }

  /// The unreserved characters of RFC 3986, 2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func isPlain(_ text: String, besides others: String) -> Bool {
    text.utf8.allSatisfy { isUnreserved($0) || others.utf8.contains($0) }
  }

  private static func escaped(_ id: String) -> String {
    id.utf8.map { byte in
      if isUnreserved(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
