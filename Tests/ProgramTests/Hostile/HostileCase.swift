import FlowModel
import HostileKit

/// One answer of a hostile server, and what weir may make of it.
struct HostileCase: Sendable {
  /// What it answers; other requests are answered as they should be.
  enum Target: Sendable {
    case list, record, write, everything
  }

  let name: String
  var service = Service.flowise
  var target = Target.list
  var words = ["pull"]
  /// The exit statuses that may come of it.
  var exits: Set<Int32>
  /// It has no end of its own: Ctrl-c ends it after so many milliseconds.
  var interruptAfter: Int?
  /// Whether the answer leaves the flows that were there alone.
  var keepsHeld = true
  /// Sends the answer. The request stands as it came: head and body.
  let answer: @Sendable (Connection, String) -> Void

  /// Sends the same bytes to every request.
  static func bytes(
    _ name: String, _ service: Service = .flowise, _ target: Target = .list,
    exits: Set<Int32>, _ bytes: [UInt8]
  ) -> HostileCase {
    HostileCase(name: name, service: service, target: target, exits: exits) { connection, _ in
      connection.send(bytes)
    }
  }

  static func text(
    _ name: String, _ service: Service = .flowise, _ target: Target = .list,
    exits: Set<Int32>, _ text: String
  ) -> HostileCase {
    bytes(name, service, target, exits: exits, Array(text.utf8))
  }

  /// A proper answer of HTTP with this body.
  static func body(
    _ name: String, _ service: Service = .flowise, _ target: Target = .list,
    exits: Set<Int32>, _ body: [UInt8]
  ) -> HostileCase {
    bytes(name, service, target, exits: exits, Answer.json(body))
  }

  static func body(
    _ name: String, _ service: Service = .flowise, _ target: Target = .list,
    exits: Set<Int32>, _ body: String
  ) -> HostileCase {
    self.body(name, service, target, exits: exits, Array(body.utf8))
  }

  /// A list with the flows that were there and one row more.
  static func row(
    _ name: String, of service: Service = .flowise, exits: Set<Int32>, _ row: String
  ) -> HostileCase {
    body(name, service, exits: exits, HeldFlows.list(of: service, and: [row]))
  }

  /// The same with a row that is a flow.
  static func row(_ name: String, _ row: String) -> HostileCase {
    self.row(name, exits: [0], row)
  }

  /// A piece that is sent for ever, until Ctrl-c.
  static func flood(_ name: String, _ head: String, _ piece: [UInt8]) -> HostileCase {
    HostileCase(name: name, exits: [130], interruptAfter: 800) { connection, _ in
      guard connection.send(head) else { return }
      while connection.send(piece) {}
    }
  }
}

/// Pieces of answers.
enum Answer {
  static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  static func json(_ body: [UInt8], status: String = "200 OK", more: String = "") -> [UInt8] {
    Array(
      "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(more)Content-Length: \(body.count)\r\n\r\n"
        .utf8) + body
  }

  static func json(_ body: String, status: String = "200 OK", more: String = "") -> [UInt8] {
    json(Array(body.utf8), status: status, more: more)
  }

  static func page(_ status: String, _ type: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }
}

/// What the copy holds before a hostile answer comes, and afterwards.
enum HeldFlows {
  static let ids = ["held-flow-1", "held-flow-2", "edited-flow"]
  /// The flow with an edit that no server has seen.
  static let edited = "edited-flow"
  static let editedName = "Renamed here"

  static func record(_ id: String, of service: Service) -> String {
    switch service {
    case .flowise:
      #"{"id":"\#(id)","name":"Flow \#(id)","flowData":"{\"nodes\":[],\"edges\":[]}","#
        + #""deployed":false,"isPublic":false,"apikeyid":null,"chatbotConfig":null,"#
        + #""category":null,"type":"CHATFLOW","workspaceId":"w1","#
        + #""createdDate":"2026-01-01T00:00:00.000Z","updatedDate":"2026-01-02T00:00:00.000Z"}"#
    case .flownally:
      #"{"id":"\#(id)","name":"Flow \#(id)","status":"PAUSED","teamIds":[],"#
        + #""draft":{"nodes":[],"edges":[]},"activeVersion":null,"#
        + #""createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-02T00:00:00Z"}"#
    }
  }

  /// - Parameter more: rows behind those that are held.
  static func list(of service: Service, and more: [String] = []) -> String {
    list(of: service, rows: ids.map { record($0, of: service) } + more)
  }

  static func list(of service: Service, rows: [String]) -> String {
    let joined = rows.joined(separator: ",")
    return service == .flowise ? "[\(joined)]" : #"{"chatbots":[\#(joined)]}"#
  }
}
