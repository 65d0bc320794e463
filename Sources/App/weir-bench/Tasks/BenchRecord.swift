import JSONText

/// A flow as the largest one that Flowise ships: flowData of 158 KB.
struct BenchRecord {
  static let bodySize = 158_000
  /// The whole record.
  let bytes: [UInt8]
  let nodeCount: Int

  init() throws(BenchError) {
    // Of the pretty text; the compact one that is stored is two thirds of it.
    let document = try EditorDocument("record", size: Self.bodySize * 3 / 2)
    let body = JSONString.literal(bytes: Array(document.compact.utf8))
    bytes =
      Array(#"{"id":"bench-1","name":"Bench","type":"AGENTFLOW","flowData":"#.utf8) + body
      + Array(#","updatedDate":"2026-11-28T00:00:00.000Z"}"#.utf8)
    nodeCount = document.compact.ranges(of: "\"position\"").count
  }

  /// The record with another value at a path into `flowData`.
  func with(_ value: String, at path: String) throws(BenchError) -> [UInt8] {
    do {
      return try JSONEdit.set(
        try JSONPath(parsing: path), to: Array(value.utf8), in: bytes, embedded: ["flowData"])
    } catch {
      throw .failed("the sample has no \(path)")
    }
  }
}
