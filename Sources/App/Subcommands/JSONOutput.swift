import FlowModel
package import JSONText

/// The JSON of command-line.md: names and fields are a contract.
package enum JSONOutput {
  /// One document and a line break; controls and bidi marks escaped, so that a terminal is safe.
  package static func document(_ value: JSONValue) -> [UInt8] {
    value.bytes(pretty: true, escapingControls: true) + [0x0A]
  }

  /// A row of `list`, and the beginning of `show --json`.
  static func flow(_ flow: FlowSummary) -> [(String, JSONValue)] {
    [
      ("id", text(flow.remoteID)), ("localId", .string(flow.localID)),
      ("kind", .string(flow.kind.rawValue)), ("name", .string(flow.name)),
      ("type", text(flow.type)), ("status", text(flow.status)),
      ("category", text(flow.category)), ("state", .string(flow.state.rawValue)),
      ("nodes", number(flow.nodeCount)), ("edges", number(flow.edgeCount)),
      ("bytes", .integer(flow.byteCount)), ("updated", text(flow.updated)),
      ("server", .string(flow.kind.service.rawValue)),
    ]
  }

  static func change(_ change: Change) -> JSONValue {
    .object([
      ("seq", .integer(Int(change.id.sequence))), ("verb", .string(change.verb.rawValue)),
      ("id", text(change.remoteID)), ("localId", .string(change.localID)),
      ("name", .string(change.name)), ("status", .string(change.status.rawValue)),
      ("attempts", .integer(change.attempts)), ("error", text(change.errorText)),
    ])
  }

  static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  static func number(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

  static func boolean(_ value: Bool?) -> JSONValue { value.map { .boolean($0) } ?? .null }
}
