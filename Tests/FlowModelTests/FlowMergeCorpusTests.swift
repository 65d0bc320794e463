import FlowModel
import FoundationEssentials
import JSONText
import Testing

/// Runs over the `.json` files below the folder that `WEIR_CORPUS` names, if it is set: bodies of
/// real flows.
@Suite struct FlowMergeCorpusTests {
  static let files: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["WEIR_CORPUS"] else { return [] }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(folder)/\($0)" }
  }()

  @Test(
    "edits of two different leaves are both there, and all else is the server's", arguments: files)
  func leaves(_ file: String) throws {
    let text = Array(try Data(contentsOf: URL(filePath: file)))
    let base = FlowMergeCase.chatflow(String(decoding: text, as: UTF8.self))
    let leaves = leaves(of: try JSONDocument(parsing: text).root)
    try #require(leaves.count > 9)
    func edited(_ record: [UInt8], _ leaf: JSONPath, _ value: String) throws -> [UInt8] {
      try JSONEdit.set(
        JSONPath([.key("flowData")]).appending(leaf), to: Array(value.utf8), in: record,
        embedded: FlowFields.embedded)
    }
    for round in 0..<8 {
      let mine = leaves[(round * 7919 + 1) % leaves.count]
      let theirs = leaves[(round * 104_729 + 4) % leaves.count]
      guard mine != theirs else { continue }
      let remote = try edited(base, theirs, #""their\/s""#)
      let merge = try FlowMerge.merge(
        base: base, local: try edited(base, mine, #""m\u0069ne""#), remote: remote,
        kind: .chatflow, isLive: false)
      #expect(merge.clashes.isEmpty, "\(mine.dotted) and \(theirs.dotted)")
      let isBoth = try merge.record == edited(remote, mine, #""m\u0069ne""#)
      #expect(isBoth, "\(mine.dotted) and \(theirs.dotted)")
    }
  }

  /// Scalars that are merged on their own and are no name of anything.
  private func leaves(of root: JSONNode) -> [JSONPath] {
    var leaves: [JSONPath] = []
    var waiting = [(JSONPath(), root)]
    while let (path, node) = waiting.popLast() {
      switch node.kind {
      case .object:
        for member in node.members where !["id", "name"].contains(member.key) {
          waiting.append((path.appending(.key(member.key)), member.value))
        }
      case .array:
        guard case .key(let key)? = path.steps.last,
          ["nodes", "edges", "inputParams", "inputAnchors", "outputAnchors"].contains(key),
          path.steps.count == (key == "nodes" || key == "edges" ? 1 : 4)
        else { continue }
        for (position, element) in node.elements.enumerated() {
          waiting.append((path.appending(.index(position)), element))
        }
      default:
        if !FlowDiff.isLayout(path.dotted) { leaves.append(path) }
      }
    }
    return leaves
  }
}
