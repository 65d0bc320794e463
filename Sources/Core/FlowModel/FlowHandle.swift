/// A handle id, taken apart: `chatOpenAI_0-output-chatOpenAI-ChatOpenAI|Runnable` (flowise-api.md
/// 8.1).
struct FlowHandle {
  /// The node that the handle claims to belong to. The id begins with it.
  let node: String
  /// The anchor or parameter.
  let name: String
  /// The part behind the node: `-output-chatOpenAI-…`.
  let rest: String

  /// - Returns: nil for what has another form; the target handles of agentflow v2 are node ids.
  init?(_ id: String) {
    let letters = id.utf8
    var start = letters.startIndex
    while let dash = letters[start...].firstIndex(of: UInt8(ascii: "-")) {
      start = letters.index(after: dash)
      let behind = letters[start...]
      guard let side = ["output-", "input-"].first(where: { behind.starts(with: $0.utf8) }) else {
        continue
      }
      node = String(id[..<dash])
      rest = String(id[dash...])
      let named = behind.dropFirst(side.utf8.count)
      name = String(id[named.startIndex..<(named.firstIndex(of: UInt8(ascii: "-")) ?? id.endIndex)])
      return
    }
    return nil
  }

  /// What two handle ids of a node must share to be the same anchor. The types behind the name
  /// change with the version of a component, and nothing reads them when the flow runs.
  static func anchor(of id: String) -> String { FlowHandle(id)?.name ?? id }
}
